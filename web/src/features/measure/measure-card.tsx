import { areaFigure, areaUnitLabel, formatLength } from "../../locale/units";
import { formatBearing, gridBearing, measureArea, measureLength } from "../../map/measure";
import type { Measured } from "../../map/measure-tool";
import { IconButton } from "../../ui/button";
import { toast } from "../../ui/toast";
import "./measure.css";
import { measured, stopMeasuring } from "./measure.state";
import { m } from "./messages";

interface Row {
  label: string;
  values: string[];
}

function areaValues(areaM2: number): string[] {
  return (["mu", "ha", "m2"] as const).map((unit) => `${areaFigure(areaM2, unit)} ${areaUnitLabel(unit)}`);
}

/** The lines of the card: both bases named, all three units together. */
function rowsOf({ kind, points }: Measured): Row[] {
  if (kind === "area") {
    if (points.length < 3) return [];
    const area = measureArea([points]);
    const around = measureLength([...points, points[0]!]);
    return [
      { label: m.planar(area.meridian), values: areaValues(area.planarM2) },
      { label: m.ellipsoidal(), values: areaValues(area.ellipsoidalM2) },
      { label: m.perimeter(), values: [formatLength(around.planarM)] },
    ];
  }
  if (points.length < 2) return [];
  const length = measureLength(points);
  const [from, to] = [points.at(-2)!, points.at(-1)!];
  const side = measureLength([from, to]);
  return [
    { label: m.planar(length.meridian), values: [formatLength(length.planarM)] },
    { label: m.ellipsoidal(), values: [formatLength(length.ellipsoidalM)] },
    { label: m.last(), values: [formatLength(side.planarM)] },
    { label: m.bearing(), values: [side.planarM > 0 ? formatBearing(gridBearing(from, to)) : "—"] },
  ];
}

async function copyRows(rows: Row[]): Promise<void> {
  try {
    await navigator.clipboard.writeText(rows.map((row) => `${row.label}\t${row.values.join("\t")}`).join("\n"));
    toast(m.copied());
  } catch {
    toast(m.copyFailed(), "warning");
  }
}

/** What was measured, live. */
export function MeasureCard() {
  const current = measured.value;
  if (!current) return null;
  const rows = rowsOf(current);
  const title = m[current.kind]();
  return (
    <section class="card measure" aria-label={title}>
      <header class="measure-head">
        <h3>{title}</h3>
        {rows.length > 0 && <IconButton icon="copy" label={m.copy()} onClick={() => copyRows(rows)} />}
        <IconButton icon="close" label={m.close()} shortcut="Esc" onClick={stopMeasuring} />
      </header>
      {rows.length === 0 && <p class="quiet">{current.kind === "length" ? m.hintLength() : m.hintArea()}</p>}
      <dl aria-live="polite">
        {rows.map((row) => (
          <div key={row.label} class="measure-row">
            <dt>{row.label}</dt>
            {row.values.map((value) => (
              <dd key={value}>{value}</dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}
