import Feature from "ol/Feature";
import { type Geometry, LineString, MultiPolygon, Point, Polygon } from "ol/geom";
import VectorSource from "ol/source/Vector";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";
import { fromLonLat, fromPlanar, planarSystem, planarSystemAt, toLonLat, toPlanar } from "../map/projections";

/** How far beyond its end a side is led on, in metres. */
const reach = 200;
/** What is straight in the plane bends on the Mercator sheet by 10 µm on 25 m; so long is each piece of a line that is led on. */
const piece = 25;

export const guideStyle = new Style({
  stroke: new Stroke({ color: "rgba(204,121,167,0.9)", width: 1.5, lineDash: [8, 5] }),
});

type Plot = { getGeometry(): Geometry | undefined };

/**
 * Extensions of sides: when the pointer comes near the line on which a side lies, beyond its end, the line is shown and can be
 * snapped to. Only the nearest two, so that their crossing can be hit as well; and where one meets a side, that place.
 */
export class Guides {
  readonly source = new VectorSource<Feature<LineString>>();
  readonly crossings = new VectorSource<Feature<Point>>();
  private last = "";

  constructor(private readonly epsg: () => number) {}

  follow(pointer: readonly number[], tolerance: number, plots: readonly Plot[]): void {
    const found = extensionsNear(pointer, tolerance, plots);
    const near = found.length ? sidesNear(pointer, tolerance * 2, plots) : [];
    const spelled = JSON.stringify([found, near]);
    if (spelled === this.last) return;
    this.last = spelled;
    const plane = planeAt(pointer, this.epsg());
    this.source.clear();
    this.source.addFeatures(found.map((line) => new Feature(new LineString(plane.ledOn(line)))));
    this.crossings.clear();
    const crossings = found.flatMap((line) => near.flatMap((side) => plane.crossing(line, side)));
    this.crossings.addFeatures(crossings.map((place) => new Feature(new Point(place))));
  }

  clear(): void {
    this.last = "";
    this.source.clear();
    this.crossings.clear();
  }
}

/**
 * The plane of the park, in which boundaries are straight. A line led on along the sheet of the screen would leave it by
 * millimetres on a hundred metres.
 */
function planeAt(pointer: readonly number[], epsg: number) {
  const system = planarSystem(epsg)?.epsg ?? planarSystemAt(toLonLat(pointer)[0]).epsg;
  const into = (sheet: readonly number[]) => toPlanar(toLonLat(sheet), system);
  const back = (plane: readonly number[]) => fromLonLat(fromPlanar(plane, system));
  return {
    /** A side from its far corner to the one it is led on from, led on: in short pieces on the sheet. */
    ledOn([far, from]: readonly number[][]): number[][] {
      const [a, b] = [into(far!), into(from!)];
      const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
      const way = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
      const steps = Array.from({ length: reach / piece }, (_, i) => (i + 1) * piece);
      return [from!, ...steps.map((step) => back([b[0] + way[0]! * step, b[1] + way[1]! * step]))];
    },
    /** Where the line of one side meets another side; none where they run alike or it is met beyond its ends. */
    crossing([far, from]: readonly number[][], [start, end]: readonly number[][]): number[][] {
      const [a, b, c, d] = [into(far!), into(from!), into(start!), into(end!)];
      const [ux, uy] = [b[0] - a[0], b[1] - a[1]];
      const [vx, vy] = [d[0] - c[0], d[1] - c[1]];
      const turn = ux * vy - uy * vx;
      if (Math.abs(turn) < 1e-3 * Math.hypot(ux, uy) * Math.hypot(vx, vy)) return [];
      const share = ((c[0] - a[0]) * uy - (c[1] - a[1]) * ux) / turn;
      const along = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / turn;
      return share > 0 && share < 1 && along > 1 ? [back([c[0] + vx * share, c[1] + vy * share])] : [];
    },
  };
}

function ringsOf(geometry: Geometry | undefined): number[][][] {
  if (geometry instanceof MultiPolygon) return geometry.getCoordinates().flat();
  return geometry instanceof Polygon ? geometry.getCoordinates() : [];
}

function* sidesOf(plots: readonly Plot[]): Generator<[number[], number[]]> {
  for (const plot of plots)
    for (const ring of ringsOf(plot.getGeometry()))
      for (let i = 0; i + 1 < ring.length; i += 1) yield [ring[i]!, ring[i + 1]!];
}

/** The sides that pass within the tolerance of the pointer. */
function sidesNear([px, py]: readonly number[], tolerance: number, plots: readonly Plot[]): number[][][] {
  const found: number[][][] = [];
  for (const [a, b] of sidesOf(plots)) {
    const [dx, dy] = [b[0]! - a[0]!, b[1]! - a[1]!];
    const share = Math.max(0, Math.min(1, ((px! - a[0]!) * dx + (py! - a[1]!) * dy) / (dx * dx + dy * dy || 1)));
    if (Math.hypot(a[0]! + share * dx - px!, a[1]! + share * dy - py!) <= tolerance) found.push([a, b]);
  }
  return found;
}

/** The sides whose extensions pass within the tolerance of the pointer, the corner they are led on from last; nearest first, at most two. */
export function extensionsNear([px, py]: readonly number[], tolerance: number, plots: readonly Plot[]): number[][][] {
  const found: { away: number; line: number[][] }[] = [];
  for (const [a, b] of sidesOf(plots)) {
    const [dx, dy] = [b[0]! - a[0]!, b[1]! - a[1]!];
    const length = Math.hypot(dx, dy);
    if (length < 0.5) continue;
    const along = ((px! - a[0]!) * dx + (py! - a[1]!) * dy) / length;
    const aside = Math.abs((px! - a[0]!) * dy - (py! - a[1]!) * dx) / length;
    const beyond = along < 0 ? -along : along - length;
    if (aside > tolerance || beyond <= tolerance || beyond > reach) continue;
    found.push({ away: aside, line: along < 0 ? [b, a] : [a, b] });
  }
  found.sort((one, other) => one.away - other.away);
  const lines: number[][][] = [];
  for (const { line } of found) {
    if (lines.length < 2 && !lines.some((other) => isSameLine(other, line))) lines.push(line);
  }
  return lines;
}

/** Led on from the same corner in the same direction. */
function isSameLine([far, from]: number[][], [otherFar, otherFrom]: number[][]): boolean {
  const way = (a: number[], b: number[]) => Math.atan2(b[1]! - a[1]!, b[0]! - a[0]!);
  const apart = Math.hypot(from![0]! - otherFrom![0]!, from![1]! - otherFrom![1]!);
  return apart < 1e-3 && Math.abs(way(far!, from!) - way(otherFar!, otherFrom!)) < 1e-3;
}
