import { signal } from "@preact/signals";
import { api } from "../../api/client";
import { passwordDue, shortestPassword, signIn, user } from "../../app/session";
import { m } from "./messages";

/** The dialog is open because the user asked for it; a forced change needs no asking. */
export const passwordOpen = signal(false);

export const passwordIsAsked = () => passwordDue.value || passwordOpen.value;

export interface PasswordEntries {
  old: string;
  fresh: string;
  again: string;
}

export type PasswordErrors = Partial<Record<keyof PasswordEntries, string>>;

/** The same demands as the server's, told while typing; the server decides. */
export function checkPassword({ old, fresh, again }: PasswordEntries, username: string): PasswordErrors {
  const errors: PasswordErrors = {};
  if (!old) errors.old = m.needPassword();
  if (fresh.length < shortestPassword) errors.fresh = m.tooShort(shortestPassword);
  else if (fresh.toLowerCase() === username.toLowerCase()) errors.fresh = m.sameAsName();
  else if (new Set(fresh).size < 4) errors.fresh = m.tooPlain();
  else if (fresh === old) errors.fresh = m.sameAsOld();
  if (again !== fresh) errors.again = m.different();
  return errors;
}

/** The server ends every session of the account with its old password; this computer signs in again at once. */
export async function changePassword({ old, fresh }: PasswordEntries): Promise<void> {
  const username = user.value?.username ?? "";
  await api.post("/api/session/password", { body: { old, new: fresh } });
  await signIn(username, fresh);
}
