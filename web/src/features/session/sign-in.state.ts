import { signal } from "@preact/signals";
import { Problem, sentenceOf } from "../../api/problem";
import { signIn } from "../../app/session";
import { m } from "./messages";

/** What the form shows after an attempt: which field to mend, or the server's sentence. */
export interface Refusal {
  field: "username" | "password" | null;
  sentence: string;
  locked: boolean;
}

export const signInRefusal = signal<Refusal | null>(null);
export const signingIn = signal(false);

/** What can be said before the server is asked. */
export function checkEntries(username: string, password: string): Refusal | null {
  if (!username.trim()) return { field: "username", sentence: m.needUsername(), locked: false };
  if (!password) return { field: "password", sentence: m.needPassword(), locked: false };
  return null;
}

export function refusalFrom(error: unknown): Refusal {
  const locked = error instanceof Problem && error.code === "account.sign_in_waits";
  return { field: null, sentence: sentenceOf(error), locked };
}

export async function trySignIn(username: string, password: string): Promise<boolean> {
  signInRefusal.value = checkEntries(username, password);
  if (signInRefusal.value) return false;
  signingIn.value = true;
  try {
    await signIn(username.trim().toLowerCase(), password);
    return true;
  } catch (error) {
    signInRefusal.value = refusalFrom(error);
    return false;
  } finally {
    signingIn.value = false;
  }
}
