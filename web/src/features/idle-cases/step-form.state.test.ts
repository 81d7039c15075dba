import { describe, expect, it } from "vitest";
import { asksFor, emptyStep, fittingPaper, freePapers, stepBody } from "./step-form.state";
import type { CaseSheet, OpenStep } from "./types";

const way = (change: Partial<OpenStep>): OpenStep => ({
  step: "investigate",
  after: "investigating",
  document_zh: "",
  is_served: false,
  article: "",
  outcomes: [],
  ends_contract: false,
  goes_back: false,
  ...change,
});

const paper = (id: number, revoked: string | null = null) => ({
  id,
  kind: "idle_determination",
  title_zh: "闲置土地认定书",
  document_no: `示闲认〔2026〕${id}号`,
  issued_on: "2026-04-20",
  issued_by_name: "示例专员",
  revoked_on: revoked,
  docx_sha256: "",
});

const sheet = (change: Partial<CaseSheet> = {}) =>
  ({
    sequence: 3,
    party_name_zh: "示例企业12",
    documents: [],
    steps: [],
    entries: [],
    ...change,
  }) as unknown as CaseSheet;

describe("the form of the next step", () => {
  it("offers papers that no step rests on and nobody revoked, the newest first", () => {
    const found = freePapers({
      documents: [paper(1), paper(2, "2026-05-01"), paper(3), paper(4)],
      steps: [{ document_id: 3 }] as CaseSheet["steps"],
    });
    expect(found.map(({ id }) => id)).toEqual([4, 1]);
  });

  it("chooses the paper of the step and never one of another kind", () => {
    const known = {
      documents: [paper(1), { ...paper(2), kind: "idle_fee_decision", title_zh: "征缴土地闲置费决定书" }],
      steps: [],
    };
    expect(fittingPaper(known, way({ step: "determine", document_zh: "闲置土地认定书" }))).toBe("1");
    expect(fittingPaper(known, way({ step: "decide", document_zh: "处置决定" }))).toBe("2");
    expect(fittingPaper(known, way({ step: "plan", document_zh: "闲置土地处置方案" }))).toBe("");
    expect(fittingPaper(known, way({ step: "publish" }))).toBe("");
  });

  it("sends only what the step asks for, and which step it saw last", () => {
    const form = { ...emptyStep(sheet(), way({}), "2026-11-23"), reason: "不该发送", approved_by: "不该发送" };
    const body = stepBody(sheet(), way({}), form);
    expect(body).toMatchObject({
      step: "investigate",
      taken_on: "2026-11-23",
      reason: "",
      approved_by: "",
      expected_sequence: 3,
    });
    expect(body.service).toBeNull();
  });

  it("takes the paper issued here before a number typed in", () => {
    const known = sheet({ documents: [paper(7)] as CaseSheet["documents"] });
    const step = way({ step: "determine", document_zh: "闲置土地认定书" });
    const form = emptyStep(known, step, "2026-11-23");
    expect(stepBody(known, step, form)).toMatchObject({ document_id: 7, document_no: "" });
    expect(stepBody(known, step, { ...form, document_id: "", document_no: "外1号" })).toMatchObject({
      document_id: null,
      document_no: "外1号",
    });
  });

  it("asks for days of an extension and for the conditions of a swap, and for neither with a fee", () => {
    const step = way({ step: "decide", document_zh: "处置决定" });
    expect(asksFor(step, { measure: "extend_start", annul_ground: "" })).toMatchObject({ terms: true, swap: false });
    expect(asksFor(step, { measure: "swap", annul_ground: "" })).toMatchObject({ terms: false, swap: true });
    expect(asksFor(step, { measure: "fee", annul_ground: "" })).toMatchObject({
      terms: false,
      swap: false,
      amount: false,
    });
  });

  it("keeps a condition that nobody checked unknown", () => {
    const step = way({ step: "decide" });
    const form = {
      ...emptyStep(sheet(), step, "2026-11-23"),
      measure: "swap",
      swap: { price_paid: "yes", funds_ready: "no", plan_changed: "" },
    };
    expect(stepBody(sheet(), step, form).swap).toEqual({ price_paid: true, funds_ready: false, plan_changed: null });
  });

  it("serves its own decision when the authority corrects itself, and names the court's paper otherwise", () => {
    const title_zh = "撤销闲置土地认定（处置决定）的决定";
    const step = way({ step: "annul", document_zh: title_zh, goes_back: true });
    const known = sheet({
      documents: [{ ...paper(8), kind: "idle_annulment", title_zh }, paper(9)] as CaseSheet["documents"],
    });
    const form = {
      ...emptyStep(known, step, "2026-11-23"),
      document_no: "（2026）示行初1号",
      withdrawn_on: "2026-11-22",
      service: { kind: "direct", served_on: "2026-11-23", recipient: "示例企业12", note: "", files: [] },
    };
    expect(stepBody(known, step, form)).toMatchObject({
      document_id: 8,
      document_no: "",
      annul_ground: "self_correction",
      paper_on: "2026-11-23",
      withdrawn_on: "2026-11-22",
    });
    expect(stepBody(known, step, form).service).not.toBeNull();
    const court = stepBody(known, step, { ...form, annul_ground: "lawsuit" });
    expect(court).toMatchObject({ document_id: null, document_no: "（2026）示行初1号", service: null });
    const finding = way({ step: "determine", document_zh: "闲置土地认定书" });
    expect(emptyStep(known, finding, "2026-11-23").document_id).toBe("9");
  });

  it("leaves a hearing of what was annulled out of the next decision", () => {
    const entries = [{ kind: "hearing_asked", entered_on: "2026-05-13" }] as CaseSheet["entries"];
    const steps = [{ annul_ground: "review", taken_on: "2026-06-10" }] as CaseSheet["steps"];
    expect(emptyStep(sheet({ entries, steps }), way({ step: "decide" }), "2026-07-01").hearing_asked_on).toBe("");
  });

  it("brings the days of a hearing that were noted before", () => {
    const entries = [
      { kind: "hearing_asked", entered_on: "2026-05-13" },
      { kind: "hearing_held", entered_on: "2026-05-20" },
    ] as CaseSheet["entries"];
    const form = emptyStep(sheet({ entries }), way({ step: "decide" }), "2026-05-25");
    expect([form.hearing_asked_on, form.hearing_held_on]).toEqual(["2026-05-13", "2026-05-20"]);
  });
});
