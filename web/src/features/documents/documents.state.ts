import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { dataRevision, noteDataChange } from "../../app/changes";
import type { IssuedDocument } from "../../app/issued-document";
import { asOfQuery, desk, extra } from "../../app/location";
import { can, session } from "../../app/session";
import type { ShownFinding } from "../../ui/findings-list";

export interface TemplateField {
  name: string;
  label_zh: string;
  type: string;
  required: boolean;
  forms: string[];
  columns: TemplateField[];
}

export interface TemplateVersion {
  version_no: number;
  file_name: string;
  sha256: string;
  size_bytes: number;
  note: string;
  uploaded_by_name: string;
  since: string;
  until: string | null;
  is_known: boolean;
}

export interface TemplateItem {
  kind: string;
  title_zh: string;
  title_en: string;
  numbering_zh: string;
  unconfirmed: string[];
  current: TemplateVersion | null;
  versions: TemplateVersion[];
  fields: TemplateField[];
}

export interface Issuer {
  name_zh: string;
  code_zh: string;
  address: string;
  postcode: string;
  phone: string;
  representative: string;
  account_name: string;
  bank_name: string;
  bank_account: string;
}

export type TemplateDialog = { kind: "upload" | "fields" | "back"; item: TemplateItem } | { kind: "issuer" } | null;

export const dialog = signal<TemplateDialog>(null);

function shown(part: string): boolean {
  const here = desk.value === "settings" && extra.value.settings === part;
  return here && Boolean(session.value?.signed_in) && can("document:read");
}

export const templates = resource(
  () => (shown("templates") ? { revision: dataRevision.value, ...asOfQuery.value } : null),
  ({ revision: _, ...query }, abort) => api.get<TemplateItem[]>("/api/document-templates", query, abort),
);

export const issuer = resource(
  () => (shown("templates") ? { revision: dataRevision.value, ...asOfQuery.value } : null),
  ({ revision: _, ...query }, abort) =>
    api.get<{ issuer: Issuer | null; since: string | null }>("/api/document-issuer", query, abort),
);

/** Ask whether a template may be used; with `use` it is from today on, and a fault is a `Problem` with its findings. */
export async function sendTemplate(kind: string, file: File, note: string, use: boolean): Promise<ShownFinding[]> {
  const form = new FormData();
  form.set("file", file);
  form.set("note", note);
  form.set("dry_run", String(!use));
  const answer = await api.upload<{ findings: ShownFinding[] }>(`/api/document-templates/${kind}`, form);
  if (use) noteDataChange();
  return answer.findings;
}

export async function backToShipped(kind: string, reason: string): Promise<void> {
  await api.post(`/api/document-templates/${kind}/back-to-shipped`, { reason });
  noteDataChange();
}

export async function saveIssuer(values: Issuer, validFrom: string | null): Promise<void> {
  await api.put("/api/document-issuer", { ...values, valid_from: validFrom });
  noteDataChange();
}

// the register ------------------------------------------------------------------------------------------------------

export const listFilter = signal({ kind: "", park: "", q: "" });
export const shownCount = signal(100);
export const openedId = signal<number | null>(null);

interface Page {
  total: number;
  items: IssuedDocument[];
}

export const documents = resource(
  () =>
    shown("documents")
      ? { revision: dataRevision.value, ...asOfQuery.value, ...listFilter.value, limit: shownCount.value }
      : null,
  ({ revision: _, ...query }, abort) => api.get<Page>("/api/documents", query, abort),
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
  const answer = await api.upload<{ document: IssuedDocument | null }>("/api/documents/recognise", form);
  return answer.document;
}
