import { signal } from "@preact/signals";

/** The form that is open over a process. */
export const processForm = signal<"plan" | "mode" | "convert" | null>(null);
