import { signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import type { Finding, Industry } from "../../api/types";
import { dataRevision, noteDataChange } from "../../app/changes";
import { asOf } from "../../app/location";
import { primaryId } from "../../app/selection";

export interface Offer {
  plot_id: number;
  industry_codes: string[];
  start_price_yuan_per_m2: number | null;
  start_price_wan_per_mu: number | null;
  delivery_on: string | null;
  contact_zh: string;
  contact_en: string;
  contact_phone: string;
  summary_zh: string;
  summary_en: string;
  source: string;
  since: string | null;
  is_public: boolean;
  findings: Finding[];
}

/** Asked for only while its tab is open. */
export const tabOpen = signal(false);

export const offer = resource(
  () =>
    primaryId.value === null || !tabOpen.value
      ? null
      : { id: primaryId.value, as_of: asOf.value, round: dataRevision.value },
  ({ id, as_of }, signal) => api.get<Offer>(`/api/plots/${id}/offer`, { as_of }, signal),
);

interface IndustryRow {
  value: string;
  label_zh: string;
  label_en: string;
}

/** The divisions an offer can name; the window's own list, so that both always offer the same. */
export const industries = resource(
  () => (tabOpen.value ? "industries" : null),
  async (_, signal): Promise<Industry[]> => {
    const answer = await api.get<{ facets: { industry: IndustryRow[] } }>("/api/sites", { limit: 0 }, signal);
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
  await api.put(`/api/plots/${plotId}/offer`, {
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
  });
  noteDataChange();
}
