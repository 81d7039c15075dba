import { effect, untracked } from "@preact/signals";
import { startPause } from "../../api/settled";
import type { Bbox, Geometry } from "../../api/types";
import { openedBy } from "../../app/location";
import { goToBbox } from "../../app/map-actions";
import { mapBbox, mapView } from "../../app/map-state";
import { parks, zone } from "../../app/zone";
import { openSheet, type ProposalSheet, proposalId } from "./board.state";

/** The page was opened by a link to a proposal; one that also says where the map looks is followed to the letter. */
let isFollowingLink = openedBy.extra.proposal !== undefined;
/** From this zoom one can draw. */
const nearZoom = 14;

/** What a proposal is about: its shapes, else the plots that its steps start from, else the park. */
export function groundOf(sheet: ProposalSheet): Bbox | null {
  const live = sheet.operations.filter((row) => !row.is_removed);
  const plots = live.flatMap((row) => row.parents.map((parent) => parent.geometry));
  const lines = live.map((row) => row.cut_line);
  const park = parks.peek().find((one) => one.code === sheet.park_code);
  return (sheet.bbox as Bbox | null) ?? boxOf([...plots, ...lines]) ?? park?.bbox ?? null;
}

function boxOf(geometries: (Geometry | null)[]): Bbox | null {
  const points: number[][] = [];
  const gather = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] === "number") points.push(part as number[]);
    else for (const one of part) gather(one);
  };
  for (const one of geometries) if (one && "coordinates" in one) gather(one.coordinates);
  if (points.length === 0) return null;
  const along = (axis: number, pick: (...values: number[]) => number) => pick(...points.map((point) => point[axis]!));
  return [along(0, Math.min), along(1, Math.min), along(0, Math.max), along(1, Math.max)];
}

const isSeen = (box: Bbox, seen: Bbox | null) =>
  seen !== null && box[0] < seen[2] && box[2] > seen[0] && box[1] < seen[3] && box[3] > seen[1];

let shownFor: number | null = null;

// Whoever opens a proposal sees its ground: by a link always, inside the desk where the map looks elsewhere or from too far.
effect(() => {
  const sheet = openSheet.value;
  if (proposalId.value === null) shownFor = null;
  if (!sheet || !mapView.value || !zone.value || parks.value.length === 0 || shownFor === sheet.id) return;
  shownFor = sheet.id;
  untracked(() => show(sheet));
});

function show(sheet: ProposalSheet): void {
  const byLink = isFollowingLink;
  isFollowingLink = false;
  if (byLink && openedBy.place) return;
  const box = groundOf(sheet);
  const near = (mapView.value?.place.zoom ?? 0) >= nearZoom;
  if (!box || (!byLink && near && isSeen(box, mapBbox.value))) return;
  // The map goes home first when it is new.
  startPause(() => goToBbox(box));
}
