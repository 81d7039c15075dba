import { signal } from "@preact/signals";
import { insideRing } from "../../draw/plot-validation";
import { readTable, rowsToRings, systemFor } from "../../draw/point-entry";
import { formatLength } from "../../locale/units";
import { formatBearing, gridBearing, measureLength } from "../../map/measure";
import type { Xy } from "../../map/projections";
import { Button } from "../../ui/button";
import { Field, SelectField, TextField } from "../../ui/field";
import {
  boardGround,
  chosen,
  chosenPlots,
  groundRound,
  lines,
  place,
  ring,
  side,
  sideDistances,
  tool,
} from "./board.state";
import { sidesOf } from "./board-acts";
import { b } from "./board-messages";
import { toolOf } from "./board-tools";
import { planarEpsg } from "./draw.state";

/** What was typed into the field of plots, and why it was not taken; null = the field shows what is chosen. */
const typedPlots = signal<string | null>(null);
const plotsFault = signal<string | null>(null);

function choosePlots(most: number): void {
  const wanted = (typedPlots.value ?? "").split(/[,，;；、\s]+/).filter(Boolean);
  const all = boardGround()?.all ?? [];
  const found = wanted.map((no) => all.find((plot) => plot.plot_no.toLowerCase() === no.toLowerCase()));
  const missing = wanted.filter((_, index) => !found[index]);
  plotsFault.value = missing.length ? b.plotsNotHere(missing.join("、")) : null;
  if (missing.length) return;
  if (wanted.length > most) {
    plotsFault.value = b.tooManyPlots(most);
    return;
  }
  typedPlots.value = null;
  side.value = null;
  chosen.value = found.flatMap((plot) => plot?.key ?? []);
}

/** The plots of the tool in hand by their numbers: shown as chosen on the map, or typed. */
export function PlotsField() {
  void groundRound.value;
  const most = toolOf(tool.value).plots[1];
  if (most === 0) return null;
  const many = most > 1;
  return (
    <form
      class="drawing-plots"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        choosePlots(most);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") typedPlots.value = plotsFault.value = null;
      }}
    >
      <TextField
        label={b.chosen()}
        hint={many ? b.plotsHint() : undefined}
        placeholder={b.none()}
        list="drawing-plot-nos"
        value={typedPlots.value ?? chosenPlots.value.map((plot) => plot.plot_no).join("、")}
        error={plotsFault.value}
        onBlur={() => {
          if (typedPlots.value !== null) choosePlots(most);
        }}
        onValue={(text) => {
          typedPlots.value = text;
          plotsFault.value = null;
        }}
      />
      <datalist id="drawing-plot-nos">
        {(boardGround()?.all ?? []).slice(0, 300).map((plot) => (
          <option key={plot.key} value={plot.plot_no} />
        ))}
      </datalist>
      <button type="submit" hidden>
        {b.choose()}
      </button>
    </form>
  );
}

const typedLine = signal("");
const lineFault = signal<string | null>(null);

/** Typed points, one on a line; a line without figures begins the next one. Null where a row can not be read. */
function readLines(text: string): Xy[][] | null {
  const blocks = text.split(/\n\s*\n/).filter((block) => block.trim());
  const read = blocks.map((block) => {
    const table = readTable(block);
    if (table.unread.length || table.kind === null || table.rows.length === 0) return null;
    const system = systemFor(table.kind, table.prefix, planarEpsg.value);
    return system === null ? null : (rowsToRings(table.rows, system)?.[0] ?? null);
  });
  return read.length && read.every((one) => one !== null) ? (read as Xy[][]) : null;
}

function drawTyped(): void {
  const draws = toolOf(tool.value).draws;
  const read = readLines(typedLine.value);
  const least = draws === "ring" ? 3 : 2;
  if (!read?.every((points) => points.length >= least)) {
    lineFault.value = b.lineUnreadable(least);
    return;
  }
  lineFault.value = null;
  typedLine.value = "";
  if (draws === "ring") ring.value = read[0]!;
  else lines.value = [...lines.value, ...read];
}

