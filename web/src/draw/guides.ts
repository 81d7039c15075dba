import Feature from "ol/Feature";
import { LineString, type MultiPolygon } from "ol/geom";
import VectorSource from "ol/source/Vector";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";

/** How far beyond its end a side is led on, in metres on the sheet. */
const reach = 150;

export const guideStyle = new Style({
  stroke: new Stroke({ color: "rgba(204,121,167,0.9)", width: 1.5, lineDash: [8, 5] }),
});

/**
 * Extensions of sides: when the pointer comes near the line on which a side lies, beyond its end, the line is shown and can be
 * snapped to. Only the nearest two, so that their crossing can be hit as well.
 */
export class Guides {
  readonly source = new VectorSource<Feature<LineString>>();
  private last = "";

  follow(pointer: readonly number[], tolerance: number, plots: readonly Feature<MultiPolygon>[]): void {
    const found = extensionsNear(pointer, tolerance, plots);
    const spelled = JSON.stringify(found);
    if (spelled === this.last) return;
    this.last = spelled;
    this.source.clear();
    this.source.addFeatures(found.map((line) => new Feature(new LineString(line))));
  }

  clear(): void {
    this.last = "";
    this.source.clear();
  }
}

/** The extensions that pass within the tolerance of the pointer, nearest first, at most two. */
export function extensionsNear(
  [px, py]: readonly number[],
  tolerance: number,
  plots: readonly { getGeometry(): MultiPolygon | undefined }[],
): number[][][] {
  const found: { away: number; line: number[][] }[] = [];
  for (const plot of plots) {
    for (const ring of plot.getGeometry()?.getCoordinates().flat() ?? []) {
      for (let i = 0; i + 1 < ring.length; i += 1) {
        const [a, b] = [ring[i]!, ring[i + 1]!];
        const [dx, dy] = [b[0]! - a[0]!, b[1]! - a[1]!];
        const length = Math.hypot(dx, dy);
        if (length < 0.5) continue;
        const along = ((px! - a[0]!) * dx + (py! - a[1]!) * dy) / length;
        const aside = Math.abs((px! - a[0]!) * dy - (py! - a[1]!) * dx) / length;
        const beyond = along < 0 ? -along : along - length;
        if (aside > tolerance || beyond <= tolerance || beyond > reach) continue;
        const from = along < 0 ? a : b;
        const way = along < 0 ? -1 : 1;
        const end = [from[0]! + (way * dx * reach) / length, from[1]! + (way * dy * reach) / length];
        found.push({ away: aside, line: [from, end] });
      }
    }
  }
  found.sort((one, other) => one.away - other.away);
  const lines: number[][][] = [];
  for (const { line } of found) {
    if (lines.length < 2 && !lines.some((other) => isSameLine(other, line))) lines.push(line);
  }
  return lines;
}

const isSameLine = (one: number[][], other: number[][]) =>
  Math.hypot(one[0]![0]! - other[0]![0]!, one[0]![1]! - other[0]![1]!) < 1e-3 &&
  Math.hypot(one[1]![0]! - other[1]![0]!, one[1]![1]! - other[1]![1]!) < 1;
