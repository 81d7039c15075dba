import { batch, computed, effect, signal } from "@preact/signals";
import { api, isAbort } from "../../api/client";
import { Problem } from "../../api/problem";
import type * as contract from "../../api/schema";
import { endPause, startPause } from "../../api/settled";
import { noteDataChange } from "../../app/changes";
import { formatArea } from "../../locale/units";
import type { Xy } from "../../map/projections";
import { toast } from "../../ui/toast";
import {
  boardGround,
  boardSession,
  chosen,
  fields,
  letGo,
  lines,
  mayDraw,
  moved,
  openSheet,
  place,
  plotsReady,
  proposalId,
  references,
  ring,
  sheet,
  side,
  sideDistances,
  tool,
} from "./board.state";
import { b } from "./board-messages";
import { type PenLeft, penFree, withSketch } from "./board-sketch";
import { toolOf } from "./board-tools";
import { cornerMoves, corners } from "./corners.state";

export type ActAnswer = contract.ActAnswer;

export type ActBody = contract.ActBody;

export const shown = signal<ActAnswer | null>(null);
export const showing = signal(false);
export const doing = signal(false);
export const problem = signal<Problem | null>(null);
/** Who changed the proposal while this was drawn; both versions are on the map then. */
export const overtaken = signal<string | null>(null);

const num = (text: string | undefined) => (text?.trim() ? Number(text) : Number.NaN);
const list = (text: string | undefined, by: RegExp) =>
  (text ?? "")
    .split(by)
    .filter((one) => one.trim())
    .map(Number);

/** Direction of the cut lines: the chosen side, else the bearing; null while neither is there. */
function direction(): Record<string, unknown> | null {
  if (side.value) return { side: side.value };
  const bearing = num(fields.value.bearing ?? "0");
  return Number.isNaN(bearing) ? null : { bearing_deg: bearing, from_right: fields.value.fromRight === "yes" };
}

/** What the tool in hand would ask of the server; null while something is missing, as a chosen plot that the ground has no more. */
export const wanted = computed<ActBody | null>(() => {
  const values = fields.value;
  if (!mayDraw.value || !plotsReady.value || proposalId.value === null) return null;
  const on = references();
  if (on.length < chosen.value.length) return null;
  const yes = (text: string | undefined) => text === "yes";
  const way = direction();
  switch (tool.value) {
    case "line":
      return lines.value.length
        ? { act: "split_by_line", on, how: { lines: lines.value, extend: yes(values.extend) } }
        : null;
    case "area": {
      const factor = values.unit === "m2" ? 1 : 2000 / 3;
      const areas = list(values.areas, /[,，;；、\s]+/).map((one) => one * factor);
      return way && areas.length && areas.every((one) => one > 0)
        ? { act: "split_by_area", on, how: { areas_m2: areas, ...way } }
        : null;
    }
    case "ratio": {
      const ratio = list(values.ratio ?? "1:1", /[:：,，\s]+/);
      return way && ratio.length > 1 && ratio.every((one) => one > 0)
        ? { act: "split_by_ratio", on, how: { ratio, ...way } }
        : null;
    }
    case "lots": {
      const count = num(values.count ?? "2");
      if (!Number.isInteger(count) || !way) return null;
      if (values.equal === "frontage")
        return side.value ? { act: "split_by_frontage", on, how: { count, side: side.value } } : null;
      return { act: "split_into_lots", on, how: { count, ...way } };
    }
    case "corners": {
      const moves = cornerMoves.value?.map(({ from_point, to_xy }) => ({ from_point, to_xy }));
      return moves ? { act: "move_corners", on: [], how: { moves } } : null;
    }
    case "merge":
      return { act: "merge", on, how: { close_gaps: yes(values.closeGaps) } };
    case "hole":
      return ring.value.length > 2
        ? { act: "cut_hole", on, how: { ring: ring.value, keep_inner: yes(values.keepInner) } }
        : null;
    case "fill":
      return place.value ? { act: "fill_hole", on, how: { at: place.value } } : null;
    case "setBack": {
      const distances = setBacks();
      return distances
        ? { act: "set_back", on, how: { distances_m: distances, keep_strip: yes(values.keepStrip) } }
        : null;
    }
    case "square":
      return {
        act: "right_angles",
        on,
        how: {
          tolerance_deg: num(values.tolerance) || null,
          most_m: num(values.mostShift) || null,
          with_neighbours: yes(values.withNeighbours),
        },
      };
    case "shift": {
      const target = num(values.target);
      if (target > 0) return { act: "shift_boundary", on, how: { target_m2: target } };
      const by = num(values.by);
      return Number.isNaN(by) || by === 0 ? null : { act: "shift_boundary", on, how: { by_m: by } };
    }
    default:
      return null;
  }
});

