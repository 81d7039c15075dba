import { signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import type * as contract from "../../api/schema";
import type { Industry } from "../../api/types";
import { dataRevision, noteDataChange } from "../../app/changes";
import { asOf } from "../../app/location";
import { primaryId } from "../../app/selection";

export type Offer = contract.OfferAnswer;

/** Asked for only while its tab is open. */
export const tabOpen = signal(false);

export const offer = resource(
  () =>
    primaryId.value === null || !tabOpen.value
      ? null
      : { id: primaryId.value, as_of: asOf.value, round: dataRevision.value },
  ({ id, as_of }, signal) => api.get("/api/plots/{plot_id}/offer", { path: { plot_id: id }, query: { as_of }, signal }),
);

/** The divisions an offer can name; the window's own list, so that both always offer the same. */
export const industries = resource(
  () => (tabOpen.value ? "industries" : null),
  async (_, signal): Promise<Pick<Industry, "code" | "name_zh" | "name_en">[]> => {
    const answer = await api.get("/api/sites", { query: { limit: 0 }, signal });
    return answer.facets.industry
      .map((row) => ({ code: row.value, name_zh: row.label_zh, name_en: row.label_en }))
      .sort((a, b) => a.code.localeCompare(b.code));
  },
);

const yuanPerM2OfWanPerMu = 15;

/** 万元/亩 as typed → yuan per m² to the cent; null for an empty field, NaN for what is no price. */
export function priceOf(typed: string): number | null {
  const text = typed.trim();
  if (text === "") return null;
  const wan = Number(text);
  return Number.isFinite(wan) && wan > 0 ? Math.round(wan * yuanPerM2OfWanPerMu * 100) / 100 : Number.NaN;
}

export interface OfferDraft {
  industryCodes: string[];
  priceWanPerMu: string;
  deliveryOn: string;
  contactZh: string;
  contactEn: string;
  contactPhone: string;
  summaryZh: string;
  summaryEn: string;
  source: string;
  validFrom: string;
  reason: string;
}

export function draftOf(shown: Offer, today: string): OfferDraft {
  const yuan = shown.start_price_yuan_per_m2;
  return {
    industryCodes: shown.industry_codes,
    priceWanPerMu: yuan === null ? "" : String(Number((yuan / yuanPerM2OfWanPerMu).toFixed(4))),
    deliveryOn: shown.delivery_on ?? "",
    contactZh: shown.contact_zh,
    contactEn: shown.contact_en,
    contactPhone: shown.contact_phone,
    summaryZh: shown.summary_zh,
    summaryEn: shown.summary_en,
    source: shown.source,
    validFrom: today,
    reason: "",
  };
}

export async function saveOffer(plotId: number, draft: OfferDraft): Promise<void> {
  await api.put("/api/plots/{plot_id}/offer", {
    path: { plot_id: plotId },
    body: {
      industry_codes: draft.industryCodes,
      start_price_yuan_per_m2: priceOf(draft.priceWanPerMu),
      delivery_on: draft.deliveryOn || null,
      contact_zh: draft.contactZh,
      contact_en: draft.contactEn,
      contact_phone: draft.contactPhone,
      summary_zh: draft.summaryZh,
      summary_en: draft.summaryEn,
      source: draft.source,
      valid_from: draft.validFrom,
      reason: draft.reason.trim(),
    },
  });
  noteDataChange();
}
