import type { Shape } from "../../draw/shape";

const key = "gisapp.draft";

/** The unregistered draft survives a closed tab on this computer; nothing drawn is lost by accident. */
export function keepDraft(shape: Shape): void {
  try {
    if (shape.length) window.localStorage.setItem(key, JSON.stringify(shape));
    else window.localStorage.removeItem(key);
  } catch {
    // A full or forbidden store only means that a closed tab loses the draft; the page still warns before closing.
  }
}

export function draftKept(): Shape {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? (kept as Shape) : [];
  } catch {
    return [];
  }
}
