import { formatNumber } from "../locale/number";

/** "114.65321 E 33.60178 N", five decimals ≈ one metre. */
export function formatLonLat([lon, lat]: readonly [number, number], decimals = 5): string {
  const east = `${Math.abs(lon).toFixed(decimals)} ${lon < 0 ? "W" : "E"}`;
  const north = `${Math.abs(lat).toFixed(decimals)} ${lat < 0 ? "S" : "N"}`;
  return `${east} ${north}`;
}

/** "X 3719683.313 Y 38560630.618": X is north, as surveyors write it; no thousands, so that it can be pasted. */
export function formatPlanar([east, north]: readonly [number, number], decimals = 3): string {
  return `X ${north.toFixed(decimals)} Y ${east.toFixed(decimals)}`;
}

export function formatScale(scale: number): string {
  const magnitude = 10 ** Math.max(0, Math.floor(Math.log10(scale)) - 2);
  return `1:${formatNumber(Math.round(scale / magnitude) * magnitude)}`;
}