/** One distance for all sides, or each side's own where one was clicked; the sides in the server's order. */
function setBacks(): number[] | null {
  const all = num(fields.value.distance);
  const own = Object.entries(sideDistances.value);
  if (own.length === 0) return all > 0 ? [all] : null;
  const key = chosen.value[0];
  const count = key ? sidesOf(key).length : 0;
  const distances = Array.from(
    { length: count },
    // A side of nought stays where it is; one that is left empty goes with the others.
    (_, i) => (sideDistances.value[i] ? num(sideDistances.value[i]) : Number.isNaN(all) ? 0 : all),
  );
  return distances.some((one) => one > 0) && !distances.some(Number.isNaN) ? distances : null;
}

/** The sides of a plot, ring by ring, as the server counts them. */
export function sidesOf(key: string): [Xy, Xy][] {
  const geometry = boardGround()?.get(key)?.geometry;
  const parts =
    geometry?.type === "MultiPolygon"
      ? geometry.coordinates
      : geometry?.type === "Polygon"
        ? [geometry.coordinates]
        : [];
  return parts
    .flat()
    .flatMap((points: number[][]) => points.slice(0, -1).map((from, i): [Xy, Xy] => [from as Xy, points[i + 1] as Xy]));
}

let question: AbortController | null = null;
let waiting = 0;
let asked: { body: ActBody | null; id: number | null; version: number | undefined } = {
  body: null,
  id: null,
  version: undefined,
};

/**
 * Ask what would come of it: a moment after the last change, so that typing does not ask at every key. While an act is done the
 * plots in hand are being replaced: nothing is asked of them until the ground is read anew and the choice let go.
 */
effect(() => {
  const body = wanted.value;
  const id = proposalId.value;
  const version = openSheet.value?.version;
  // An act that was refused leaves what was asked, and why it was refused, as they are; so does one that came too late, until
  // its planner has chosen between the newest ground and letting go.
  if (doing.value || overtaken.value || (body === asked.body && id === asked.id && version === asked.version)) return;
  asked = { body, id, version };
  endPause(waiting);
  question?.abort();
  if (!body || id === null) {
    batch(() => {
      shown.value = null;
      showing.value = false;
      problem.value = null;
    });
    return;
  }
  showing.value = true;
  waiting = startPause(() => void ask(id, body), 250);
});

async function ask(id: number, body: ActBody): Promise<void> {
  question = new AbortController();
  try {
    const answer = await api.post("/api/proposals/{proposal_id}/drawing", {
      path: { proposal_id: id },
      body: { ...body, dry_run: true },
      signal: question.signal,
    });
    batch(() => {
      shown.value = answer;
      problem.value = null;
      showing.value = false;
    });
  } catch (error) {
    if (isAbort(error)) return;
    batch(() => {
      shown.value = null;
      showing.value = false;
      problem.value = error instanceof Problem ? error : null;
    });
    if (!(error instanceof Problem)) throw error;
  }
}

/** The plots that what is shown would take the place of, by their keys. */
export const replaced = computed<string[]>(() => {
  const answer = shown.value;
  if (!answer || answer.shapes.length === 0) return [];
  const own = answer.shapes.flatMap((one) => one.key ?? []);
  return own.length ? own : chosen.value;
});

