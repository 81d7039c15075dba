import { signal } from "@preact/signals";

/** Counts what this page has changed on the server; lists, legends and tiles that read it ask again. */
export const dataRevision = signal(0);

/** Call after a successful registration, edit or acceptance. */
export function noteDataChange(): void {
  dataRevision.value += 1;
}
