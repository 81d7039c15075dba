import { computed, effect, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import type { Feature, Geometry } from "../../api/types";
import { fetchCode } from "../../app/arrival";
import { mainLayer } from "../../app/layers";
import { asOf } from "../../app/location";
import { goToBbox } from "../../app/map-actions";
import { mapTool, mapView } from "../../app/map-state";
import { part } from "../../app/part";
import { registerPanel } from "../../app/registry";
import { zone } from "../../app/zone";
import type { DrawSession } from "../../draw/draw-session";
import type { LineSession } from "../../draw/line-session";
import type { Neighbours } from "../../draw/neighbours";
import { geometryOf, type Shape } from "../../draw/shape";
import { formatArea } from "../../locale/units";
import type { Xy } from "../../map/projections";
import { m } from "./messages";
import { drafted, isOpen } from "./stock.state";
import type { PatchSheet, PlotStock } from "./types";

export type Method = "line" | "polygon" | "area";

/** The plot under the knife, and which of its parts; null = nobody divides. */
export const dividing = signal<{ stock: PlotStock; partNo: number | null; name: string } | null>(null);
export const method = signal<Method>("line");
export const side = signal("north");
/** Square metres, as typed. */
export const areaM2 = signal<number | null>(null);
export const line = signal<Xy[]>([]);
export const shape = signal<Shape>([]);

export function startDividing(stock: PlotStock, patch: PatchSheet): void {
  const partNo = stock.parts.length > 0 ? (patch.part_no ?? stock.parts[0]?.part_no ?? null) : null;
  line.value = [];
  shape.value = [];
  areaM2.value = null;
  dividing.value = { stock, partNo, name: patch.plot_no ?? "" };
  goToBbox(patch.bbox);
}

export function stopDividing(): void {
  dividing.value = null;
}

/** The cut as the server is told of it; null while there is nothing to cut with. */
export const cut = computed(() => {
  const now = dividing.value;
  if (!now) return null;
  const base = { method: method.value, part_no: now.partNo };
  if (method.value === "area") return areaM2.value ? { ...base, area_m2: areaM2.value, side: side.value } : null;
  if (method.value === "line") {
    const geometry: Geometry = { type: "LineString", coordinates: line.value };
    return line.value.length > 1 ? { ...base, geometry } : null;
  }
  return shape.value.length ? { ...base, geometry: geometryOf(shape.value) } : null;
});

export const preview = resource(
  () => (dividing.value && cut.value ? { plot: dividing.value.stock.plot_id, cut: cut.value } : null),
  ({ plot, cut: body }, signal) =>
    api.post("/api/plots/{plot_id}/stock/preview", { path: { plot_id: plot }, body, signal }),
);

// The pieces lie on the map while the form is open.
effect(() => {
  const found = preview.data.value;
  drafted.value =
    dividing.value && found
      ? found.pieces.map(
          (piece, index): Feature => ({
            type: "Feature",
            id: index + 1,
            geometry: piece.geometry,
            properties: { tone: index % 2 ? "warning" : "new", label: `${index + 1}  ${formatArea(piece.area_m2)}` },
          }),
        )
      : null;
});

let pen: DrawSession | LineSession | null = null;
let neighbours: Neighbours | null = null;

function layDown(): void {
  pen?.dispose();
  neighbours?.dispose();
  if (pen && mapTool.peek() === "draw") mapTool.value = "select";
  pen = null;
  neighbours = null;
}

async function takeUp(wanted: Method): Promise<void> {
  const map = mapView.peek();
  const plots = mainLayer.peek()?.id;
  if (!map || !plots) return;
  const code = await fetchCode(() =>
    Promise.all([
      import("../../draw/draw-session"),
      import("../../draw/line-session"),
      import("../../draw/neighbours"),
    ]),
  );
  if (!code || pen || !dividing.peek() || method.peek() !== wanted) return;
  const [{ DrawSession }, { LineSession }, { Neighbours }] = code;
  neighbours = new Neighbours(map, plots, "park_boundary", asOf.peek(), () => undefined);
  if (wanted === "line") {
    pen = new LineSession(map, neighbours, (drawn) => {
      line.value = drawn;
    });
  } else {
    pen = new DrawSession(
      map,
      neighbours,
      (state) => {
        shape.value = state.shape;
      },
      () => undefined,
      () => undefined,
      () => zone.peek()?.planar_epsg ?? 0,
    );
  }
  mapTool.value = "draw";
}

// The pen is in hand while a line or a polygon is asked for on the desk.
effect(() => {
  const wanted = isOpen.value && dividing.value !== null && mapView.value !== null ? method.value : null;
  layDown();
  if (wanted && wanted !== "area") void takeUp(wanted);
});

export function redraw(): void {
  line.value = [];
  shape.value = [];
  pen?.clear();
}

registerPanel({
  id: "stock-divide",
  slot: "right",
  order: 1,
  component: part(async () => (await import("./divide-panel")).DividePanel),
  title: m.divide,
  desks: ["stock"],
  visible: () => dividing.value !== null,
});
