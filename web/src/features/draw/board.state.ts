import { batch, computed, effect, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import type * as contract from "../../api/schema";
import { fetchCode } from "../../app/arrival";
import { dataRevision } from "../../app/changes";
import { asOf, desk, extra, setExtra } from "../../app/location";
import { mapTool, mapView } from "../../app/map-state";
import { can, user } from "../../app/session";
import type { BoardGround, GroundPlot, PlotReference } from "../../draw/board-ground";
import type { BoardSession } from "../../draw/board-session";
import type { Snapped } from "../../draw/snapping";
import type { Xy } from "../../map/projections";
import { type FieldId, type ToolId, toolOf } from "./board-tools";

export type OperationRow = contract.OperationAnswer;
export type ProposalRow = contract.ProposalAnswer;
export type ProposalSheet = contract.ProposalSheetAnswer;

/** The proposal that is drawn in, from the address; null = the desk draws single plots. */
export const proposalId = computed(() => {
  const id = Number(extra.value.proposal);
  return desk.value === "draw" && Number.isInteger(id) && id > 0 ? id : null;
});

export const proposals = resource(
  () =>
    desk.value === "draw" && can("proposal:read") ? { state: "draft,returned", revision: dataRevision.value } : null,
  ({ state }, abort) => api.get("/api/proposals", { query: { state }, signal: abort }),
);

export const sheet = resource(
  () => (proposalId.value !== null ? { id: proposalId.value, asOf: asOf.value } : null),
  ({ id }, abort) => api.get("/api/proposals/{proposal_id}", { path: { proposal_id: id }, signal: abort }),
);

export const openSheet = computed(() => (sheet.data.value?.id === proposalId.value ? sheet.data.value : null));
export const mayDraw = computed(
  () => can("proposal:edit") && ["draft", "returned"].includes(openSheet.value?.state ?? ""),
);

export const tool = signal<ToolId>("choose");
export const chosen = signal<string[]>([]);
/** Lines that were ended, and what is under the pen. */
export const lines = signal<Xy[][]>([]);
export const ring = signal<Xy[]>([]);
export const sketchPoints = signal<Xy[]>([]);
export const side = signal<[Xy, Xy] | null>(null);
export const place = signal<Xy | null>(null);
/** Set-backs of single sides, by the number of the side. */
export const sideDistances = signal<Record<number, string>>({});
export const fields = signal<Partial<Record<FieldId, string>>>({});
/** Moves when a tool is taken or let go: what was typed for it is forgotten. */
export const toolTaken = signal(0);
export const snapped = signal<Snapped | null>(null);
/** Moves when the ground has arrived. */
export const groundRound = signal(0);

let ground: BoardGround | null = null;
let session: BoardSession | null = null;
export const boardSession = () => session;
export const boardGround = () => ground;

export const chosenPlots = computed<GroundPlot[]>(() => {
  void groundRound.value;
  return chosen.value.flatMap((key) => ground?.get(key) ?? []);
});

/** What was begun and is not in the proposal yet. */
export const isBegun = computed(() => lines.value.length > 0 || ring.value.length > 0 || sketchPoints.value.length > 0);

export function takeTool(id: ToolId): void {
  session?.abort();
  batch(() => {
    // Taking the choice in hand once more forgets what was chosen.
    const keep = toolOf(id).plots[1] > 0 && !(id === "choose" && tool.peek() === "choose");
    tool.value = id;
    lines.value = [];
    ring.value = [];
    sketchPoints.value = [];
    side.value = null;
    place.value = null;
    sideDistances.value = {};
    toolTaken.value += 1;
    if (!keep) chosen.value = [];
    else chosen.value = chosen.value.slice(0, toolOf(id).plots[1]);
  });
}

/** Forget what was begun; the tool stays in hand. */
export function letGo(): void {
  takeTool(tool.value);
}

/** Give up what is shown: first what was drawn for it, and where nothing was, the plots that were chosen. */
export function giveUp(): void {
  batch(() => {
    if (!isBegun.value && !side.value && !place.value) chosen.value = [];
    letGo();
  });
}

export function fill(change: Partial<Record<FieldId, string>>): void {
  fields.value = { ...fields.value, ...change };
}

export function openProposal(id: number | null): void {
  batch(() => {
    takeTool("choose");
    chosen.value = [];
    setExtra("proposal", id === null ? null : String(id));
  });
}

/** Is the number of plots right for the tool in hand? */
export const plotsReady = computed(() => {
  const [least, most] = toolOf(tool.value).plots;
  return chosen.value.length >= least && chosen.value.length <= most;
});

function clicked(lonLat: Xy, adding: boolean): void {
  const { plots, draws } = toolOf(tool.value);
  const here = ground?.at(lonLat) ?? null;
  if (plotsReady.value && draws === "side" && chosen.value[0] && here?.key !== undefined && !adding) {
    if (here.key === chosen.value[0]) {
      side.value = ground?.sideAt(here.key, lonLat) ?? null;
      return;
    }
  }
  if (plotsReady.value && draws === "point" && chosen.value.length) {
    place.value = lonLat;
    return;
  }
  if (!here) {
    if (!adding && draws === "choose") chosen.value = [];
    return;
  }
  const without = chosen.value.filter((key) => key !== here.key);
  const many = plots[1] > 1;
  const next = adding && many ? (without.length < chosen.value.length ? without : [...without, here.key]) : [here.key];
  batch(() => {
    side.value = null;
    chosen.value = next.slice(-plots[1]);
  });
}

/** A corner that was clicked, with every digit; who takes it in hand is elsewhere. */
export const cornerClicked = signal<{ corner: Xy; adding: boolean } | null>(null);
/** What the pen or a drag says; acts are begun elsewhere. */
export const moved = signal<{ from_point: Xy; to_point: Xy }[] | null>(null);

async function start(id: number): Promise<void> {
  const map = mapView.value;
  if (!map || session) return;
  const code = await fetchCode(() =>
    Promise.all([import("../../draw/board-session"), import("../../draw/board-ground")]),
  );
  if (!code || proposalId.value !== id || session) return;
  const [{ BoardSession }, { BoardGround }] = code;
  ground = new BoardGround(map, id, () => {
    groundRound.value += 1;
  });
  const listener = {
    clicked,
    corner: (corner: Xy, adding: boolean) => {
      cornerClicked.value = { corner, adding };
    },
    drawing: (points: Xy[]) => {
      sketchPoints.value = points;
    },
    drawn: (points: Xy[]) =>
      batch(() => {
        sketchPoints.value = [];
        if (toolOf(tool.value).draws === "ring") ring.value = points;
        else lines.value = [...lines.value, points];
      }),
    moved: (moves: { from_point: Xy; to_point: Xy }[]) => {
      moved.value = moves;
    },
    snapped: (what: Snapped | null) => {
      snapped.value = what;
    },
  };
  session = new BoardSession(map, ground, listener, () => openSheet.peek()?.planar_epsg ?? 0);
  mapTool.value = "draw";
  groundRound.value += 1;
}

function stop(): void {
  session?.dispose();
  ground?.dispose();
  session = null;
  ground = null;
  if (mapTool.value === "draw") mapTool.value = "select";
}

let running: number | null = null;
effect(() => {
  const wanted = mapView.value !== null && user.value ? proposalId.value : null;
  if (wanted === running) return;
  if (running !== null) stop();
  running = wanted;
  if (wanted !== null) void start(wanted);
});

// The tool follows: what it draws begins once enough plots are chosen. A tool that is in hand already is not taken anew.
let inHand = "";
let holder: BoardSession | null = null;
effect(() => {
  void groundRound.value;
  const { draws } = toolOf(tool.value);
  const ready = plotsReady.value && mayDraw.value;
  const waits = (draws === "line" || draws === "ring") && !ready;
  const mode = waits || !mayDraw.value ? "choose" : draws;
  if (session === holder && mode === inHand) return;
  inHand = mode;
  holder = session;
  session?.take(mode, sketchPoints.peek());
});
effect(() => {
  void groundRound.value;
  session?.choose(chosen.value);
});

export function referenceTo(plot: GroundPlot): PlotReference {
  if (plot.shape_id !== null) return { shape_id: plot.shape_id };
  return { plot_id: plot.plot_id ?? 0, version_no: plot.version_no ?? 1 };
}

export const references = (): PlotReference[] => chosenPlots.value.map(referenceTo);
