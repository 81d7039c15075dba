import { signal } from "@preact/signals";

/** The form that opens a process is shown. */
export const opening = signal(false);
