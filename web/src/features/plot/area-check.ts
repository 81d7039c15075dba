import type { Areas } from "./types";

/** The surveyed area against the one computed from the boundary in the same plane; the ellipsoidal one is another measure and not compared. */
export interface AreaCheck {
  differenceM2: number | null;
  ratio: number | null;
  toleranceM2: number;
  alarm: boolean;
}

// The same limits as plot.area_difference_* of the land rulebook: beyond 0.1 % or beyond 1 m², whichever comes first.
const ratioLimit = 0.001;
const limitM2 = 1;
// Half of the last digit shown: a difference that rounding makes is none.
const roundingM2 = 0.005;

export function checkAreas({ surveyed_m2, planar_m2 }: Areas): AreaCheck {
  const toleranceM2 = Math.min(limitM2, planar_m2 * ratioLimit);
  if (surveyed_m2 === null) return { differenceM2: null, ratio: null, toleranceM2, alarm: false };
  const differenceM2 = planar_m2 - surveyed_m2;
  return {
    differenceM2,
    ratio: differenceM2 / surveyed_m2,
    toleranceM2,
    alarm: Math.abs(differenceM2) > toleranceM2 + roundingM2,
  };
}
