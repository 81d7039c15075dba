import type * as contract from "../../api/schema";
import { numberOf, type TermsEntries, termsBody, termsEntries, typed, wrongNumbers } from "./terms-entries";

type LandInstrument = contract.LandInstrument;

/** Fields of a contract that are one line of text, in the order of its form. */
export const textNames = [
  "contract_no",
  "supervision_no",
  "project_name",
  "industry_code",
  "real_estate_unit_no",
  "location",
  "boundary_annex",
  "instalment_interest",
  "handover_conditions",
  "use_change",
  "dispute",
  "approval_authority",
  "supervision_agreement_no",
  "commitment_letter_no",
] as const;

/** Fields that are a number; `transfer_invested_share` is typed in percent. */
export const numberNames = [
  "area_m2",
  "term_years",
  "upper_limit_m",
  "lower_limit_m",
  "investment_yuan",
  "performance_bond_yuan",
  "deposit_yuan",
  "late_payment_permille",
  "late_start_permille",
  "late_completion_permille",
  "late_handover_permille",
  "extension_asked_days_ahead",
  "extension_months_max",
  "transfer_invested_share",
] as const;

export type TextName = (typeof textNames)[number];
export type NumberName = (typeof numberNames)[number];

/** A contract as it is typed. */
export interface SignEntries extends TermsEntries {
  plotId: number;
  plotNo: string;
  allocationId: number | null;
  party: { id: number; name_zh: string } | null;
  land_use_scheme: string;
  land_use_code: string;
  signed_on: string;
  term_from: string;
  term_kind: string;
  method: string;
  source: string;
  /** By what the land is held: a contract or an allotment decision, which is only ever entered from its paper. */
  instrument: LandInstrument;
  texts: Record<TextName, string>;
  numbers: Record<NumberName, string>;
}

const needed: Record<LandInstrument, TextName[]> = {
  grant: ["contract_no", "location", "handover_conditions", "dispute", "approval_authority"],
  allotment: ["contract_no", "location", "approval_authority"],
};
const neededNumbers: Record<LandInstrument, NumberName[]> = {
  grant: ["area_m2", "term_years"],
  allotment: ["area_m2"],
};

/** What a contract says and an allotment decision never does; it is not sent for one, and stays typed if the choice is taken back. */
const ofGrant = { term_years: null, term_from: null, method: null, deposit_yuan: null, performance_bond_yuan: null };
const termsOfGrant = { production_on: null, initial_period_months: null, promises: [] };

/** The draft of the server as entries; its values have the names of the body. */
export function signEntries(
  values: Record<string, unknown>,
  plot: { id: number; no: string },
  allocationId: number | null,
): SignEntries {
  const text = (name: string) => typed(values[name]);
  const share = values.transfer_invested_share;
  return {
    ...termsEntries(values as Parameters<typeof termsEntries>[0]),
    plotId: plot.id,
    plotNo: plot.no,
    allocationId,
    party: typeof values.party_id === "number" ? { id: values.party_id, name_zh: text("party_name_zh") } : null,
    land_use_scheme: text("land_use_scheme"),
    land_use_code: text("land_use_code"),
    signed_on: text("signed_on"),
    term_from: text("term_from"),
    term_kind: text("term_kind") || "full",
    method: text("method"),
    source: text("source"),
    instrument: "grant",
    texts: Object.fromEntries(textNames.map((name) => [name, text(name)])) as Record<TextName, string>,
    numbers: {
      ...(Object.fromEntries(numberNames.map((name) => [name, text(name)])) as Record<NumberName, string>),
      transfer_invested_share:
        share === null || share === undefined ? "" : String(Number((Number(share) * 100).toFixed(2))),
    },
  };
}

/** Names of the entries that keep the form from being sent. */
export function wrongEntries(entries: SignEntries): string[] {
  const { instrument } = entries;
  const wrong = wrongNumbers(
    instrument === "allotment" ? { ...entries, initial_period_months: "", promises: [] } : entries,
  );
  for (const name of needed[instrument]) if (entries.texts[name].trim() === "") wrong.push(name);
  for (const name of numberNames) {
    const value = numberOf(entries.numbers[name]);
    if (Number.isNaN(value) || (neededNumbers[instrument].includes(name) && value === null)) wrong.push(name);
  }
  if (!entries.signed_on) wrong.push("signed_on");
  if (!entries.party) wrong.push("party");
  return wrong;
}

function mapped<Name extends string, T>(entries: Record<Name, string>, read: (text: string) => T): Record<Name, T> {
  return Object.fromEntries(Object.entries<string>(entries).map(([name, text]) => [name, read(text)])) as Record<
    Name,
    T
  >;
}

/** The body of the request, once `wrongEntries` has found nothing. */
export function signBody(entries: SignEntries) {
  const share = numberOf(entries.numbers.transfer_invested_share);
  return {
    ...termsBody(entries),
    ...mapped(entries.texts, (text) => text.trim()),
    ...mapped(entries.numbers, numberOf),
    area_m2: numberOf(entries.numbers.area_m2) ?? 0,
    term_years: numberOf(entries.numbers.term_years),
    transfer_invested_share: share === null ? null : Number((share / 100).toFixed(4)),
    plot_id: entries.plotId,
    party_id: entries.party!.id,
    allocation_id: entries.allocationId,
    signed_on: entries.signed_on,
    term_from: entries.term_from || null,
    term_kind: entries.term_kind,
    method: entries.method || null,
    land_use_scheme: entries.land_use_scheme,
    land_use_code: entries.land_use_code,
    source: entries.source,
    instrument: entries.instrument,
    ...(entries.instrument === "allotment" ? { ...ofGrant, ...termsOfGrant } : {}),
  };
}
