import { batch, computed, effect, signal, untracked } from "@preact/signals";
import type { Geometry } from "../../api/types";
import { pairKind } from "../../draw/point-entry";
import { planarSystem, planarSystemAt, toPlanar, type Xy } from "../../map/projections";
import { chosen, chosenPlots, cornerClicked, groundRound, openSheet, tool, toolTaken } from "./board.state";
import { b } from "./board-messages";

/** The corners in hand, with every digit the server has; each is moved in every plot that has it. */
export const corners = signal<Xy[]>([]);

/** What was typed: where the one corner goes, or how far all go. Of X and ΔX (Y and ΔY) the one typed last counts. */
export const goal = signal<{ x?: string; y?: string; dx?: string; dy?: string }>({});

export function takeCorner(corner: Xy, adding: boolean): void {
  const same = (one: Xy) => one[0] === corner[0] && one[1] === corner[1];
  const others = corners.value.filter((one) => !same(one));
  batch(() => {
    goal.value = {};
    corners.value = adding ? (others.length < corners.value.length ? others : [...others, corner]) : [corner];
  });
}

export function forgetCorners(): void {
  batch(() => {
    corners.value = [];
    goal.value = {};
  });
}

const epsgOf = (corner: Xy) => planarSystem(openSheet.value?.planar_epsg ?? 0)?.epsg ?? planarSystemAt(corner[0]).epsg;

/** X north, Y east, in the plane of the park. */
export function northEast(corner: Xy): [number, number] {
  const [east, north] = toPlanar(corner, epsgOf(corner));
  return [north, east];
}

const number = (text: string) => (/^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN);

/** What stands in the four fields; null while several corners are in hand and X and Y are none of one. */
export const shownGoal = computed(() => {
  const { x, y, dx, dy } = goal.value;
  const [one] = corners.value;
  if (!one) return null;
  const [north, east] = northEast(one);
  const step = (typed: string | undefined, to: string | undefined, from: number) =>
    typed ?? (to === undefined || Number.isNaN(number(to)) ? "0" : (plainEast(number(to)) - from).toFixed(3));
  const place = (typed: string | undefined, by: string | undefined, from: number) =>
    typed ?? (from + (by === undefined ? 0 : number(by) || 0)).toFixed(3);
  const alone = corners.value.length === 1;
  return {
    x: alone ? place(x, dx, north) : null,
    y: alone ? place(y, dy, east) : null,
    dx: step(dx, x, north),
    dy: step(dy, y, east),
  };
});

/** An easting may bear its zone number; northings never reach eight digits. */
const plainEast = (value: number) => (value >= 10_000_000 ? value % 1_000_000 : value);

/** Why the typed figures can not be used; by field. */
export const goalFaults = computed(() => {
  const { x, y, dx, dy } = goal.value;
  const [one] = corners.value;
  const faults: { x?: string; y?: string; dx?: string; dy?: string } = {};
  for (const [name, typed] of Object.entries({ x, y, dx, dy }))
    if (typed !== undefined && Number.isNaN(number(typed))) faults[name as keyof typeof faults] = b.notNumber();
  if (!one || Object.keys(faults).length) return faults;
  const system = planarSystem(epsgOf(one));
  const [north, east] = [number(x ?? String(northEast(one)[0])), number(y ?? String(northEast(one)[1]))];
  const pair = pairKind(north, east);
  const zone = (system?.meridian ?? 0) / 3;
  if (pair?.exchanged) faults.x = b.exchanged();
  else if (!pair || pair.kind === "degrees") faults[x === undefined ? "y" : "x"] = b.outOfRange();
  else if (pair.kind === "prefixed" && Math.floor(east / 1_000_000) !== zone) faults.y = b.otherZone(zone);
  return faults;
});

/** Where each corner in hand goes, to the millimetre; null while nothing would move. */
export const cornerMoves = computed(() => {
  void groundRound.value;
  const { x, y, dx, dy } = goal.value;
  if (tool.value !== "corners" || corners.value.length === 0 || Object.keys(goalFaults.value).length) return null;
  const by = [dx, dy].map((typed) => number(typed ?? "0"));
  const moves = corners.value.map((corner) => {
    const [north, east] = northEast(corner);
    const to_xy = { x: x ?? (north + by[0]!).toFixed(3), y: y ?? (east + by[1]!).toFixed(3) };
    return { from_point: corner, to_xy, far: Math.hypot(Number(to_xy.x) - north, plainEast(Number(to_xy.y)) - east) };
  });
  // A corner that was worked out lies between millimetres: settling on them alone is no move.
  if (moves.every(({ far }) => far < 0.0008) && x === undefined && y === undefined) return null;
  return moves.some(({ far }) => far > 0) ? moves : null;
});

/** The corners of the chosen plot, as its papers count them; ring by ring. */
export interface NamedCorner {
  no: string;
  corner: Xy;
}

export function cornersOf(geometry: Geometry): NamedCorner[] {
  const parts = geometry.type === "MultiPolygon" ? geometry.coordinates : [];
  const points = parts.flat().flatMap((ring) => ring.slice(0, -1));
  return points.map(([lon, lat], index) => ({ no: `J${index + 1}`, corner: [lon!, lat!] }));
}

effect(() => {
  const clicked = cornerClicked.value;
  if (!clicked) return;
  untracked(() => {
    takeCorner(clicked.corner, clicked.adding);
    // The list of a plot's corners says nothing of one that is none of them.
    const isOwn = chosenPlots.value.some((plot) =>
      cornersOf(plot.geometry).some(({ corner }) => corner.join() === clicked.corner.join()),
    );
    if (!isOwn) chosen.value = [];
  });
});
effect(() => {
  void toolTaken.value;
  untracked(forgetCorners);
});
