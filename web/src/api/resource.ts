import { effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { isAbort } from "./client";

export interface Resource<T> {
  /** The last good answer; kept while a newer one is under way so that the screen does not flicker. */
  readonly data: ReadonlySignal<T | null>;
  readonly error: ReadonlySignal<unknown>;
  readonly loading: ReadonlySignal<boolean>;
  reload(): void;
  dispose(): void;
}

/**
 * Server data that follows signals: `load` is run again whenever a signal read by `key` changes; a key of null means
 * "nothing to ask" and empties the data. A late answer to an older question is dropped.
 */
export function resource<K, T>(key: () => K | null, load: (key: K, signal: AbortSignal) => Promise<T>): Resource<T> {
  const data = signal<T | null>(null);
  const error = signal<unknown>(null);
  const loading = signal(false);
  const round = signal(0);
  let lastKey = "";
  let current: AbortController | null = null;
  const dispose = effect(() => {
    const asked = key();
    const spelled = `${round.value}:${JSON.stringify(asked)}`;
    if (spelled === lastKey) return;
    lastKey = spelled;
    current?.abort();
    if (asked === null) {
      data.value = null;
      error.value = null;
      loading.value = false;
      return;
    }
    const question = new AbortController();
    current = question;
    loading.value = true;
    untracked(() => load(asked, question.signal))
      .then((answer) => {
        if (current !== question) return;
        data.value = answer;
        error.value = null;
        loading.value = false;
      })
      .catch((failure: unknown) => {
        if (current !== question || isAbort(failure)) return;
        error.value = failure;
        loading.value = false;
      });
  });
  return {
    data,
    error,
    loading,
    reload: () => {
      round.value = untracked(() => round.value) + 1;
    },
    dispose,
  };
}
