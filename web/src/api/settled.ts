import { options } from "preact";

/**
 * Whether the page is at rest, told by `data-settled` on `<html>`: no request under way, no pause before one, nothing left to
 * draw, what was pressed or typed answered. Who measures or tests the page waits for the mark instead of for some time.
 */
let root: HTMLElement | null = null;
let pending = 0;
let counting = false;
let frames = 0;

/** So many frames without news and the page is at rest: what a press changes is drawn in the first, its effects run by the second. */
const quietFrames = 2;
/** Preact's own patience with a tab that draws no frames. */
const hiddenTabMs = 35;
const pauses = new Map<number, () => void>();

function count(): void {
  counting = false;
  if (pending > 0 || !root) return;
  if (frames < quietFrames) {
    frames += 1;
    counting = true;
    requestAnimationFrame(count);
  } else root.dataset.settled = "";
}

/** Something happens: the page is not at rest before some frames have passed without more of it. */
function stir(): void {
  if (!root) return;
  delete root.dataset.settled;
  frames = 0;
  if (counting || pending > 0) return;
  counting = true;
  requestAnimationFrame(count);
}

/** Something is under way until the function that is returned is called (once or oftener). */
export function begin(): () => void {
  pending += 1;
  stir();
  let open = true;
  return () => {
    if (!open) return;
    open = false;
    pending -= 1;
    stir();
  };
}

/** `work`, counted until it is over. */
export function underWay<T>(work: Promise<T>): Promise<T> {
  return work.finally(begin());
}

/** `window.setTimeout` for what the page still has to do before it is at rest. */
export function startPause(act: () => void, ms = 0): number {
  const end = begin();
  const pause = window.setTimeout(() => {
    pauses.delete(pause);
    try {
      act();
    } finally {
      end();
    }
  }, ms);
  pauses.set(pause, end);
  return pause;
}

/** `window.clearTimeout` of a pause; one that is over, or was none, does no harm. */
export function endPause(pause: number | undefined): void {
  if (pause === undefined) return;
  window.clearTimeout(pause);
  pauses.get(pause)?.();
  pauses.delete(pause);
}

/** Effects run after the next frame, as Preact has it, and the page is not at rest before they did. */
function runEffects(flush: () => void): void {
  const end = begin();
  const run = () => {
    window.clearTimeout(patience);
    cancelAnimationFrame(frame);
    window.setTimeout(() => {
      try {
        flush();
      } finally {
        end();
      }
    });
  };
  const patience = window.setTimeout(run, hiddenTabMs);
  const frame = requestAnimationFrame(run);
}

const touches = ["pointerdown", "pointermove", "pointerup", "click", "dblclick", "keydown", "keyup", "wheel"];
const changes = ["input", "change", "submit", "toggle", "popstate", "resize"];

/** Keep the mark true from now on. Called once by the entry of each page. */
export function markWhenSettled(): void {
  root = document.documentElement;
  options.requestAnimationFrame = runEffects;
  for (const kind of [...touches, ...changes]) window.addEventListener(kind, stir, { capture: true, passive: true });
  stir();
}
