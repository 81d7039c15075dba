import { type Task, tryFrom } from "./proof";

/** Looks for the proof of one form and says it. */
self.onmessage = (event: MessageEvent<Task>) => {
  const slice = 20_000;
  for (let from = 0; ; from += slice) {
    const found = tryFrom(event.data, from, slice);
    if (found !== null) {
      self.postMessage(found);
      return;
    }
  }
};
