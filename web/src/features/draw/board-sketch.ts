import { batch, computed, effect, signal, untracked } from "@preact/signals";
import { api } from "../../api/client";
import { Problem } from "../../api/problem";
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

interface Stored {
  version: number;
  content: Sketch;
  changed_at: string;
}

export const keeping = signal<"idle" | "saving" | "saved">("idle");
export const keepFault = signal<string | null>(null);
/** The sentence that something unfinished was brought back stands until it is read. */
export const cameBack = signal<ToolId | null>(null);
/** What another machine of the same person keeps. */
export const other = signal<Stored | null>(null);

let loaded: number | null = null;
let version = 0;
let lastKept = "";
let timer = 0;

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
  if (id === null || !may) {
    if (id === null) loaded = null;
    return;
  }
  if (loaded === id) return;
  loaded = id;
  void untracked(() => find(id));
});

async function find(id: number): Promise<void> {
  const stored = await api.get<Stored | null>(`/api/proposals/${id}/sketch`);
  if (proposalId.value !== id) return;
  version = stored?.version ?? 0;
  lastKept = stored ? JSON.stringify(stored.content) : "";
  if (!stored) return;
  layOutSketch(stored);
  cameBack.value = stored.content.tool;
}

// Every change is kept a moment later; nothing begun = nothing kept.
effect(() => {
  const begun = unfinished.value;
  const sketch = JSON.stringify(now());
  const id = proposalId.value;
  if (id === null || loaded !== id || other.peek()) return;
  if (!begun && version === 0) return;
  if (sketch === lastKept) return;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void keep(id, begun ? sketch : null), 300);
});

async function keep(id: number, sketch: string | null): Promise<void> {
  keeping.value = "saving";
  try {
    if (sketch === null) {
      await api.delete(`/api/proposals/${id}/sketch`);
      version = 0;
      lastKept = "";
    } else {
      const body = { content: JSON.parse(sketch) as Sketch, expected_version: version };
      version = (await api.put<{ version: number }>(`/api/proposals/${id}/sketch`, body)).version;
      lastKept = sketch;
    }
    batch(() => {
      keeping.value = "saved";
      keepFault.value = null;
    });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const stored = error.details?.stored as Stored | undefined;
    batch(() => {
      keeping.value = "idle";
      if (error.code === "drawing.sketch_changed_elsewhere" && stored) other.value = stored;
      else keepFault.value = error.sentence;
    });
  }
}

export function keepMine(): void {
  const stored = other.value;
  if (!stored || proposalId.value === null) return;
  version = stored.version;
  other.value = null;
  void keep(proposalId.value, JSON.stringify(now()));
}

export function takeOther(): void {
  const stored = other.value;
  if (!stored) return;
  version = stored.version;
  lastKept = JSON.stringify(stored.content);
  other.value = null;
  layOutSketch(stored);
}

window.addEventListener("beforeunload", (event) => {
  if (unfinished.value && keeping.value === "saving") event.preventDefault();
});
