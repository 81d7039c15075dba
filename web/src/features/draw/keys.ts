import { signal } from "@preact/signals";

export type DrawKey = "undo" | "redo" | "back" | "finish" | "abort" | "type" | "snap" | "trace";

/** What the desk's keys do; null until the code of the desk has arrived (key-handlers.ts). */
export const keyHandlers = signal<Record<DrawKey, { enabled: () => boolean; run: () => void }> | null>(null);
