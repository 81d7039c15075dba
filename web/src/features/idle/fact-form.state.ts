import type { EvidenceFile } from "../../app/evidence-field";
import type { Knowledge, ToldFact } from "./types";

/** One statement as it is typed; figures stay text until they are sent, so that no digit is lost. */
export interface FactForm {
  kind: string;
  knowledge: Knowledge;
  happened_on: string;
  ended_on: string;
  foundation_kind: string;
  cause: string;
  amount: string;
  price_and_taxes: string;
  document_no: string;
  source: string;
  remark: string;
  reason: string;
  files: EvidenceFile[];
}

export interface Shape {
  hasEnd: boolean;
  hasAmount: boolean;
  isMoney: boolean;
  hasFoundation: boolean;
  hasCause: boolean;
  mayBeNone: boolean;
  needsEvidence: boolean;
}

const amounts = new Set(["due_area", "developed_area", "total_investment", "invested"]);
const noNone = new Set([...amounts, "discovery", "established_cause"]);

/** Which fields belong to a statement; the database holds the same. */
export function shapeOf(kind: string, knowledge: Knowledge): Shape {
  const known = knowledge === "known";
  return {
    hasEnd: known && (kind === "stop" || kind === "cause"),
    hasAmount: known && amounts.has(kind),
    isMoney: kind === "total_investment" || kind === "invested",
    hasFoundation: known && kind === "foundation",
    hasCause: known && (kind === "cause" || kind === "established_cause"),
    mayBeNone: !noNone.has(kind),
    needsEvidence: known && kind === "established_cause",
  };
}

export function emptyForm(kind: string, today: string): FactForm {
  return {
    kind,
    knowledge: "known",
    happened_on: today,
    ended_on: "",
    foundation_kind: "",
    cause: "",
    amount: "",
    price_and_taxes: "",
    document_no: "",
    source: "",
    remark: "",
    reason: "",
    files: [],
  };
}

export function formOf(told: ToldFact, endsOn: string): FactForm {
  return {
    kind: told.kind,
    knowledge: told.knowledge,
    happened_on: told.happened_on,
    ended_on: endsOn || (told.ended_on ?? ""),
    foundation_kind: told.foundation_kind ?? "",
    cause: told.cause ?? "",
    amount: told.amount === null ? "" : String(told.amount),
    price_and_taxes: told.price_and_taxes === null ? "" : String(told.price_and_taxes),
    document_no: told.document_no,
    source: told.source,
    remark: told.remark,
    reason: "",
    files: told.evidence,
  };
}

/** "1,200.50" → "1200.50"; null = not a figure with at most two decimals. */
export function figureOf(text: string): string | null {
  const plain = text.replaceAll(",", "").trim();
  return /^\d+(\.\d{1,2})?$/.test(plain) ? plain : null;
}

/** Whether everything needed is there, so that the button may be pressed; the server judges the rest. */
export function isReady(form: FactForm, corrects: boolean): boolean {
  const shape = shapeOf(form.kind, form.knowledge);
  return (
    form.kind !== "" &&
    form.happened_on !== "" &&
    form.source.trim() !== "" &&
    (!shape.hasAmount || figureOf(form.amount) !== null) &&
    (!shape.hasAmount ||
      !shape.isMoney ||
      form.price_and_taxes.trim() === "" ||
      figureOf(form.price_and_taxes) !== null) &&
    (!shape.hasFoundation || form.foundation_kind !== "") &&
    (!shape.hasCause || form.cause !== "") &&
    (!shape.needsEvidence || form.files.length > 0) &&
    (!corrects || form.reason.trim() !== "")
  );
}

/** What is sent: only the fields that belong to the statement. */
export function bodyOf(form: FactForm) {
  const shape = shapeOf(form.kind, form.knowledge);
  return {
    kind: form.kind,
    knowledge: form.knowledge,
    happened_on: form.happened_on,
    ended_on: shape.hasEnd && form.ended_on ? form.ended_on : null,
    foundation_kind: shape.hasFoundation ? form.foundation_kind : null,
    cause: shape.hasCause ? form.cause : null,
    amount: shape.hasAmount ? figureOf(form.amount) : null,
    price_and_taxes: shape.hasAmount && shape.isMoney ? figureOf(form.price_and_taxes) : null,
    document_no: form.document_no,
    source: form.source,
    remark: form.remark,
    evidence_ids: form.files.map(({ id }) => id),
  };
}
