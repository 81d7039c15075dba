import type { EvidenceFile } from "../../app/evidence-field";
import { emptyService, type ServiceForm, serviceBody } from "./service-fields";
import type { CaseSheet, OpenStep } from "./types";

/** The next step as the form holds it; what a step does not ask for stays empty and is not sent. */
export interface StepForm {
  taken_on: string;
  document_id: string;
  document_no: string;
  service: ServiceForm;
  files: EvidenceFile[];
  reason: string;
  cause: string;
  measure: string;
  terms_from: string;
  terms_until: string;
  amount_yuan: string;
  explained_on: string;
  registered_on: string;
  register_no: string;
  hearing_asked_on: string;
  hearing_held_on: string;
  approved_by: string;
  approval_no: string;
  annul_ground: string;
  paper_on: string;
  withdrawn_on: string;
  outcome: string;
  swap: { price_paid: string; funds_ready: string; plan_changed: string };
}

export function emptyStep(sheet: CaseSheet, way: OpenStep, today: string): StepForm {
  // a hearing of what has been annulled since belongs to the file, not to this round
  const back = lastBack(sheet);
  const latest = (kind: string) =>
    [...sheet.entries].reverse().find((entry) => entry.kind === kind && entry.entered_on >= back);
  const asked = way.step === "decide" ? (latest("hearing_asked")?.entered_on ?? "") : "";
  const held = way.step === "decide" ? (latest("hearing_held")?.entered_on ?? "") : "";
  return {
    taken_on: today,
    document_id: fittingPaper(sheet, way),
    document_no: "",
    service: emptyService(today, sheet.party_name_zh ?? ""),
    files: [],
    reason: "",
    cause: "",
    measure: "",
    terms_from: "",
    terms_until: "",
    amount_yuan: "",
    explained_on: "",
    registered_on: way.step === "publish" ? today : "",
    register_no: "",
    hearing_asked_on: asked,
    hearing_held_on: held,
    approved_by: "",
    approval_no: "",
    annul_ground: way.goes_back ? "self_correction" : "",
    paper_on: way.goes_back ? today : "",
    withdrawn_on: "",
    outcome: "",
    swap: { price_paid: "", funds_ready: "", plan_changed: "" },
  };
}

/** Papers of the case that no step rests on yet, the newest first. */
export function freePapers(sheet: Pick<CaseSheet, "documents" | "steps">) {
  const used = new Set(sheet.steps.map(({ document_id }) => document_id));
  return sheet.documents
    .filter(({ id, revoked_on }) => revoked_on === null && !used.has(id))
    .sort((a, b) => b.id - a.id);
}

/** The paper that was issued for this step, where there is one; never one of another kind. */
export function fittingPaper(sheet: Pick<CaseSheet, "documents" | "steps">, way: OpenStep): string {
  if (!way.document_zh) return "";
  const fits = freePapers(sheet).find(({ title_zh, kind }) =>
    way.step === "decide" ? kind.endsWith("_decision") : title_zh === way.document_zh,
  );
  return fits ? String(fits.id) : "";
}

/** Papers that a step may rest on: an annulment on its own kind only. */
export function papersFor(sheet: Pick<CaseSheet, "documents" | "steps">, way: Pick<OpenStep, "goes_back">) {
  return freePapers(sheet).filter(({ kind }) => (kind === "idle_annulment") === way.goes_back);
}

/** The day on which the case last went back; before every day where it never did. */
const lastBack = (sheet: Pick<CaseSheet, "steps">) =>
  sheet.steps.filter(({ annul_ground }) => annul_ground !== null).at(-1)?.taken_on ?? "";

/** Is a published finding in force, which an annulment has to take down? */
export const isPublic = (sheet: Pick<CaseSheet, "steps">) =>
  sheet.steps.some(({ step, is_annulled }) => step === "publish" && !is_annulled);

/** Which fields a step asks for. */
export function asksFor(way: OpenStep, form: Pick<StepForm, "measure" | "annul_ground">) {
  const is = (...steps: string[]) => steps.includes(way.step);
  const byTerms = ["extend_start", "temporary_use", "adjust_use"].includes(form.measure);
  return {
    document: way.document_zh !== "",
    ownPaper: !way.goes_back || form.annul_ground === "self_correction",
    service: way.is_served || (way.goes_back && form.annul_ground === "self_correction"),
    evidence: way.goes_back || is("explain", "dismiss", "determine", "close", "publish", "decide"),
    reason: way.goes_back || is("dismiss", "determine", "close", "decide"),
    cause: is("determine"),
    explanation: is("explain"),
    register: is("publish"),
    annulment: way.goes_back,
    publicity: is("annul"),
    decision: is("decide"),
    hearing: is("decide"),
    terms: is("decide") && byTerms,
    amount: is("decide") && ["buy_back", "adjust_use", "other"].includes(form.measure),
    swap: is("decide") && form.measure === "swap",
    outcome: way.outcomes.length > 0,
  };
}

const day = (text: string) => text || null;
const answer = (text: string) => (text === "" ? null : text === "yes");

/** The request of a step. */
export function stepBody(sheet: Pick<CaseSheet, "sequence">, way: OpenStep, form: StepForm) {
  const asks = asksFor(way, form);
  return {
    step: way.step,
    taken_on: form.taken_on,
    document_id: asks.document && asks.ownPaper && form.document_id ? Number(form.document_id) : null,
    document_no: asks.document && !(asks.ownPaper && form.document_id) ? form.document_no : "",
    service: asks.service && form.service.recipient.trim() ? serviceBody(form.service) : null,
    evidence_ids: asks.evidence ? form.files.map(({ id }) => id) : [],
    reason: asks.reason ? form.reason : "",
    cause: asks.cause ? day(form.cause) : null,
    measure: asks.decision ? day(form.measure) : null,
    terms_from: asks.terms ? day(form.terms_from) : null,
    terms_until: asks.terms ? day(form.terms_until) : null,
    amount_yuan: asks.amount && form.amount_yuan ? form.amount_yuan : null,
    explained_on: asks.explanation ? day(form.explained_on) : null,
    registered_on: asks.register || asks.publicity ? day(form.registered_on) : null,
    register_no: asks.register ? form.register_no : "",
    hearing_asked_on: asks.hearing ? day(form.hearing_asked_on) : null,
    hearing_held_on: asks.hearing ? day(form.hearing_held_on) : null,
    approved_by: asks.decision ? form.approved_by : "",
    approval_no: asks.decision ? form.approval_no : "",
    annul_ground: asks.annulment ? day(form.annul_ground) : null,
    paper_on: asks.annulment ? day(form.paper_on) : null,
    withdrawn_on: asks.publicity ? day(form.withdrawn_on) : null,
    swap: asks.swap
      ? {
          price_paid: answer(form.swap.price_paid),
          funds_ready: answer(form.swap.funds_ready),
          plan_changed: answer(form.swap.plan_changed),
        }
      : {},
    outcome: asks.outcome ? day(form.outcome) : null,
    expected_sequence: sheet.sequence,
  };
}
