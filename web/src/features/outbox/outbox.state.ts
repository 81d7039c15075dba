import { computed } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import type * as contract from "../../api/schema";
import { dataRevision } from "../../app/changes";
import { desk, extra, setExtra } from "../../app/location";
import { can, session } from "../../app/session";

export type OutboxLetter = contract.GisappMailSchemasLetterAnswer;
export type Outbox = contract.OutboxAnswer;

export const stateWanted = computed(() => extra.value.mailstate ?? "");
export const wantState = (state: string) => setExtra("mailstate", state || null);

export const outbox = resource(
  () =>
    desk.value === "outbox" && session.value?.signed_in && can("mail:read")
      ? { state: stateWanted.value, revision: dataRevision.value }
      : null,
  ({ revision: _, ...query }, abort) => api.get("/api/mail", { query, signal: abort }),
);
