import { batch, computed, effect, signal, untracked } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import type * as contract from "../../api/schema";
import { endPause, startPause } from "../../api/settled";
import type { Finding } from "../../api/types";
import { fetchCode } from "../../app/arrival";
import { dataRevision } from "../../app/changes";
import { mainLayer } from "../../app/layers";
import { asOf, desk } from "../../app/location";
import { mapTool, mapView } from "../../app/map-state";
import { zone } from "../../app/zone";
import type { DrawSession, DrawState, SnapGround } from "../../draw/draw-session";
import { UndoStack } from "../../draw/history";
import type { Neighbours } from "../../draw/neighbours";
import { checkShape } from "../../draw/plot-validation";
import { assemble, figuresOf, geometryOf, type Shape } from "../../draw/shape";
import type { Snapped } from "../../draw/snapping";
import { toast } from "../../ui/toast";
import { boardGround, groundRound, mayDraw, openSheet, proposalId, snapped, tool } from "./board.state";
import { m } from "./messages";

const nothing: DrawState = { mode: "draw", shape: [], sketch: [], canUndo: false, canRedo: false };

export const drawing = signal<DrawState>(nothing);
export const snapping = signal(true);
export const tracing = signal(false);
/** The park the plot is registered in: found from where it lies, or chosen by hand. */
export const parkCode = signal("");
/** Moves when parks or neighbours have arrived. */
const neighboursRound = signal(0);

/** The pen is in hand, with the draft of before on the map. */
export const penReady = signal(false);

let session: DrawSession | null = null;
/** Outlives the session: what was drawn before a visit to another desk can still be undone. */
let steps = new UndoStack<Shape>([]);
let neighbours: Neighbours | null = null;

export const planarEpsg = computed(() => openSheet.value?.planar_epsg ?? zone.value?.planar_epsg ?? 4547);

/** What there is to measure: the finished shape, or the ring under the pen once it has an area. */
export const liveShape = computed<Shape>(() => {
  const { shape, sketch } = drawing.value;
  return sketch.length >= 3 ? [...shape, ...assemble([sketch])] : shape;
});

export const figures = computed(() => figuresOf(liveShape.value, planarEpsg.value));

const outsideEverything: Finding = {
  code: "plot.outside_park",
  severity: "error",
  message_zh: "图形不在任何园区界线内。",
  message_en: "The shape lies in no park.",
  fix_zh: "请把图形移到园区内，或在“登记”中选择所在园区后核对。",
};

/** The cheap checks, at once. */
export const localFindings = computed<Finding[]>(() => {
  void neighboursRound.value;
  const park = neighbours?.parks.find((candidate) => candidate.code === parkCode.value) ?? null;
  const homeless = !parkCode.value && neighbours?.parks.length && drawing.value.shape.length ? [outsideEverything] : [];
  return [...homeless, ...liveShape.value.flatMap((part) => checkShape(part, planarEpsg.value, park?.parts ?? null))];
});

type CheckAnswer = Pick<contract.GisappLandSchemasCheckAnswer, "findings" | "area_planar_m2" | "area_ellipsoidal_m2">;

/** What the check of the form adds: the declared area and the day. */
export const checkedDetails = signal<{ valid_from: string | null; area_surveyed_m2: string | null }>({
  valid_from: null,
  area_surveyed_m2: null,
});

/** The shape the server is asked about: settled for a moment, so that dragging does not ask at every step. */
const settledShape = signal<Shape>([]);
let settling = 0;
effect(() => {
  const { shape } = drawing.value;
  endPause(settling);
  settling = startPause(() => {
    settledShape.value = shape;
  }, 350);
});

export const serverCheck = resource(
  () =>
    settledShape.value.length && parkCode.value
      ? {
          park_code: parkCode.value,
          geometry: geometryOf(settledShape.value),
          ...checkedDetails.value,
          revision: dataRevision.value,
        }
      : null,
  ({ revision: _, ...body }, abort) =>
    proposalId.peek() === null
      ? api.post("/api/plots/check", { body, signal: abort })
      : checkInProposal(body.geometry, abort),
);

/** In a proposal a plot is held against the proposal's own shapes, not against what they take the place of. */
async function checkInProposal(geometry: unknown, abort: AbortSignal): Promise<CheckAnswer> {
  const body = { act: "outline", how: { geometry }, dry_run: true };
  const answer = await api.post("/api/proposals/{proposal_id}/drawing", {
    path: { proposal_id: proposalId.peek()! },
    body,
    signal: abort,
  });
  return { findings: answer.findings, area_planar_m2: answer.shapes[0]?.area_m2 ?? null, area_ellipsoidal_m2: null };
}

