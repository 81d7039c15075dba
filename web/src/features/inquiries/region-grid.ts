import type { SourceLine } from "./types";

/**
 * Where each province-level unit stands in the grid: column and row, roughly as they lie to each other. A scheme, not a map: it has
 * no boundaries, so that none can be wrong.
 */
export const places: Readonly<Record<string, readonly [column: number, row: number]>> = {
  "CN-HL": [8, 1],
  "CN-NM": [5, 2],
  "CN-JL": [8, 2],
  "CN-XJ": [1, 3],
  "CN-GS": [3, 3],
  "CN-NX": [4, 3],
  "CN-BJ": [6, 3],
  "CN-TJ": [7, 3],
  "CN-LN": [8, 3],
  "CN-QH": [2, 4],
  "CN-SN": [4, 4],
  "CN-SX": [5, 4],
  "CN-HE": [6, 4],
  "CN-SD": [7, 4],
  "CN-XZ": [1, 5],
  "CN-SC": [3, 5],
  "CN-CQ": [4, 5],
  "CN-HA": [5, 5],
  "CN-AH": [6, 5],
  "CN-JS": [7, 5],
  "CN-SH": [8, 5],
  "CN-YN": [3, 6],
  "CN-GZ": [4, 6],
  "CN-HB": [5, 6],
  "CN-JX": [6, 6],
  "CN-ZJ": [7, 6],
  "CN-GX": [4, 7],
  "CN-HN": [5, 7],
  "CN-GD": [6, 7],
  "CN-FJ": [7, 7],
  "CN-TW": [8, 7],
  "CN-HI": [5, 8],
  "CN-MO": [6, 8],
  "CN-HK": [7, 8],
};
export const abroad = "ZZ";

export type Figure = "inquiries" | "leads" | "projects";

export interface Tile {
  /** What the list is filtered by; several codes where it stands for all that are unknown. */
  value: string;
  place: readonly [column: number, row: number] | null;
  count: number;
}

/** Every unit with its count, also those nobody came from; then abroad, then everything with a code that is in no list. */
export function tilesOf(lines: readonly SourceLine[], figure: Figure): Tile[] {
  const counts = new Map(lines.map((line) => [line.value, line[figure]]));
  const strangers = lines.filter((line) => !(line.value in places) && line.value !== abroad);
  return [
    ...Object.entries(places).map(([value, place]) => ({ value, place, count: counts.get(value) ?? 0 })),
    { value: abroad, place: null, count: counts.get(abroad) ?? 0 },
    {
      value: strangers.map((line) => line.value).join(","),
      place: null,
      count: strangers.reduce((sum, line) => sum + line[figure], 0),
    },
  ];
}

/** From which count on a tile is shaded how strongly; the figure itself always stands in it. */
export const steps = [1, 2, 5, 10] as const;

export function shadeOf(count: number): number {
  return steps.filter((step) => count >= step).length;
}

/** The words of the legend: 1, 2–4, 5–9, 10 and more. */
export function stepWords(at: number): string {
  const low = steps[at] ?? 1;
  const next = steps[at + 1];
  if (next === undefined) return `≥ ${low}`;
  return next - 1 === low ? String(low) : `${low}–${next - 1}`;
}
