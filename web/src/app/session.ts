import { computed, signal } from "@preact/signals";
import { api, setCsrfToken, whenSignedOut } from "../api/client";
import type { Session } from "../api/types";

const nobody: Session = { signed_in: false, user: null, csrf: null, permissions: [] };

/** Who is at the desk; null until the server has answered. */
export const session = signal<Session | null>(null);
/** True when a request was refused because the sign-in ran out; the sign-in screen says so. */
export const sessionExpired = signal(false);

export const user = computed(() => session.value?.user ?? null);
/** An administrator has set the password: the server answers nothing else before it is changed. */
export const passwordDue = computed(() => user.value?.must_change_password ?? false);

function settle(answer: Session): void {
  setCsrfToken(answer.csrf ?? null);
  session.value = answer;
}

export async function loadSession(): Promise<void> {
  settle(await api.get("/api/session"));
}

export async function signIn(username: string, password: string): Promise<void> {
  const answer = await api.post("/api/session", { body: { username, password } });
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
