import { signal } from "@preact/signals";
import { api } from "../../api/client";
import { catalogue } from "./approvals.state";
import { bodyOf, type ItemEntries } from "./item-entries";
import type { CatalogueItem, CatalogueStage } from "./types";

/** The dialog over the list: a new item, a revision, the versions of one, its end. */
export const itemDialog = signal<
  | { kind: "new" }
  | { kind: "stage"; stage: CatalogueStage }
  | { kind: "edit" | "history" | "retire"; item: CatalogueItem }
  | null
>(null);

export async function saveItem(entries: ItemEntries): Promise<void> {
  await api.put("/api/approvals/items/{item_code}", { path: { item_code: entries.code }, body: bodyOf(entries) });
  catalogue.reload();
}

export async function retireItem(code: string, validFrom: string, reason: string): Promise<void> {
  await api.post("/api/approvals/items/{item_code}/retirement", {
    path: { item_code: code },
    body: { valid_from: validFrom, reason },
  });
  catalogue.reload();
}
