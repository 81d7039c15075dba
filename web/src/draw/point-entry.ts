import { fromPlanar, planarSystem, toPlanar, type Xy } from "../map/projections";

/** One boundary point as text: X = north, Y = east (for degrees: X = latitude, Y = longitude), kept as it was typed. */
export interface EntryRow {
  no: string;
  ring: number;
  x: string;
  y: string;
}

/** What a pair of numbers can only be, by its size. */
export type PairKind = "degrees" | "plain" | "prefixed";

export interface ReadTable {
  rows: EntryRow[];
  /** Lines that hold no pair of numbers though they hold digits, by their number. */
  unread: number[];
  /** The columns came as east, north and were exchanged. */
  exchanged: boolean;
  /** The coordinate system the numbers speak of; null when they disagree among themselves. */
  kind: PairKind | null;
  /** The zone number in front of the eastings, where there is one. */
  prefix: number | null;
}

const isNorthing = (v: number) => v >= 300_000 && v < 6_200_000;
const isPlainEasting = (v: number) => v >= 100_000 && v < 900_000;
const isPrefixedEasting = (v: number) => v >= 13_000_000 && v < 46_000_000;
const isLon = (v: number) => v >= 70 && v <= 140;
const isLat = (v: number) => v >= 3 && v <= 54;

/** Sizes decide: a northing has seven digits, an easting six or, with its zone number, eight. Null = neither order fits. */
export function pairKind(x: number, y: number): { kind: PairKind; exchanged: boolean } | null {
  if (isLat(x) && isLon(y)) return { kind: "degrees", exchanged: false };
  if (isLon(x) && isLat(y)) return { kind: "degrees", exchanged: true };
  if (isPrefixedEasting(y) && isNorthing(x)) return { kind: "prefixed", exchanged: false };
  if (isPrefixedEasting(x) && isNorthing(y)) return { kind: "prefixed", exchanged: true };
  if (x >= 900_000 && isNorthing(x) && isPlainEasting(y)) return { kind: "plain", exchanged: false };
  if (y >= 900_000 && isNorthing(y) && isPlainEasting(x)) return { kind: "plain", exchanged: true };
  return null;
}

const number = (text: string) => (/^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN);

/**
 * A pasted table or list of coordinates: columns by tab, comma, semicolon or blanks; optional point number and ring
 * (点号, 圈号, X, Y as in boundary-point files); heading lines are passed over.
 */
export function readTable(text: string): ReadTable {
  const rows: EntryRow[] = [];
  const unread: number[] = [];
  const kinds = new Set<PairKind | null>();
  const prefixes = new Set<number>();
  let [exchangedRows, straightRows] = [0, 0];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const cells = line
      .trim()
      .split(/[\s,;，；、]+/)
      .filter(Boolean);
    const [first, second] = cells.slice(-2);
    const [x, y] = [number(first ?? ""), number(second ?? "")];
    if (cells.length < 2 || Number.isNaN(x) || Number.isNaN(y)) {
      if (/\d{3}/.test(line)) unread.push(index + 1);
      continue;
    }
    const pair = pairKind(x, y);
    kinds.add(pair?.kind ?? null);
    if (pair?.exchanged) exchangedRows += 1;
    else straightRows += 1;
    const [north, east] = pair?.exchanged ? [second!, first!] : [first!, second!];
    if (pair?.kind === "prefixed") prefixes.add(Math.floor(Number(east) / 1_000_000));
    const ring = cells.length >= 4 && /^\d{1,3}$/.test(cells.at(-3) ?? "") ? Number(cells.at(-3)) : 1;
    rows.push({ no: cells.length >= 3 ? (cells[0] ?? "") : `J${rows.length + 1}`, ring, x: north, y: east });
  }
  const kind = kinds.size === 1 ? ([...kinds][0] ?? null) : null;
  return {
    rows: withoutClosing(rows),
    unread,
    exchanged: exchangedRows > 0 && straightRows === 0,
    kind: exchangedRows > 0 && straightRows > 0 ? null : kind,
    prefix: prefixes.size === 1 ? ([...prefixes][0] ?? null) : null,
  };
}

/** The first point repeated at the end closes a ring; it is not a point of its own. */
function withoutClosing(rows: EntryRow[]): EntryRow[] {
  const rings = new Map<number, EntryRow[]>();
  for (const row of rows) {
    const ring = rings.get(row.ring);
    if (ring) ring.push(row);
    else rings.set(row.ring, [row]);
  }
  const closing = new Set<EntryRow>();
  for (const ring of rings.values()) {
    const [first, last] = [ring[0], ring.at(-1)];
    if (!first || !last || ring.length < 4) continue;
    if (Number(first.x) === Number(last.x) && Number(first.y) === Number(last.y)) closing.add(last);
  }
  return rows.filter((row) => !closing.has(row));
}

/** The system to read the numbers in: degrees and prefixed eastings say it themselves, plain ones are the zone's own. */
export function systemFor(kind: PairKind, prefix: number | null, planarEpsg: number): number | null {
  if (kind === "degrees") return 4490;
  if (kind === "prefixed") return { 38: 4526, 39: 4527 }[prefix ?? 0] ?? null;
  const own = planarSystem(planarEpsg);
  return own?.meridian === 117 ? 4548 : 4547;
}

export type RowFault = "not_number" | "out_of_range" | "other_zone";

/** Why a row cannot be read in this system; null when it can. */
export function rowFault(row: EntryRow, epsg: number): RowFault | null {
  const [x, y] = [number(row.x.trim()), number(row.y.trim())];
  if (Number.isNaN(x) || Number.isNaN(y)) return "not_number";
  const pair = pairKind(x, y);
  if (!pair || pair.exchanged) return "out_of_range";
  if (epsg === 4490) return pair.kind === "degrees" ? null : "out_of_range";
  const prefix = planarSystem(epsg)?.prefix ?? null;
  if (pair.kind !== (prefix === null ? "plain" : "prefixed")) return "out_of_range";
  return prefix !== null && Math.floor(y / 1_000_000) !== prefix ? "other_zone" : null;
}

/** Rows → rings in lon/lat, by ring number; null while a row is at fault. */
export function rowsToRings(rows: EntryRow[], epsg: number): Xy[][] | null {
  const rings = new Map<number, Xy[]>();
  for (const row of rows) {
    if (rowFault(row, epsg)) return null;
    const east = Number(row.y);
    const north = Number(row.x);
    const point: Xy = epsg === 4490 ? [east, north] : fromPlanar([east, north], epsg);
    const ring = rings.get(row.ring);
    if (ring) ring.push(point);
    else rings.set(row.ring, [point]);
  }
  return [...rings.entries()].sort(([a], [b]) => a - b).map(([, ring]) => ring);
}

/** A drawn point as text in the system: millimetres, or 1e-9 degrees. */
export function rowOf(point: Xy, epsg: number, no: string, ring: number): EntryRow {
  if (epsg === 4490) return { no, ring, x: point[1].toFixed(9), y: point[0].toFixed(9) };
  const [east, north] = toPlanar(point, epsg);
  return { no, ring, x: north.toFixed(3), y: east.toFixed(3) };
}
