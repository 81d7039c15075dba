import { batch, computed, effect, signal } from "@preact/signals";
import { goToBbox } from "../../app/map-actions";
import { mapBbox } from "../../app/map-state";
import { type EntryRow, readTable, rowFault, rowOf, rowsToRings, systemFor } from "../../draw/point-entry";
import { assemble, boxOf, type Shape } from "../../draw/shape";
import { planarSystem } from "../../map/projections";
import { drawing, pen, planarEpsg } from "./draw.state";
import { m } from "./messages";

/** The table of points: what was typed, or the drawn shape's points in the system chosen. */
export const rows = signal<EntryRow[]>([]);
/** Null = the zone's own planar system. */
export const chosenSystem = signal<number | null>(null);
export const notes = signal<{ tone: "info" | "warning" | "error"; text: string }[]>([]);

/** The shape that the table's text stands for; while it is the drawn one, the text goes to the server as typed. */
const tableShape = signal<Shape | null>(null);

export interface TypedTable {
  rows: EntryRow[];
  system: number | null;
  /** The rows are what was typed, not what was read off the drawing. */
  typed: boolean;
}

export const tableNow = computed<TypedTable>(() => ({
  rows: rows.value,
  system: chosenSystem.value,
  typed: tableShape.value !== null,
}));

/** The table as somebody left it, beside the shape it belongs to. */
export function layOutTable(left: TypedTable | null, shape: Shape): void {
  batch(() => {
    rows.value = left?.rows ?? [];
    chosenSystem.value = left?.system ?? null;
    notes.value = [];
    tableShape.value = left?.typed ? shape : null;
  });
}

export const system = () => chosenSystem.value ?? planarEpsg.value;

function rowsFrom(shape: Shape, epsg: number): EntryRow[] {
  let count = 0;
  return shape.flat().flatMap((ring, index) =>
    ring.map((point) => {
      count += 1;
      return rowOf(point, epsg, `J${count}`, index + 1);
    }),
  );
}

/** Equal to a tenth of a millimetre, ring by ring: what went over the map comes back with a rounding. */
function sameShape(a: Shape, b: Shape): boolean {
  const [one, two] = [a.flat(), b.flat()];
  return (
    one.length === two.length &&
    one.every((ring, r) => {
      const other = two[r];
      return (
        ring.length === other?.length &&
        ring.every(([lon, lat], i) => Math.abs(lon - other[i]![0]) < 1e-9 && Math.abs(lat - other[i]![1]) < 1e-9)
      );
    })
  );
}

let lastShape: Shape = [];

effect(() => {
  const { shape } = drawing.value;
  const epsg = system();
  const cleared = shape.length === 0 && lastShape.length > 0;
  lastShape = shape;
  const stands = tableShape.peek();
  if (stands && sameShape(shape, stands)) return;
  // An empty map does not wipe a table that is still being filled in.
  if (shape.length === 0 && !cleared) return;
  tableShape.value = null;
  rows.value = rowsFrom(shape, epsg);
});

/** Points as typed for the server, or null when the shape was drawn or changed by hand. */
export function typedPoints(): {
  epsg: number;
  rings: { ring: number; points: { no: string; x: string; y: string }[] }[];
} | null {
  const stands = tableShape.value;
  if (!stands || !sameShape(drawing.value.shape, stands)) return null;
  const rings = new Map<number, { no: string; x: string; y: string }[]>();
  for (const { no, ring, x, y } of rows.value)
    rings.set(ring, [...(rings.get(ring) ?? []), { no, x: x.trim(), y: y.trim() }]);
  return { epsg: system(), rings: [...rings].map(([ring, points]) => ({ ring, points })) };
}

function toMap(): void {
  const filled = rows.value.filter((row) => row.x.trim() !== "" || row.y.trim() !== "");
  const rings = rowsToRings(filled, system());
  if (!rings?.some((ring) => ring.length >= 3)) return;
  const shape = assemble(rings);
  tableShape.value = shape;
  pen.setShape(shape);
  const box = boxOf(shape);
  const seen = mapBbox.peek();
  const inView = box && seen && box[0] > seen[0] && box[1] > seen[1] && box[2] < seen[2] && box[3] < seen[3];
  if (box && !inView) goToBbox(box);
}

export function changeRow(index: number, change: Partial<EntryRow>): void {
  rows.value = rows.value.map((row, i) => (i === index ? { ...row, ...change } : row));
  toMap();
}

export function addRow(): void {
  const last = rows.value.at(-1);
  rows.value = [...rows.value, { no: `J${rows.value.length + 1}`, ring: last?.ring ?? 1, x: "", y: "" }];
}

export function removeRow(index: number): void {
  rows.value = rows.value.filter((_, i) => i !== index);
  toMap();
}

export function chooseSystem(epsg: number): void {
  batch(() => {
    chosenSystem.value = epsg;
    notes.value = [];
    // Typed text cannot be re-read in another system; a drawn shape is written anew by the effect above.
    if (tableShape.value) toMap();
  });
}

/** Take a pasted table over; true when there was something to read. */
export function takeTable(text: string): boolean {
  const read = readTable(text);
  const said: typeof notes.value = [];
  if (read.rows.length === 0) said.push({ tone: "error", text: m.nothingRead() });
  else if (read.kind === null) said.push({ tone: "error", text: m.mixed() });
  const epsg = read.kind === null ? null : systemFor(read.kind, read.prefix, planarEpsg.value);
  if (read.kind === "prefixed" && epsg === null) said.push({ tone: "error", text: m.foreignZone() });
  if (read.exchanged) said.push({ tone: "warning", text: m.exchanged() });
  if (read.unread.length) said.push({ tone: "warning", text: m.unread(read.unread.slice(0, 8).join("、")) });
  if (read.kind === "plain" && epsg) said.push({ tone: "info", text: m.plainZone(planarSystem(epsg)?.meridian ?? 0) });
  batch(() => {
    notes.value = said;
    if (read.rows.length === 0) return;
    if (epsg) chosenSystem.value = epsg;
    rows.value = read.rows;
  });
  if (epsg) toMap();
  return read.rows.length > 0;
}

export const faultOf = (row: EntryRow) => (row.x === "" && row.y === "" ? null : rowFault(row, system()));
