import { formatDate } from "../../locale/date";
import { messages } from "../../locale/language";
import type { Explanation, NextCode, WhyCode } from "./explain";

const d = formatDate;

/** What the sentences are filled with: a date, and the days to or from it (never negative). */
interface Parts {
  on: string;
  days: number;
}

type Fill = (parts: Parts) => string;

const why = messages({
  notInSupply: ["尚未纳入供应。", "Not yet in supply."],
  prepared: ["已备，尚未列入供应计划。", "Prepared, not yet in the supply plan."],
  announced: ["已列为拟供应，尚未发布公告。", "Announced for supply; no notice published yet."],
  onOffer: ["供应公告中。", "On offer."],
  noContract: [
    "已供，但没有登记合同，约定动工日期不明。",
    "Allocated, but no contract is recorded: the agreed start is unknown.",
  ],
  startUndated: ["已供，合同未登记约定动工日期。", "Allocated; the contract has no agreed start."],
  startAhead: [
    ((p) => `已供，约定 ${p.on} 动工，还有 ${p.days} 天。`) satisfies Fill,
    ((p) => `Allocated; start agreed for ${p.on}, ${p.days} days ahead.`) satisfies Fill,
  ],
  startPassed: [
    ((p) => `约定 ${p.on} 动工，已过 ${p.days} 天仍未登记动工。`) satisfies Fill,
    ((p) => `Start was agreed for ${p.on}: ${p.days} days ago.`) satisfies Fill,
  ],
  building: ["已动工在建。", "Under construction."],
  buildingLate: [
    ((p) => `在建，约定 ${p.on} 竣工，已超 ${p.days} 天。`) satisfies Fill,
    ((p) => `Under construction; completion was agreed for ${p.on}, ${p.days} days ago.`) satisfies Fill,
  ],
  stopped: [
    ((p) => `自 ${p.on} 登记停工，已 ${p.days} 天。`) satisfies Fill,
    ((p) => `Stopped since ${p.on}, ${p.days} days.`) satisfies Fill,
  ],
  completed: ["已竣工，尚未登记投产。", "Completed; production not yet recorded."],
  completedPlain: ["已竣工。", "Completed."],
  inProduction: ["已投产。", "In production."],
  idleSuspected: ["履约状态登记为疑似闲置，尚未认定。", "Recorded as suspected idle, not yet determined."],
  idleDetermined: ["已认定为闲置土地。", "Determined idle."],
  disposing: ["闲置土地处置方案执行中。", "The disposal plan is being carried out."],
  reused: ["闲置处置后已盘活利用。", "Put to use again after disposal."],
} satisfies Record<WhyCode, readonly [string | Fill, string | Fill]>);

const next = messages({
  checkLand: ["核实土地权属和征收状态。", "Establish who owns the land."],
  expropriate: ["组织报批和征收。", "Apply for approval and expropriate."],
  finishExpropriation: ["完成征收补偿安置。", "Complete compensation and resettlement."],
  clearLand: ["完成清表和前期整备，达到净地条件。", "Clear and prepare the ground."],
  prepareSupply: ["核对规划条件和配套，转为已备。", "Check planning conditions and utilities, then mark as prepared."],
  addConditions: [
    "规划条件未登记，请规划人员补登后列入供应计划。",
    "Planning conditions are missing: record them, then plan the offer.",
  ],
  planOffer: ["编制供地方案，列为拟供应。", "Draw up the supply plan and announce."],
  publishOffer: ["核对公开信息，发布供应公告。", "Check the public facts and publish the notice."],
  closeOffer: ["公告期满确定受让人，签订合同并登记。", "When the notice ends, conclude and record the contract."],
  recordContract: ["补登合同及约定的交地、动工、竣工日期。", "Record the contract and its agreed dates."],
  recordStartDate: [
    "补登约定动工日期；没有约定的，以实际交付土地之日起一年为准。",
    "Record the agreed start; where there is none, one year from actual handover counts.",
  ],
  remindStart: ["到期前提醒受让人按约动工。", "Remind the holder before the date."],
  urgeStart: ["催促动工，了解原因并留存记录。", "Urge the holder to start and record the reasons."],
  watchCompletion: [
    ((p) =>
      p.on === "—"
        ? "跟踪进度，补登约定竣工日期。"
        : `跟踪进度；约定 ${p.on} 竣工，还有 ${p.days} 天。`) satisfies Fill,
    ((p) =>
      p.on === "—"
        ? "Watch progress; record the agreed completion."
        : `Watch progress; completion is agreed for ${p.on}, in ${p.days} days.`) satisfies Fill,
  ],
  urgeCompletion: ["催促竣工，按合同核算违约责任。", "Urge completion; the contract's penalties apply."],
  checkStop: ["核实停工原因、已开发面积和已投资额。", "Establish why, the area developed and the sum invested."],
  urgeProduction: [
    ((p) => (p.on === "—" ? "督促投产，补登约定投产日期。" : `督促投产；约定 ${p.on} 投产。`)) satisfies Fill,
    ((p) =>
      p.on === "—"
        ? "Urge production; record the agreed date."
        : `Urge production, agreed for ${p.on}.`) satisfies Fill,
  ],
  superviseUse: ["按规划条件和合同做好日常监管。", "Supervise the use under plan and contract."],
  reviewOutput: ["按承诺开展达产复核。", "Review output against the promise."],
  issueInvestigation: ["调查核实，发出《闲置土地调查通知书》。", "Investigate and issue the notice of investigation."],
  planDisposal: [
    "区分原因，拟订处置方案并报批，公开闲置信息。",
    "By cause: draw up the disposal plan, have it approved, publish.",
  ],
  followDisposal: ["跟踪处置方案的期限和结果。", "Follow the plan's dates and outcome."],
  followReuse: ["按新的约定跟踪动工和投产。", "Follow the newly agreed dates."],
} satisfies Record<NextCode, readonly [string | Fill, string | Fill]>);

function parts(explanation: Explanation): Parts {
  return {
    on: d(explanation.on),
    days: Math.abs(explanation.days ?? 0),
  };
}

export function whySentence(explanation: Explanation): string {
  return (why[explanation.why] as Fill)(parts(explanation));
}

export function nextSentence(explanation: Explanation): string {
  return (next[explanation.next] as Fill)(parts(explanation));
}
