import type { Finding } from "../api/types";
import { formatNumber } from "../locale/number";
import { planarArea } from "../map/measure";
import { toPlanar, type Xy } from "../map/projections";

/**
 * The cheap checks repeated while a plot is drawn, with the server's codes; the server decides. Limits are those of the
 * land rulebook's start values and only warn here: what the server answers replaces them.
 */
const limits = { repeatedPointM: 0.001, spikeDegrees: 5, smallestM2: 100, narrowestM: 2 };

const at = (point: Xy): Finding["geometry"] => ({ type: "Point", coordinates: [...point] });

interface Ring {
  lonLat: Xy[];
  planar: Xy[];
}

/** Findings on rings in lon/lat (outer first, then holes); `park` is the outline it should lie in. */
export function checkShape(rings: readonly Xy[][], planarEpsg: number, park: Xy[][][] | null): Finding[] {
  const outer = rings[0] ?? [];
  if (outer.length < 3) return [];
  const measured: Ring[] = rings.map((ring) => ({
    lonLat: ring,
    planar: ring.map((point) => toPlanar(point, planarEpsg)),
  }));
  const crossing = measured.map(findCrossing).find((place) => place !== null);
  if (crossing) {
    return [
      {
        code: "boundary.self_intersection",
        severity: "error",
        message_zh: "界线自相交。",
        message_en: "The boundary crosses itself.",
        fix_zh: "请调整交叉处的界址点次序。",
        geometry: at(crossing),
      },
    ];
  }
  return [
    ...repeatedPoints(measured),
    ...spikes(measured),
    ...size(rings, measured, planarEpsg),
    ...outside(outer, park),
  ];
}

function repeatedPoints(rings: Ring[]): Finding[] {
  const places = rings.flatMap(({ lonLat, planar }) =>
    lonLat.filter((_, i) => step(planar, i) < limits.repeatedPointM),
  );
  if (!places[0]) return [];
  return [
    {
      code: "boundary.repeated_point",
      severity: "warning",
      message_zh: `有 ${places.length} 处相邻界址点重复。`,
      message_en: `${places.length} repeated points.`,
      fix_zh: "请删除重复的界址点。",
      geometry: at(places[0]),
    },
  ];
}

const step = (ring: Xy[], i: number) => {
  const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
};

function spikes(rings: Ring[]): Finding[] {
  const sharp = rings.flatMap(({ lonLat, planar }) =>
    lonLat
      .map((place, i) => ({ place, angle: cornerAngle(planar, i) }))
      .filter(({ angle }) => angle < limits.spikeDegrees),
  );
  const worst = sharp.sort((a, b) => a.angle - b.angle)[0];
  if (!worst) return [];
  return [
    {
      code: "boundary.spike",
      severity: "warning",
      message_zh: `有 ${sharp.length} 处尖刺，最小夹角 ${worst.angle.toFixed(2)}°。`,
      message_en: `${sharp.length} spikes, sharpest ${worst.angle.toFixed(2)}°.`,
      fix_zh: "多为误采点，请核对并删除该界址点。",
      geometry: at(worst.place),
    },
  ];
}

/** Angle at a corner in degrees: 180 straight, 0 a spike. */
export function cornerAngle(ring: readonly Xy[], i: number): number {
  const n = ring.length;
  const [back, here, ahead] = [ring[(i + n - 1) % n]!, ring[i]!, ring[(i + 1) % n]!];
  const [ax, ay, bx, by] = [back[0] - here[0], back[1] - here[1], ahead[0] - here[0], ahead[1] - here[1]];
  return (Math.atan2(Math.abs(ax * by - ay * bx), ax * bx + ay * by) * 180) / Math.PI;
}

function size(rings: readonly Xy[][], measured: Ring[], planarEpsg: number): Finding[] {
  const area = planarArea(rings, planarEpsg);
  const around = measured.reduce(
    (sum, { planar }) => sum + planar.reduce((total, _, i) => total + step(planar, i), 0),
    0,
  );
  const width = (2 * area) / around;
  const findings: Finding[] = [];
  if (area < limits.smallestM2) {
    findings.push({
      code: "boundary.too_small",
      severity: "warning",
      message_zh: `面积只有 ${formatNumber(area, 2)} ㎡，属碎图斑。`,
      message_en: `Only ${formatNumber(area, 2)} m².`,
      fix_zh: "请核对是否为误画的碎面，或与邻宗合并。",
    });
  }
  if (width < limits.narrowestM) {
    findings.push({
      code: "boundary.sliver",
      severity: "warning",
      message_zh: `平均宽度只有 ${width.toFixed(2)} 米，属狭长图斑。`,
      message_en: `Mean width ${width.toFixed(2)} m.`,
      fix_zh: "多为相邻界线不一致留下的缝隙，请与邻宗对齐。",
    });
  }
  return findings;
}

function outside(outer: readonly Xy[], park: Xy[][][] | null): Finding[] {
  if (!park) return [];
  // A point snapped to the park's own line lies on it give or take a hair: a decimetre inwards decides.
  const out = outer.filter(
    (point) => !park.some((part) => insidePolygon(point, part)) && distanceTo(point, park) > 0.1,
  );
  if (!out[0]) return [];
  return [
    {
      code: "plot.outside_park",
      severity: "error",
      message_zh: `有 ${out.length} 个界址点在园区界线外。`,
      message_en: `${out.length} points lie outside the park.`,
      fix_zh: "请核对所选园区，或把界址点移到园区内。",
      geometry: at(out[0]),
    },
  ];
}

/** Metres to the nearest edge of the park, flat at this latitude: only used for distances of a few metres. */
function distanceTo([lon, lat]: Xy, park: Xy[][][]): number {
  const [kx, ky] = [111_320 * Math.cos((lat * Math.PI) / 180), 110_900];
  let least = Number.POSITIVE_INFINITY;
  for (const ring of park.flat()) {
    for (let i = 0; i < ring.length; i += 1) {
      const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
      const [ax, ay, bx, by] = [(a[0] - lon) * kx, (a[1] - lat) * ky, (b[0] - lon) * kx, (b[1] - lat) * ky];
      const [dx, dy] = [bx - ax, by - ay];
      const t = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
      least = Math.min(least, Math.hypot(ax + t * dx, ay + t * dy));
    }
  }
  return least;
}

export function insideRing([x, y]: Xy, ring: readonly Xy[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [[xi, yi], [xj, yj]] = [ring[i]!, ring[j]!];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

export function insidePolygon(point: Xy, [outer, ...holes]: Xy[][]): boolean {
  return insideRing(point, outer ?? []) && !holes.some((hole) => insideRing(point, hole));
}

/** The first place where two sides that are not neighbours meet. */
function findCrossing({ planar, lonLat }: Ring): Xy | null {
  const n = planar.length;
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 2; j < n; j += 1) {
      if (i === 0 && j === n - 1) continue;
      if (crosses(planar[i]!, planar[(i + 1) % n]!, planar[j]!, planar[(j + 1) % n]!))
        return lonLat[(i + 1) % n] ?? null;
    }
  }
  return null;
}

function crosses(a: Xy, b: Xy, c: Xy, d: Xy): boolean {
  const side = (p: Xy, q: Xy, r: Xy) => Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}
