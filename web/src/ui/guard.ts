import type { ReadonlySignal } from "@preact/signals";

/** What watches over the entries of one open dialog. */
export interface Guard {
  /** Something was typed or chosen by hand that differs from what the form began with. */
  changed(): boolean;
  /** Kept entries are in the form again; what had no place any more is listed with its label. */
  broughtBack: ReadonlySignal<{ left: string[] } | null>;
  /** Forgets what was typed; with `clear` the form shows again what it began with. */
  discard(clear?: boolean): void;
  /** The dialog is gone: what was neither sent nor discarded is kept. */
  end(): void;
}

type Watch = (box: HTMLElement, title: string) => Guard | null;

let watch: Watch = () => null;

/** A page on which people are signed in says how entries are kept; elsewhere nothing is. */
export function provideGuard(given: Watch): void {
  watch = given;
}

export const guardOf: Watch = (box, title) => watch(box, title);
