import type { CriterionBody, Preset, Scheme } from "./types";

/** A criterion as typed; numbers are text until they are sent. */
export interface Entry {
  segment: "above" | "below";
  criterion: string;
  weight: string;
  reference: string;
  cap: string;
  basis: string;
  confirmed: boolean;
}

/** A scheme as typed; shares in percent. */
export interface SchemeEntries {
  title: string;
  basis: string;
  confirmed: boolean;
  a: string;
  b: string;
  c: string;
  note: string;
  criteria: Entry[];
}

type Start = Pick<Scheme, "title_zh" | "basis" | "note" | "confirmed"> & {
  share_a: number | string;
  share_b: number | string;
  share_c: number | string;
  criteria: (CriterionBody | Preset["criteria"][number])[];
};

const text = (value: string | null | undefined) =>
  value === null || value === undefined || value === "" ? "" : String(Number(value));
const percent = (share: number | string) => String(Number((Number(share) * 100).toFixed(4)));

/** What a form starts with: a kept version, a published set, or the usual shares and nothing else. */
export function entriesOf(from: Start | null, year: number): SchemeEntries {
  if (!from) {
    return {
      title: `${year} 年度亩均评价办法`,
      basis: "",
      confirmed: false,
      a: "25",
      b: "70",
      c: "95",
      note: "",
      criteria: [],
    };
  }
  return {
    title: from.title_zh,
    basis: from.basis,
    confirmed: from.confirmed,
    a: percent(from.share_a),
    b: percent(from.share_b),
    c: percent(from.share_c),
    note: from.note,
    criteria: from.criteria.map((item) => ({
      segment: item.segment,
      criterion: item.criterion,
      weight: text(item.weight),
      reference: text(item.reference),
      cap: "cap" in item ? text(item.cap) : "",
      basis: "reference_basis" in item ? item.reference_basis : "",
      confirmed: "reference_confirmed" in item ? item.reference_confirmed : false,
    })),
  };
}

/** The sum of a segment's weights; what is not typed yet counts as nought. */
export function weightsOf(entries: Entry[], segment: string): number {
  const sum = entries
    .filter((entry) => entry.segment === segment)
    .reduce((total, { weight }) => total + Number(weight || 0), 0);
  return Number(sum.toFixed(4));
}

/** The body for the server: shares of one, an empty cap is no cap, what is not typed is nought and refused with its name. */
export function bodyOf(entries: SchemeEntries, year: number) {
  return {
    year,
    title_zh: entries.title.trim() || "—",
    basis: entries.basis.trim() || "—",
    confirmed: entries.confirmed,
    share_a: String(Number((Number(entries.a) / 100).toFixed(6))),
    share_b: String(Number((Number(entries.b) / 100).toFixed(6))),
    share_c: String(Number((Number(entries.c) / 100).toFixed(6))),
    note: entries.note,
    criteria: entries.criteria.map((entry) => ({
      segment: entry.segment,
      criterion: entry.criterion,
      weight: entry.weight || "0",
      reference: entry.reference || "0",
      cap: entry.cap === "" ? null : entry.cap,
      reference_basis: entry.basis,
      reference_confirmed: entry.confirmed,
    })),
  };
}
