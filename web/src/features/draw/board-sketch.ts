import { batch, computed, effect, signal, untracked } from "@preact/signals";
import { api } from "../../api/client";
import { Problem } from "../../api/problem";
import type * as contract from "../../api/schema";
import { endPause, startPause } from "../../api/settled";
import { user } from "../../app/session";
import type { Shape } from "../../draw/shape";
import type { Xy } from "../../map/projections";
import {
  chosen,
  fields,
  isBegun,
  lines,
  mayDraw,
  proposalId,
  ring,
  side,
  sketchPoints,
  takeTool,
  tool,
} from "./board.state";
import type { ToolId } from "./board-tools";
import { drawing, layOut, penHeld } from "./draw.state";

/** What is under the pen, as the server keeps it. */
interface Sketch {
  tool: ToolId;
  chosen: string[];
  lines: Xy[][];
  ring: Xy[];
  points: Xy[];
  side: [Xy, Xy] | null;
  fields: Record<string, string>;
  pen: { mode: "draw" | "edit" | "hole"; shape: Shape; sketch: Xy[] };
}

type Stored = contract.SketchAnswer;

export const keeping = signal<"idle" | "saving" | "saved">("idle");
export const keepFault = signal<string | null>(null);
/** The sentence that something unfinished was brought back stands until it is read. */
export const cameBack = signal<ToolId | null>(null);
/** What another machine of the same person keeps. */
export const other = signal<Stored | null>(null);

/** The proposal whose sketch is asked for, and the one whose sketch has arrived: only then anything is kept in it. */
let asked: number | null = null;
let loaded: number | null = null;
let version = 0;
/** As the server has it; empty = it has none. */
let lastKept = "";
/** The newest sketch that is not on its way yet; an empty one is to be forgotten. */
let pending: { id: number; sketch: string } | null = null;
let timer = 0;
let flight: Promise<void> | null = null;
/** An act is under way: what is under the pen goes to the server with it, not beside it. */
let held = false;

const penBusy = computed(() => drawing.value.shape.length > 0 || drawing.value.sketch.length > 0);
export const unfinished = computed(() => isBegun.value || (proposalId.value !== null && penBusy.value));

const now = (): Sketch => ({
  tool: tool.value,
  chosen: chosen.value,
  lines: lines.value,
  ring: ring.value,
  points: sketchPoints.value,
  side: side.value,
  fields: fields.value,
  pen: { mode: drawing.value.mode, shape: drawing.value.shape, sketch: drawing.value.sketch },
});

function layOutSketch({ content }: Stored): void {
  batch(() => {
    takeTool(content.tool);
    chosen.value = content.chosen;
    fields.value = content.fields;
    lines.value = content.lines;
    ring.value = content.ring;
    side.value = content.side;
    sketchPoints.value = content.points;
    if (content.pen.shape.length || content.pen.sketch.length) layOut(content.pen);
    penHeld.value += 1;
  });
}

// Whoever opens a proposal finds what was begun in it, on whatever machine it was.
effect(() => {
  const id = proposalId.value;
  const may = mayDraw.value && user.value !== null;
  if (id !== null && (!may || asked === id)) return;
  asked = id;
  loaded = null;
  if (id !== null) void untracked(() => find(id));
});

async function find(id: number): Promise<void> {
  await keepPending(); // what was begun in the proposal before goes there first
  const stored = await api.get("/api/proposals/{proposal_id}/sketch", { path: { proposal_id: id } });
  if (asked !== id) return;
  version = stored?.version ?? 0;
  lastKept = "";
  if (stored) {
    layOutSketch(stored);
    cameBack.value = stored.content.tool;
    lastKept = JSON.stringify(now());
  }
  loaded = id;
  note();
}

// Every change is kept a moment later. What became an operation or was given up is forgotten at once:
// nobody is to find it again and do it twice.
effect(note);

function note(): void {
  const sketch = unfinished.value ? JSON.stringify(now()) : "";
  const id = proposalId.value;
  if (id === null || loaded !== id || other.peek() || held) return;
  endPause(timer);
  pending = flight || sketch !== lastKept ? { id, sketch } : null;
  if (!pending) {
    if (keeping.peek() === "saving") keeping.value = "saved";
    return;
  }
  keeping.value = "saving";
  timer = startPause(() => void keepPending(), sketch ? 300 : 0);
}

/** Send what is pending, one after the other: an answer still on its way would otherwise look like another machine. */
function keepPending(): Promise<void> {
  endPause(timer);
  flight ??= sendPending().finally(() => {
    flight = null;
  });
  return flight;
}

async function sendPending(): Promise<void> {
  while (pending) {
    const { id, sketch } = pending;
    pending = null;
    await keep(id, sketch);
  }
}

async function keep(id: number, sketch: string): Promise<void> {
  keeping.value = "saving";
  try {
    if (sketch === "") {
      await api.delete("/api/proposals/{proposal_id}/sketch", { path: { proposal_id: id } });
      version = 0;
    } else if (sketch !== lastKept) {
      const body = { content: JSON.parse(sketch) as Sketch, expected_version: version };
      version = (await api.put("/api/proposals/{proposal_id}/sketch", { path: { proposal_id: id }, body })).version;
    }
    lastKept = sketch;
    batch(() => {
      keeping.value = pending ? "saving" : "saved";
      keepFault.value = null;
    });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const stored = error.details?.stored as Stored | undefined;
    batch(() => {
      keeping.value = "idle";
      if (error.code === "drawing.sketch_changed_elsewhere" && stored) {
        pending = null; // until it is said which of the two stays
        other.value = stored;
      } else keepFault.value = error.sentence;
    });
  }
}

/** What stays under the pen once an act is done: all of it, only the outline of a new plot, or nothing. */
export type PenLeft = "all" | "outline" | "nothing";

/**
 * Ask for an act that ends what was begun. The server keeps what is left of the sketch, or forgets it, in the transaction of
 * the act: a browser that is killed a moment later does not find again what it has done. Until `penFree` nothing else is kept.
 */
export async function withSketch<T extends { sketch_version: number | null }>(
  id: number,
  left: PenLeft,
  ask: (sketch?: { content: Sketch | null; expected_version: number }) => Promise<T>,
): Promise<T> {
  if (left === "all" || loaded !== id || other.value) return ask();
  held = true;
  endPause(timer);
  pending = null;
  await flight;
  const outline = { ...now(), chosen: [], lines: [], ring: [], points: [], side: null };
  const content = left === "outline" && penBusy.value ? outline : null;
  const answer = await ask({ content, expected_version: version }).catch((error: unknown) => {
    penFree();
    throw error;
  });
  if (answer.sketch_version !== null) {
    version = answer.sketch_version;
    lastKept = content ? JSON.stringify(content) : "";
  }
  return answer;
}

/** The act is over and the pen let go: from here on what changes is kept again. */
export function penFree(): void {
  held = false;
  note();
}

export function keepMine(): void {
  const stored = other.value;
  if (!stored || proposalId.value === null) return;
  version = stored.version;
  lastKept = JSON.stringify(stored.content);
  other.value = null;
  note();
  void keepPending();
}

export function takeOther(): void {
  const stored = other.value;
  if (!stored) return;
  version = stored.version;
  layOutSketch(stored);
  lastKept = JSON.stringify(now());
  other.value = null;
}

window.addEventListener("beforeunload", (event) => {
  if (unfinished.value && keeping.value === "saving") event.preventDefault();
});
