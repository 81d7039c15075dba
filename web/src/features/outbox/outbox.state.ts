import { computed } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { dataRevision } from "../../app/changes";
import { desk, extra, setExtra } from "../../app/location";
import { can, session } from "../../app/session";

export interface OutboxLetter {
  id: number;
  kind: string;
  to_masked: string;
  language: string;
  subject: string;
  body: string;
  made_at: string;
  state: string;
  attempts: number;
  tried_at: string | null;
  sent_at: string | null;
  last_error: string;
}

export interface Outbox {
  is_delivered: boolean;
  by_state: Record<string, number>;
  items: OutboxLetter[];
}

export const stateWanted = computed(() => extra.value.mailstate ?? "");
export const wantState = (state: string) => setExtra("mailstate", state || null);

export const outbox = resource(
  () =>
    desk.value === "outbox" && session.value?.signed_in && can("mail:read")
      ? { state: stateWanted.value, revision: dataRevision.value }
      : null,
  ({ revision: _, ...query }, abort) => api.get<Outbox>("/api/mail", query, abort),
);
