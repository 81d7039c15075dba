import { signal } from "@preact/signals";

/** Counts what this page has changed on the server; lists, legends and tiles that read it ask again. */
export const dataRevision = signal(0);

/** Call after a successful registration, edit or acceptance. */
export function noteDataChange(): void {
  dataRevision.value += 1;
}

/** Wait for a change that was sent, then let every list that shows it ask again. */
export async function send<T>(request: Promise<T>): Promise<T> {
  const answer = await request;
  noteDataChange();
  return answer;
}
