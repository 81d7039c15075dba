import { messages } from "../../locale/language";

/** How a field of a paper is written: a few lines, a day, a way of disposal or whose cause by its word. */
export type DraftInput = "text" | "line" | "day" | "measure" | "side";

export interface DraftField {
  name: string;
  input: DraftInput;
  label: () => string;
}

const l = messages({
  holder_address: ["使用权人地址", "Address of the holder"],
  bounds_zh: ["四至", "Bounds"],
  contact_name: ["联系人", "Contact"],
  contact_phone: ["联系人电话", "Telephone"],
  suspect_zh: ["涉嫌闲置的事实", "Facts of the suspicion"],
  basis_zh: ["依据", "Basis"],
  content_zh: ["内容、措施", "Content, measures"],
  materials_zh: ["需提交的材料", "Papers to hand in"],
  rights_zh: ["权利和义务", "Rights and duties"],
  other_zh: ["其他事项", "Other matters"],
  facts_zh: ["查明的事实", "Facts found"],
  reason_zh: ["不构成的理由", "Why it is not idle"],
  side_zh: ["闲置原因归属", "Whose cause"],
  cause_zh: ["原因说明", "The cause in words"],
  conclusion_zh: ["认定结论", "Finding"],
  department_zh: ["造成闲置的部门", "Department that caused it"],
  measure_zh: ["处置方式", "Way of disposal"],
  terms_from: ["期限起始日", "From"],
  terms_until: ["期限届满日", "Until"],
  opinion_zh: ["使用权人意见", "What the holder says"],
  schedule_zh: ["工作安排", "Schedule"],
  responsible_zh: ["责任单位", "Responsible office"],
  approver_zh: ["报请批准的政府", "Government asked to approve"],
  approved_by: ["批准机关", "Approved by"],
  approval_no: ["批准文号", "Approval number"],
  review_organ_zh: ["复议机关", "Where to ask for a review"],
  court_zh: ["管辖法院", "Court"],
  late_zh: ["逾期不缴的后果", "If it is not paid"],
  reply_zh: ["反馈要求", "Reply wanted"],
  addressee: ["主送单位", "Addressee"],
  matter_zh: ["抄送事项", "Matter"],
  result_zh: ["处置结果", "Result"],
  annulled_zh: ["撤销的内容", "What is annulled"],
  follow_zh: ["撤销后的处理", "What happens next"],
});

type Name = keyof typeof l;
const inputs: Partial<Record<Name, DraftInput>> = {
  terms_from: "day",
  terms_until: "day",
  measure_zh: "measure",
  side_zh: "side",
  holder_address: "line",
  contact_name: "line",
  contact_phone: "line",
  bounds_zh: "line",
  department_zh: "line",
  responsible_zh: "line",
  approver_zh: "line",
  approved_by: "line",
  approval_no: "line",
  review_organ_zh: "line",
  court_zh: "line",
  addressee: "line",
};

const remedy: Name[] = ["approved_by", "approval_no", "review_organ_zh", "court_zh"];
const contact: Name[] = ["contact_name", "contact_phone"];
/** What an officer may write in each paper; everything else comes from the register, the facts and the steps. */
const written: Record<string, Name[]> = {
  idle_investigation_notice: [
    "holder_address",
    "bounds_zh",
    "suspect_zh",
    "basis_zh",
    "content_zh",
    "materials_zh",
    "rights_zh",
    "other_zh",
    ...contact,
  ],
  idle_dismissal: ["holder_address", "bounds_zh", "facts_zh", "reason_zh"],
  idle_determination: [
    "holder_address",
    "bounds_zh",
    "side_zh",
    "cause_zh",
    "facts_zh",
    "basis_zh",
    "conclusion_zh",
    "other_zh",
  ],
  idle_publicity: ["holder_address", "bounds_zh", "department_zh", ...contact],
  idle_disposal_plan: [
    "holder_address",
    "bounds_zh",
    "measure_zh",
    "content_zh",
    "terms_from",
    "terms_until",
    "opinion_zh",
    "schedule_zh",
    "responsible_zh",
    "approver_zh",
  ],
  idle_creditor_notice: ["holder_address", "bounds_zh", "measure_zh", "reply_zh", ...contact],
  idle_hearing_notice: ["holder_address", "bounds_zh", "measure_zh", "facts_zh", "content_zh", "basis_zh", ...contact],
  idle_fee_decision: ["holder_address", "bounds_zh", "facts_zh", "basis_zh", "late_zh", "other_zh", ...remedy],
  idle_recovery_decision: ["holder_address", "bounds_zh", "facts_zh", "basis_zh", "other_zh", ...remedy],
  idle_disposal_decision: [
    "holder_address",
    "bounds_zh",
    "measure_zh",
    "facts_zh",
    "basis_zh",
    "content_zh",
    "terms_from",
    "terms_until",
    "other_zh",
    ...remedy,
  ],
  idle_copy_letter: ["holder_address", "bounds_zh", "addressee", "matter_zh"],
  idle_fee_sheet: ["holder_address", "bounds_zh"],
  idle_annulment: [
    "holder_address",
    "bounds_zh",
    "facts_zh",
    "annulled_zh",
    "follow_zh",
    "review_organ_zh",
    "court_zh",
  ],
  idle_closing_notice: ["holder_address", "bounds_zh", "result_zh"],
};

export const draftKinds: readonly string[] = Object.keys(written);

export function draftFields(kind: string): DraftField[] {
  return (written[kind] ?? []).map((name) => ({ name, input: inputs[name] ?? "text", label: l[name] }));
}