/** Corners in hand; and while each side has its own distance, its number. */
function marks(): { at: Xy; text?: string }[] {
  const [key] = chosen.value;
  const middle = ([from, to]: [Xy, Xy]): Xy => [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const sides = tool.value === "setBack" && key ? sidesOf(key) : [];
  return [
    ...corners.value.map((at) => ({ at })),
    ...sides.map((one, index) => ({ at: middle(one), text: String(index + 1) })),
  ];
}

// What would come of it, or the line that did not cut, is on the map.
effect(() => {
  const answer = shown.value;
  const drawn = lines.value.map((points) => ({ points }));
  const outline = ring.value.length ? [{ points: [...ring.value, ring.value[0]!] }] : [];
  const chosenSide = side.value ? [{ points: side.value }] : [];
  const shapes = (answer?.shapes ?? []).map((one) => ({
    geometry: one.geometry,
    plot_no: one.plot_no,
    area: formatArea(one.area_m2),
  }));
  boardSession()?.show(
    shapes,
    [...drawn.map((one) => ({ ...one, kept: answer?.is_refused })), ...outline, ...chosenSide],
    marks(),
    replaced.value,
  );
});

/** After a change: the map's tiles, the sheet and the ground are read anew, and only then the next act may begin. */
export async function settle(): Promise<void> {
  noteDataChange();
  sheet.reload();
  await Promise.all([sheetArrived(), boardGround()?.reload()]);
}

const sheetArrived = () =>
  new Promise<void>((done) => {
    const stop = effect(() => {
      if (sheet.loading.value) return;
      done();
      queueMicrotask(() => stop());
    });
  });

/**
 * Do an act and keep it. `left` = what stays under the pen once it is done: the server keeps or forgets the sketch with the act.
 * The loser of a race keeps the drawing on the map and is told who was quicker.
 */
export async function act(body: ActBody, left: PenLeft = "all"): Promise<ActAnswer | null> {
  const id = proposalId.value;
  if (id === null || doing.value) return null;
  doing.value = true;
  try {
    const expected_version = openSheet.value?.version ?? null;
    const answer = await withSketch(id, left, (sketch) =>
      api.post("/api/proposals/{proposal_id}/drawing", {
        path: { proposal_id: id },
        body: { ...body, expected_version, sketch },
      }),
    );
    await settle();
    return answer;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    problem.value = error;
    if (error.code === "proposal.changed_meanwhile" || error.code === "drawing.plot_moved_on") {
      sheet.reload();
      await boardGround()?.reload();
      overtaken.value = whoChanged() ?? b.somebody();
    }
    return null;
  } finally {
    doing.value = false;
  }
}

const whoChanged = () => openSheet.value?.changed_by_name || null;

/** What was refused is kept for later as its line or plots; corners that can not go there are just typed anew. */
export const mayExecute = computed(() => !shown.value?.is_refused || tool.value !== "corners");

/** Enter: do what is shown. */
export async function execute(): Promise<void> {
  const body = wanted.value;
  if (!body || !mayExecute.value) return;
  const label = toolOf(tool.value).label();
  const answer = await act(body, "outline");
  if (!answer) return penFree();
  overtaken.value = null;
  if (answer.is_refused) toast(answer.findings[0]?.message_zh ?? "", "warning");
  else toast(b.done(label));
  batch(() => {
    chosen.value = [];
    letGo();
  });
  penFree();
}

// A dragged corner is an act of its own.
effect(() => {
  const moves = moved.value;
  if (!moves) return;
  moved.value = null;
  void act({ act: "move_corners", on: [], how: { moves } }).then((answer) => {
    if (!answer || answer.is_refused) {
      boardGround()?.restore();
      if (answer) toast(answer.findings[0]?.message_zh ?? "", "warning");
    } else toast(b.done(b.corners()));
  });
});
