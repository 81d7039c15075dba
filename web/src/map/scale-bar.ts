/** The longest round distance (1, 2 or 5 × 10ⁿ metres) that fits into `maxPixels`, and its width. */
export function scaleBar(metresPerPixel: number, maxPixels: number): { metres: number; pixels: number } {
  const most = metresPerPixel * maxPixels;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = power * ([5, 2, 1].find((step) => step * power <= most) ?? 1);
  return { metres, pixels: metres / metresPerPixel };
}

/** The scales of the list in the status line. */
export const usualScales = [500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000];
