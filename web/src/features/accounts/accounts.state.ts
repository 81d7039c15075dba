import { signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { desk } from "../../app/location";
import { can, session } from "../../app/session";
import { type Account, type AccountEntries, changesOf } from "./account-entries";

export const accounts = resource(
  () => (desk.value === "accounts" && session.value?.signed_in && can("account:manage") ? { desk: desk.value } : null),
  (_, abort) => api.get("/api/accounts", { signal: abort }),
);

/** The dialog that is open: a new account, a change, or a new password. */
export const dialog = signal<{ kind: "new" } | { kind: "edit" | "reset"; account: Account } | null>(null);

function settle(): void {
  dialog.value = null;
  accounts.reload();
}

export async function createAccount(entries: AccountEntries): Promise<void> {
  await api.post("/api/accounts", {
    body: {
      username: entries.username,
      display_name: entries.displayName.trim(),
      role: entries.role,
      password: entries.password,
      all_parks: entries.allParks,
      park_codes: entries.parkCodes,
    },
  });
  settle();
}

export async function changeAccount(account: Account, entries: AccountEntries): Promise<void> {
  const changes = changesOf(account, entries);
  if (Object.keys(changes).length > 0)
    await api.patch("/api/accounts/{account_id}", { path: { account_id: account.id }, body: changes });
  settle();
}

export async function setActive(account: Account, active: boolean): Promise<void> {
  await api.patch("/api/accounts/{account_id}", { path: { account_id: account.id }, body: { is_active: active } });
  settle();
}

export async function resetPassword(account: Account, password: string): Promise<void> {
  await api.patch("/api/accounts/{account_id}", { path: { account_id: account.id }, body: { new_password: password } });
  settle();
}
