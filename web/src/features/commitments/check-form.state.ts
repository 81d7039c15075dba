import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { startPause } from "../../api/settled";
import type { EvidenceFile } from "../../app/evidence-field";
import { plainNumber, yuanOfWan } from "../../locale/decimals";
import type { ExplainedCommitment, Figure } from "./types";

export interface StoreyRow {
  floor_area_m2: string;
  height_m: string;
}

export interface ReviewerRow {
  office: string;
  name: string;
  opinion: string;
}

/** A check as it is typed: money in 万元, areas in ㎡; turned into yuan only when it is sent. */
export interface CheckForm {
  checked_on: string;
  verdict: "" | "met" | "rectify" | "broken";
  done_on: string;
  numbers: Record<string, string>;
  answers: Record<string, "" | "yes" | "no">;
  storeys: StoreyRow[];
  rectify_by: string;
  consequence: string;
  remark: string;
  signed_off_by: string;
  reviewers: ReviewerRow[];
  files: EvidenceFile[];
}

export function emptyForm(item: ExplainedCommitment, today: string): CheckForm {
  const has = (unit: Figure["unit"]) => item.figures.some((figure) => figure.unit === unit);
  return {
    checked_on: today,
    verdict: "",
    done_on: "",
    // the area of the contract is where the survey of the finished site starts from
    numbers: item.figures.some(({ name }) => name === "site_area_m2")
      ? { site_area_m2: String(item.contract_area_m2) }
      : {},
    answers: {},
    storeys: has("storeys") ? [{ floor_area_m2: "", height_m: "" }] : [],
    rectify_by: "",
    consequence: "",
    remark: "",
    signed_off_by: "",
    reviewers: [{ office: "natural_resources", name: "", opinion: "" }],
    files: [],
  };
}

/** The body of the request; what is not filled in is left out or null, never zero. */
export function bodyOf(item: ExplainedCommitment, form: CheckForm) {
  const numbers: Record<string, string | null> = {};
  const answers: Record<string, boolean | null> = {};
  let storeys: { floor_area_m2: string | null; height_m: string | null }[] | null = null;
  for (const figure of item.figures) {
    const typed = form.numbers[figure.name] ?? "";
    if (figure.unit === "storeys") {
      const filled = form.storeys.filter((row) => row.floor_area_m2 || row.height_m);
      storeys = filled.length
        ? filled.map((row) => ({ floor_area_m2: plainNumber(row.floor_area_m2), height_m: plainNumber(row.height_m) }))
        : null;
    } else if (figure.unit === "yes_no") {
      const answer = form.answers[figure.name] ?? "";
      answers[figure.name] = answer === "" ? null : answer === "yes";
    } else numbers[figure.name] = figure.unit === "yuan" ? yuanOfWan(typed) : plainNumber(typed);
  }
  return {
    contract_id: item.contract_id,
    obligation_key: item.obligation_key,
    checked_on: form.checked_on,
    verdict: form.verdict,
    done_on: form.done_on || null,
    numbers,
    answers,
    storeys,
    rectify_by: form.verdict === "rectify" ? form.rectify_by || null : null,
    consequence: form.consequence,
    remark: form.remark,
    signed_off_by: form.signed_off_by,
    reviewers: form.reviewers.filter((row) => row.name.trim() !== ""),
    evidence_ids: form.files.map(({ id }) => id),
  };
}

export const checking = signal<ExplainedCommitment | null>(null);
export const form = signal<CheckForm | null>(null);

export function change(part: Partial<CheckForm>): void {
  if (form.value) form.value = { ...form.value, ...part };
}

const body = computed(() => (checking.value && form.value ? bodyOf(checking.value, form.value) : null));

/** What the rules make of the form as it stands; asked again with every change. Without a verdict the milder one is tried. */
export const preview = resource(
  () => (body.value?.checked_on ? { ...body.value, verdict: body.value.verdict || "met" } : null),
  async (asked, signal) => {
    await new Promise<void>((resolve) => startPause(resolve, 300));
    return api.post("/api/commitments/checks/preview", { body: asked, signal });
  },
);