/** The server's findings when it has judged this very shape, else the local ones. */
export const findings = computed<{ list: Finding[]; judged: boolean }>(() => {
  const current = settledShape.value === drawing.value.shape && drawing.value.sketch.length === 0;
  const answer = serverCheck.data.value;
  if (current && answer && !serverCheck.loading.value) return { list: answer.findings, judged: true };
  return { list: localFindings.value, judged: false };
});

function findPark({ shape, sketch }: DrawState): void {
  const point = shape[0]?.[0]?.[0] ?? sketch[0];
  if (!point || (shape.length && parkCode.peek())) return;
  const found = neighbours?.parkAt(point)?.code;
  if (found) parkCode.value = found;
}

function follow(state: DrawState): void {
  batch(() => {
    drawing.value = state;
    findPark(state);
  });
}

async function start(): Promise<void> {
  const map = mapView.value;
  const plots = mainLayer.value?.id;
  if (!map || !plots || session) return;
  const wanted = penWanted.peek();
  const code = await fetchCode(() => Promise.all([import("../../draw/draw-session"), import("../../draw/neighbours")]));
  if (!code || penWanted.peek() !== wanted || session) return;
  const [{ DrawSession }, { Neighbours }] = code;
  const board = proposalId.peek() === null ? null : boardGround();
  if (board === null) {
    neighbours = new Neighbours(map, plots, "park_boundary", asOf.value, () => {
      neighboursRound.value += 1;
      findPark(drawing.peek());
    });
  } else parkCode.value = openSheet.peek()?.park_code ?? "";
  const among = (board ?? neighbours) as SnapGround | null;
  if (!among) return;
  const noteSnapped = (what: Snapped | null) => {
    snapped.value = what;
  };
  const refuse = () => toast(m.holeOutside(), "warning");
  session = new DrawSession(map, among, follow, refuse, noteSnapped, () => planarEpsg.peek(), steps, drawing.peek());
  session.setSnapping(snapping.value);
  session.tracing = tracing.value;
  mapTool.value = "draw";
  penReady.value = true;
}

/** Before the pen is in hand: what will lie on the map, as somebody left it. */
export function layOut(left: Pick<DrawState, "mode" | "shape" | "sketch">): void {
  steps = new UndoStack<Shape>([]);
  if (left.shape.length) steps.push(left.shape);
  drawing.value = { ...nothing, ...left };
}

/** Leaving the desk leaves the drawing as it is: the pen takes it up when the desk is entered again. */
function stop(): void {
  session?.dispose();
  neighbours?.dispose();
  session = null;
  neighbours = null;
  penReady.value = false;
  if (mapTool.value === "draw" && proposalId.peek() === null) mapTool.value = "select";
}

/** Moves when a drawing was laid out from elsewhere and the pen has to take it up. */
export const penHeld = signal(0);

/** Whose pen it is: of the desk alone, or of a proposal while a new plot is drawn in it; "" = nobody's. */
const penWanted = computed(() => {
  if (desk.value !== "draw" || mapView.value === null || mainLayer.value === null) return "";
  if (proposalId.value === null) return `desk:${penHeld.value}`;
  const ready = tool.value === "outline" && mayDraw.value && groundRound.value > 0 && boardGround() !== null;
  return ready ? `proposal ${proposalId.value}:${penHeld.value}` : "";
});

effect(() => {
  const wanted = penWanted.value;
  untracked(() => {
    stop();
    if (wanted) void start();
  });
});

// Something was registered or changed: neighbours are others now.
effect(() => {
  if (dataRevision.value > 0) void neighbours?.reload();
});

window.addEventListener("beforeunload", (event) => {
  if (desk.value === "draw" && proposalId.value === null && (drawing.value.shape.length || drawing.value.sketch.length))
    event.preventDefault();
});

export const pen = {
  undo: () => session?.undo(),
  redo: () => session?.redo(),
  takeBack: () => session?.takeBack(),
  finish: () => session?.finish(),
  abort: () => session?.abort() ?? false,
  startHole: () => session?.startHole(),
  setShape: (shape: Shape) => session?.setShape(shape),
  /** What is registered can not be undone here. */
  startAfresh: () => {
    pen.clear();
    steps.reset([]);
    session?.announce();
  },
  clear: () => {
    batch(() => {
      session?.clear();
      parkCode.value = "";
      checkedDetails.value = { valid_from: null, area_surveyed_m2: null };
    });
  },
  toggleSnapping: () => {
    snapping.value = !snapping.value;
    session?.setSnapping(snapping.value);
  },
  toggleTracing: () => {
    tracing.value = !tracing.value;
    if (session) session.tracing = tracing.value;
  },
};