/** A line or ring by coordinates, beside drawing it. */
export function LineField() {
  const isRing = toolOf(tool.value).draws === "ring";
  return (
    <>
      <Field label={isRing ? b.typedRing() : b.typedLine()} error={lineFault.value} hint={b.typedLineHint()}>
        {(id, describedBy) => (
          <textarea
            id={id}
            class="input drawing-legs"
            rows={3}
            aria-describedby={describedBy}
            placeholder="3719683.313 560630.618"
            value={typedLine.value}
            onInput={(event) => {
              typedLine.value = event.currentTarget.value;
            }}
          />
        )}
      </Field>
      <Button onClick={drawTyped} disabled={typedLine.value.trim() === ""}>
        {b.drawTyped()}
      </Button>
    </>
  );
}

const nameOfSide = ([from, to]: [Xy, Xy], index: number) =>
  `${b.sideNo(index + 1)}　${formatLength(measureLength([from, to]).planarM)}　${formatBearing(gridBearing(from, to))}`;

const isSame = (one: [Xy, Xy], other: [Xy, Xy]) => one.flat().join() === other.flat().join();

/** The side that gives the direction or the frontage, by its number. */
export function SideField() {
  const key = chosen.value[0];
  if (!key) return null;
  const all = sidesOf(key);
  const now = side.value;
  const index = now ? all.findIndex((one) => isSame(one, now)) : -1;
  return (
    <SelectField
      label={b.sideField()}
      value={index < 0 ? "" : String(index)}
      placeholder={b.pickSide()}
      options={all.map((one, i) => ({ value: String(i), label: nameOfSide(one, i) }))}
      onValue={(value) => {
        side.value = value === "" ? null : (all[Number(value)] ?? null);
      }}
    />
  );
}

/** Every side with its own set-back; what is left empty takes the one for all sides. */
export function SideDistances({ all }: { all: string }) {
  const key = chosen.value[0];
  if (!key) return null;
  const now = side.value;
  return (
    <table class="drawing-sides">
      <caption>{b.eachSide()}</caption>
      <tbody>
        {sidesOf(key).map((one, index) => (
          <tr key={`${key}-${index}`} class={now && isSame(one, now) ? "is-chosen" : ""}>
            <th scope="row">{index + 1}</th>
            <td class="figure">{formatLength(measureLength([one[0], one[1]]).planarM)}</td>
            <td>
              <input
                class="input"
                inputMode="decimal"
                aria-label={b.sideDistance(index + 1)}
                placeholder={all || "0"}
                value={sideDistances.value[index] ?? ""}
                onFocus={() => {
                  side.value = one;
                }}
                onInput={(event) => {
                  sideDistances.value = { ...sideDistances.value, [index]: event.currentTarget.value.trim() };
                }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The holes of the chosen plot, for filling one without the mouse. */
export function HoleField() {
  const geometry = chosenPlots.value[0]?.geometry;
  const parts = geometry?.type === "MultiPolygon" ? geometry.coordinates : [];
  const holes = parts.flatMap((part: Xy[][]) => part.slice(1)) as Xy[][];
  if (holes.length === 0) return <p class="drawing-hint-text">{b.noHole()}</p>;
  const middle = (hole: Xy[]): Xy => {
    // A triangle of neighbouring corners whose middle lies inside the hole.
    const at = hole.slice(0, -1).findIndex((_, i) => insideRing(centre(hole, i), hole));
    return centre(hole, Math.max(at, 0));
  };
  return (
    <SelectField
      label={b.holeField()}
      value={place.value ? place.value.join() : ""}
      placeholder={b.pickHole()}
      options={holes.map((hole, index) => ({
        value: middle(hole).join(),
        label: b.holeNo(index + 1, hole.length - 1),
      }))}
      onValue={(value) => {
        place.value = value ? (value.split(",").map(Number) as unknown as Xy) : null;
      }}
    />
  );
}

function centre(hole: Xy[], at: number): Xy {
  const count = hole.length - 1;
  const three = [0, 1, 2].map((step) => hole[(at + step) % count]!);
  return [0, 1].map((axis) => three.reduce((sum, point) => sum + point[axis]!, 0) / 3) as unknown as Xy;
}
