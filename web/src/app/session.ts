import { batch, computed, signal } from "@preact/signals";
import { api, setCsrfToken, whenSignedOut } from "../api/client";
import type { Session, User } from "../api/types";

/** Characters that a new password has at least; the server asks for as many. */
export const shortestPassword = 12;

const nobody: Session = { signed_in: false, user: null, csrf: null, permissions: [] };

/** Who is at the desk; null until the server has answered. */
export const session = signal<Session | null>(null);
/** True when a request was refused because the sign-in ran out; the sign-in screen says so. */
export const sessionExpired = signal(false);

/** Whose password an administrator has set: until it is changed the server answers nothing else, and nobody is at the desk. */
const newcomer = signal<User | null>(null);
export const passwordDue = computed(() => newcomer.value !== null);
export const user = computed(() => newcomer.value ?? session.value?.user ?? null);

/** Who was at this page last. */
let lastHere: number | null = null;

function settle(answer: Session): void {
  setCsrfToken(answer.csrf ?? null);
  lastHere = answer.user?.id ?? lastHere;
  batch(() => {
    newcomer.value = answer.user?.must_change_password ? answer.user : null;
    session.value = newcomer.value ? nobody : answer;
  });
}

export async function loadSession(): Promise<void> {
  settle(await api.get("/api/session"));
}

export async function signIn(username: string, password: string): Promise<void> {
  const answer = await api.post("/api/session", { body: { username, password } });
  // somebody else at the same screen: what the page holds of the one before goes with the page
  if (lastHere !== null && answer.user?.id !== lastHere) return window.location.reload();
  sessionExpired.value = false;
  settle(answer);
}

export async function signOut(): Promise<void> {
  await api.delete("/api/session");
  settle(nobody);
}

/** May this user do that? `can("plot:register")`. The server decides again; this only keeps buttons that would fail off the screen. */
export function can(permission: string): boolean {
  return session.value?.permissions.some((one) => one === permission) ?? false;
}

whenSignedOut(() => {
  if (session.value?.signed_in) sessionExpired.value = true;
  settle(nobody);
});
