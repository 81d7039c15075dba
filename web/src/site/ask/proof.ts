import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

export interface Task {
  salt: string;
  bits: number;
}

/** Whether SHA-256 of `salt:n` begins with as many zero bits as asked for; the server judges by the same rule. */
export function isAnswer({ salt, bits }: Task, n: number): boolean {
  const digest = sha256(utf8ToBytes(`${salt}:${n}`));
  let left = bits;
  for (const byte of digest) {
    if (left <= 0) return true;
    if (left < 8) return byte >> (8 - left) === 0;
    if (byte !== 0) return false;
    left -= 8;
  }
  return left <= 0;
}

/** The first answer from `from` on within so many tries; null when there is none among them. */
export function tryFrom(task: Task, from: number, tries: number): number | null {
  for (let n = from; n < from + tries; n += 1) if (isAnswer(task, n)) return n;
  return null;
}

/** Compute a proof beside the page, so that typing stays smooth; where a browser has no such worker, in slices of the page itself. */
export function solve(task: Task): Promise<number> {
  let worker: Worker;
  try {
    worker = new Worker(new URL("./proof-worker.ts", import.meta.url), { type: "module" });
  } catch {
    return solveInSlices(task);
  }
  return new Promise((resolve) => {
    worker.onmessage = (event: MessageEvent<number>) => {
      resolve(event.data);
      worker.terminate();
    };
    worker.onerror = () => {
      worker.terminate();
      resolve(solveInSlices(task));
    };
    worker.postMessage(task);
  });
}

async function solveInSlices(task: Task): Promise<number> {
  const slice = 2000;
  for (let from = 0; ; from += slice) {
    const found = tryFrom(task, from, slice);
    if (found !== null) return found;
    await new Promise((go) => setTimeout(go));
  }
}
