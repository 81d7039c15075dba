import type { DrawState } from "../../draw/draw-session";
import type { TypedTable } from "./points.state";
import type { FormDraft } from "./register-form.state";

/** All of a plot that is not registered yet. */
export interface Draft {
  pen: Pick<DrawState, "mode" | "shape" | "sketch">;
  park: string;
  form: FormDraft;
  table: TypedTable;
}

/** What another version of this page kept is not read. */
const version = 1;
const keyOf = (userId: number) => `gisapp.draft.${userId}`;

/** The unregistered draft survives a closed tab on this computer, for the person who made it; null forgets it. */
export function keepDraft(userId: number, draft: Draft | null): void {
  try {
    if (draft) window.localStorage.setItem(keyOf(userId), JSON.stringify({ version, draft }));
    else window.localStorage.removeItem(keyOf(userId));
  } catch {
    // A full or forbidden store only means that a closed tab loses the draft; the page still warns before closing.
  }
}

export function draftKept(userId: number): Draft | null {
  try {
    const kept = JSON.parse(window.localStorage.getItem(keyOf(userId)) ?? "null") as {
      version: number;
      draft: Draft;
    } | null;
    return kept?.version === version ? kept.draft : null;
  } catch {
    return null;
  }
}
