import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import type * as contract from "../../api/schema";
import { dataRevision, noteDataChange } from "../../app/changes";
import type { IssuedDocument } from "../../app/issued-document";
import { asOfQuery, desk, extra } from "../../app/location";
import { can, session } from "../../app/session";
import type { ShownFinding } from "../../ui/findings-list";

export type TemplateField = contract.TemplateField;
export type TemplateVersion = contract.TemplateVersion;
export type TemplateItem = contract.TemplateItem;
export type Issuer = contract.Issuer;

export type TemplateDialog = { kind: "upload" | "fields" | "back"; item: TemplateItem } | { kind: "issuer" } | null;

export const dialog = signal<TemplateDialog>(null);

function shown(part: string): boolean {
  const here = desk.value === "settings" && extra.value.settings === part;
  return here && Boolean(session.value?.signed_in) && can("document:read");
}

export const templates = resource(
  () => (shown("templates") ? { revision: dataRevision.value, ...asOfQuery.value } : null),
  ({ revision: _, ...query }, abort) => api.get("/api/document-templates", { query, signal: abort }),
);

export const issuer = resource(
  () => (shown("templates") ? { revision: dataRevision.value, ...asOfQuery.value } : null),
  ({ revision: _, ...query }, abort) => api.get("/api/document-issuer", { query, signal: abort }),
);

/** Ask whether a template may be used; with `use` it is from today on, and a fault is a `Problem` with its findings. */
export async function sendTemplate(kind: string, file: File, note: string, use: boolean): Promise<ShownFinding[]> {
  const form = new FormData();
  form.set("file", file);
  form.set("note", note);
  form.set("dry_run", String(!use));
  const answer = await api.upload("/api/document-templates/{kind}", form, { path: { kind } });
  if (use) noteDataChange();
  return answer.findings;
}

export async function backToShipped(kind: string, reason: string): Promise<void> {
  await api.post("/api/document-templates/{kind}/back-to-shipped", { path: { kind }, body: { reason } });
  noteDataChange();
}

export async function saveIssuer(values: Issuer, validFrom: string | null): Promise<void> {
  await api.put("/api/document-issuer", { body: { ...values, valid_from: validFrom } });
  noteDataChange();
}

// the register ------------------------------------------------------------------------------------------------------

export const listFilter = signal({ kind: "", park: "", q: "" });
export const shownCount = signal(100);
export const openedId = signal<number | null>(null);

export const documents = resource(
  () =>
    shown("documents")
      ? { revision: dataRevision.value, ...asOfQuery.value, ...listFilter.value, limit: shownCount.value }
      : null,
  ({ revision: _, ...query }, abort) => api.get("/api/documents", { query, signal: abort }),
);

export const opened = computed(() => documents.data.value?.items.find(({ id }) => id === openedId.value) ?? null);

export function filterDocuments(change: Partial<{ kind: string; park: string; q: string }>): void {
  listFilter.value = { ...listFilter.value, ...change };
  shownCount.value = 100;
}

/** Which document a file is: its bytes are hashed on the server, nothing of it is kept. */
export async function recogniseFile(file: File): Promise<IssuedDocument | null> {
  const form = new FormData();
  form.set("file", file);
  const answer = await api.upload("/api/documents/recognise", form, {});
  return answer.document;
}
