import type { FeatureLike } from "ol/Feature";
import { type Geometry, MultiPolygon, Point, Polygon } from "ol/geom";
import Fill from "ol/style/Fill";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";
import Text from "ol/style/Text";

const font = '12px "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
const lineHeight = 15;

/** Where a plot's name has most room: its middle, the direction of its longest side (radians), and the outline itself. */
interface Room {
  at: number[];
  angle: number;
  outline: Polygon;
}

const rooms = new WeakMap<Geometry, Room | null>();

function roomOf(geometry: Geometry | undefined): Room | null {
  if (!geometry) return null;
  if (!rooms.has(geometry)) rooms.set(geometry, findRoom(geometry));
  return rooms.get(geometry) ?? null;
}

export function findRoom(geometry: Geometry): Room | null {
  const parts = geometry instanceof MultiPolygon ? geometry.getPolygons() : [];
  const polygons = geometry instanceof Polygon ? [geometry] : parts;
  if (polygons.length === 0) return null;
  const outline = polygons.reduce((a, b) => (b.getArea() > a.getArea() ? b : a));
  const ring = outline.getCoordinates()[0] ?? [];
  let [longest, angle] = [0, 0];
  for (let i = 0; i + 1 < ring.length; i += 1) {
    const [dx, dy] = [ring[i + 1]![0]! - ring[i]![0]!, ring[i + 1]![1]! - ring[i]![1]!];
    if (Math.hypot(dx, dy) <= longest) continue;
    longest = Math.hypot(dx, dy);
    angle = Math.atan2(dy, dx);
  }
  // Upright to read: between −90° and 90°.
  if (angle > Math.PI / 2) angle -= Math.PI;
  if (angle <= -Math.PI / 2) angle += Math.PI;
  const inside = outline.getInteriorPoint().getCoordinates();
  const across = middleOf(ring, inside, angle + Math.PI / 2) ?? inside;
  const at = middleOf(ring, across, angle) ?? across;
  return { at: at.slice(0, 2), angle, outline };
}

/** The middle of the chord that runs through a place in a direction. */
function middleOf(ring: number[][], [x, y]: number[], angle: number): number[] | null {
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  let [behind, ahead] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i + 1 < ring.length; i += 1) {
    const [a, b] = [ring[i]!, ring[i + 1]!];
    const [sideA, sideB] = [a, b].map((p) => (p[0]! - x!) * -uy + (p[1]! - y!) * ux) as [number, number];
    if (sideA > 0 === sideB > 0) continue;
    const share = sideA / (sideA - sideB);
    const along = (a[0]! + share * (b[0]! - a[0]!) - x!) * ux + (a[1]! + share * (b[1]! - a[1]!) - y!) * uy;
    if (along < 0) behind = Math.max(behind, along);
    else ahead = Math.min(ahead, along);
  }
  if (!Number.isFinite(behind) || !Number.isFinite(ahead)) return null;
  const middle = (behind + ahead) / 2;
  return [x! + ux * middle, y! + uy * middle];
}

let pencil: CanvasRenderingContext2D | null | undefined;
function widthOf(line: string): number {
  pencil ??= document.createElement("canvas").getContext("2d");
  if (!pencil) return line.length * 8;
  pencil.font = font;
  return pencil.measureText(line).width;
}

/** Does a box of so many pixels stand within the outline, turned by an angle? Corners and the middles between them are asked. */
function fits({ at, outline }: Room, width: number, height: number, angle: number, resolution: number): boolean {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (const right of [-1, -0.5, 0, 0.5, 1])
    for (const up of [-1, 1]) {
      const [dx, dy] = [(right * width * resolution) / 2, (up * height * resolution) / 2];
      if (!outline.intersectsCoordinate([at[0]! + dx * cos - dy * sin, at[1]! + dx * sin + dy * cos])) return false;
    }
  return true;
}

export interface Lettering {
  lines: string[];
  angle: number;
}

/**
 * How a name of so much room is written: with its area where that fits, level or along the plot; else the number alone, level
 * or along it. Null where not even the number has room: the plot is then told from its neighbours by the next zoom.
 */
export function lettering(
  room: Room,
  number: string,
  area: string,
  resolution: number,
  width: (line: string) => number = widthOf,
): Lettering | null {
  const choices = area ? [[`${number} ${area}`], [number, area], [number]] : [[number]];
  for (const lines of choices)
    for (const angle of lines.length === 2 ? [0] : [0, room.angle]) {
      const wide = Math.max(...lines.map(width));
      if (fits(room, wide + 4, lines.length * lineHeight, angle, resolution)) return { lines, angle };
    }
  return null;
}

/** The name of a plot that the proposal made or an act would make. What has no room is still written level where nothing is in its way. */
export function nameStyle(feature: FeatureLike, resolution: number, color: string, area = ""): Style | undefined {
  const number = String(feature.get("plot_no") ?? "");
  const room = roomOf(feature.getGeometry() as Geometry | undefined);
  if (!room || !(number || area)) return undefined;
  const written = number ? lettering(room, number, area, resolution) : lettering(room, area, "", resolution);
  if (!written) return undefined;
  return new Style({
    geometry: new Point(room.at),
    text: new Text({
      text: written.lines.join("\n"),
      rotation: -written.angle,
      overflow: true,
      font,
      fill: new Fill({ color }),
      stroke: new Stroke({ color: "#fff", width: 3 }),
      padding: [1, 2, 1, 2],
    }),
  });
}
