import { batch, computed, effect, signal, untracked } from "@preact/signals";
import { user } from "../../app/session";
import type { Shape } from "../../draw/shape";
import { type Draft, draftKept, keepDraft } from "./draft-store";
import { drawing, layOut, parkCode, pen, penReady } from "./draw.state";
import { layOutTable, tableNow } from "./points.state";
import { formNow, formTouched, layOutForm, startForm } from "./register-form.state";

/** There is something to lose. */
export const draftExists = computed(
  () => drawing.value.shape.length > 0 || drawing.value.sketch.length > 0 || formTouched.value,
);

/** The sentence that a draft was brought back stands until it is read, or the draft is no more. */
export const broughtBack = signal(false);

const blank: Pick<Draft, "pen" | "park"> = { pen: { mode: "draw", shape: [], sketch: [] }, park: "" };

let owner: number | null = null;

// Whoever comes to this computer finds the own draft, never another's.
effect(() => {
  const id = user.value?.id ?? null;
  if (id === null || id === owner) return;
  untracked(() => {
    const kept = draftKept(id);
    batch(() => {
      owner = id;
      parkCode.value = kept?.park ?? blank.park;
      layOutForm(kept?.form ?? null);
      layOutTable(kept?.table ?? null, kept?.pen.shape ?? []);
      layOut(kept?.pen ?? blank.pen);
    });
  });
});

// Every change is kept at once; a draft without anything in it is forgotten.
effect(() => {
  const { mode, shape, sketch } = drawing.value;
  const draft = { pen: { mode, shape, sketch }, park: parkCode.value, form: formNow.value, table: tableNow.value };
  if (owner !== null) keepDraft(owner, draftExists.value ? draft : null);
});

effect(() => {
  if (penReady.value) broughtBack.value = untracked(() => draftExists.value);
});
effect(() => {
  if (!draftExists.value) broughtBack.value = false;
});

/** Points of the draft, the ring under the pen with them. */
export const draftShape = computed<Shape>(() => {
  const { shape, sketch } = drawing.value;
  return sketch.length ? [...shape, [sketch]] : shape;
});

export function discardDraft(): void {
  batch(() => {
    pen.clear();
    startForm();
  });
}
