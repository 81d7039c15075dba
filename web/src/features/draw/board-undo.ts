import { batch, computed } from "@preact/signals";
import { api } from "../../api/client";
import { Problem } from "../../api/problem";
import { term } from "../../app/terms";
import type { Xy } from "../../map/projections";
import { toast } from "../../ui/toast";
import { boardGround, chosen, lines, mayDraw, type OperationRow, openSheet, proposalId, takeTool } from "./board.state";
import { doing, problem, settle } from "./board-acts";
import { b } from "./board-messages";

/** What was done: the act where it was drawn here, otherwise the kind of change. */
export const nameOf = (row: OperationRow) =>
  term("drawing.DrawingAct", row.method) === row.method || !row.method
    ? term("proposals.OperationKind", row.kind)
    : term("drawing.DrawingAct", row.method);

// Steps are the proposal's: what was taken back in this visit or in another, here or elsewhere, can be done again.
const rows = computed(() => openSheet.value?.operations ?? []);
export const canUndo = computed(() => mayDraw.value && rows.value.some((row) => !row.is_removed));
export const canRedo = computed(() => mayDraw.value && rows.value.some((row) => row.undone_step !== null));

/** Pressed three times, three steps: each waits for the one before. */
let last: Promise<void> = Promise.resolve();

export function undo(): Promise<void> {
  last = last.then(() => step("undo"));
  return last;
}

export function redo(): Promise<void> {
  last = last.then(() => step("redo"));
  return last;
}

async function step(way: "undo" | "redo"): Promise<void> {
  const now = openSheet.value;
  if (!now || doing.value || !(way === "undo" ? canUndo : canRedo).value) return;
  await change(async () => {
    const done = await api.post(`/api/proposals/{proposal_id}/${way}`, {
      path: { proposal_id: now.id },
      body: { expected_version: now.version },
    });
    const name = done.operations[0] ? nameOf(done.operations[0]) : "";
    toast(way === "undo" ? b.undone(name) : b.redone(name));
  });
}

export function takeOut(row: OperationRow): Promise<void> {
  return change(() =>
    api.post("/api/proposals/{proposal_id}/operations/{operation_id}/removal", {
      path: { proposal_id: proposalId.value!, operation_id: row.id },
      body: { expected_version: row.version },
    }),
  );
}

async function change(ask: () => Promise<unknown>): Promise<void> {
  batch(() => {
    doing.value = true;
    problem.value = null;
  });
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    problem.value = error;
    toast(error.sentence, "warning");
  } finally {
    await settle();
    doing.value = false;
  }
}

/** A line that did not cut, taken up again: the same plot, the same line under the same tool. */
export async function takeUpAgain(row: OperationRow): Promise<void> {
  const geometry = row.cut_line;
  const again = geometry?.type === "MultiLineString" ? (geometry.coordinates as Xy[][]) : [];
  await takeOut(row);
  if (problem.value) return;
  batch(() => {
    takeTool("line");
    const parent = boardGround()?.all.find((plot) => plot.plot_no === row.parents[0]?.plot_no);
    if (parent) chosen.value = [parent.key];
    lines.value = again;
  });
}
