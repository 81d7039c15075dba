import type * as contract from "../../api/schema";
import { shortestPassword } from "../../app/session";
import { m } from "./messages";

export type Account = contract.AccountAnswer;

/** What the form holds; the password only matters for a new account. */
export interface AccountEntries {
  username: string;
  displayName: string;
  role: string;
  allParks: boolean;
  parkCodes: string[];
  password: string;
}

export type AccountErrors = Partial<Record<"username" | "displayName" | "role" | "parkCodes" | "password", string>>;

export function entriesOf(account: Account | null): AccountEntries {
  return {
    username: account?.username ?? "",
    displayName: account?.display_name ?? "",
    role: account?.role ?? "",
    allParks: account?.all_parks ?? false,
    parkCodes: account?.park_codes ?? [],
    password: "",
  };
}

export function checkAccount(entries: AccountEntries, isNew: boolean): AccountErrors {
  const errors: AccountErrors = {};
  if (isNew && !/^[a-z][a-z0-9_.-]{1,31}$/.test(entries.username)) errors.username = m.wrongUsername();
  if (!entries.displayName.trim()) errors.displayName = m.needName();
  if (!entries.role) errors.role = m.needRole();
  if (!entries.allParks && entries.parkCodes.length === 0) errors.parkCodes = m.somePark();
  if (isNew && entries.password.length < shortestPassword) errors.password = m.shortPassword(shortestPassword);
  return errors;
}

/** What has to be sent to change an account: only what differs, so that an untouched right ends no session. */
export function changesOf(account: Account, entries: AccountEntries): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  if (entries.displayName.trim() !== account.display_name) changes.display_name = entries.displayName.trim();
  if (entries.role !== account.role) changes.role = entries.role;
  if (entries.allParks !== account.all_parks) changes.all_parks = entries.allParks;
  const codes = entries.allParks ? account.park_codes : entries.parkCodes;
  if (codes.join() !== account.park_codes.join()) changes.park_codes = codes;
  return changes;
}

// Without characters that are mistaken for each other when read aloud or copied by hand.
const letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** A password to hand over once: 14 characters of the browser's random source, about 80 bits. */
export function generatePassword(values: ArrayLike<number> = crypto.getRandomValues(new Uint32Array(14))): string {
  return Array.from(values, (value) => letters[value % letters.length]).join("");
}
