import type { LandPart } from "./types";

export const kinds = ["registered", "leased_in", "leased_out", "unregistered"] as const;
export const perMu = 2000 / 3;

/** The areas as typed, on the plots that bore them before, in their proportion; an area that was not touched stays as it was. */
export function landOf(
  areas: Record<string, string>,
  before: LandPart[],
): { kind: string; area_m2: string; plot_id: number | null }[] {
  return kinds.flatMap((kind) => {
    const parts = before.filter((part) => part.kind === kind);
    const sum = parts.reduce((total, part) => total + part.area_m2, 0);
    const typed = Number(areas[kind] ?? "") * perMu;
    if (!(typed > 0)) return [];
    if (parts.length === 0) return [{ kind, area_m2: typed.toFixed(2), plot_id: null }];
    if (Math.abs(typed - sum) < 0.01)
      return parts.map((part) => ({ kind, area_m2: part.area_m2.toFixed(2), plot_id: part.plot_id }));
    return parts.map((part) => ({ kind, area_m2: ((typed * part.area_m2) / sum).toFixed(2), plot_id: part.plot_id }));
  });
}
