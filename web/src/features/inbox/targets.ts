import { openDesk, setExtra } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { desks } from "../../app/registry";
import type { InboxItem } from "./inbox.state";

/** Where each kind of thing is worked on: its desk, and the parameter that opens the very one there. */
const places: Record<string, { desk: string; open: (item: InboxItem) => Record<string, string | null> }> = {
  commitment: {
    desk: "commitments",
    open: (item) => ({ promise: `${item.subject_id}/${item.part}`, promise_view: null }),
  },
  approval: {
    desk: "approvals",
    open: (item) => ({ process: String(item.project_id), case: String(item.subject_id) }),
  },
  tolerance: { desk: "approvals", open: (item) => ({ process: String(item.project_id) }) },
  listing: { desk: "supply", open: (item) => ({ listing: String(item.subject_id) }) },
  assessment: { desk: "prepare", open: (item) => ({ prepare: "assessments", assessment: String(item.subject_id) }) },
  idle: { desk: "idle-scan", open: (item) => ({ idlecontract: String(item.subject_id) }) },
  idle_case: { desk: "idle", open: (item) => ({ idle_case: String(item.subject_id), idle_tab: null }) },
  patrol: {
    desk: "idle",
    open: (item) => ({
      idle_case: null,
      idle_tab: "patrol",
      patrol_view: item.action === "go_round" ? "tasks" : item.action === "open_clue" ? "visits" : null,
      patrol_task: item.action === "go_round" ? String(item.subject_id) : null,
      patrol_park: item.action === "plan_round" ? item.park_code : null,
    }),
  },
  letter: {
    desk: "projects",
    open: (item) => ({ projecttab: "letters", letter: String(item.subject_id), project: null }),
  },
  problem: {
    desk: "projects",
    open: (item) => ({ projecttab: "problems", problem: String(item.subject_id), project: null, review: null }),
  },
  performance: {
    desk: "performance",
    open: (item) =>
      item.action === "answer_appeal"
        ? { performtab: "appeals", appeal: String(item.subject_id), performyear: null }
        : { performtab: "figures", appeal: null, performyear: item.part },
  },
  reuse: { desk: "reuse", open: (item) => ({ reuse: String(item.subject_id), reusetab: null }) },
  temporary_use: { desk: "reuse", open: (item) => ({ reuse: null, reusetab: "uses", use: String(item.subject_id) }) },
  encumbrance: { desk: "reuse", open: () => ({ reuse: null, reusetab: "encumbrances" }) },
  compliance: {
    desk: "compliance",
    open: (item) => ({ compliancetab: "overlaps", overlap_park: item.park_code, overlap_q: null }),
  },
  plot_check: { desk: "compliance", open: (item) => ({ compliancetab: null, finding: String(item.subject_id) }) },
  inquiry: { desk: "inquiries", open: (item) => ({ inquiry: String(item.subject_id), inquirytab: null }) },
  self_report: {
    desk: "commitments",
    open: (item) => ({ self_report: String(item.subject_id), promise_view: "reports" }),
  },
  proposal: { desk: "proposals", open: (item) => ({ proposal: String(item.subject_id), ptab: null }) },
  project: { desk: "projects", open: (item) => ({ project: String(item.subject_id) }) },
};

/** Lead to where the item is worked on; where that desk is not this user's, to the plot. */
export function openItem(item: InboxItem): void {
  const place = places[item.source];
  const available = desks.value.some((entry) => entry.id === place?.desk && (entry.available?.() ?? true));
  if (place && available) {
    for (const [name, value] of Object.entries(place.open(item))) setExtra(name, value);
    openDesk(place.desk);
  } else showPlot(item);
}

export function showPlot(item: InboxItem): void {
  if (item.plot_id === null) return;
  openDesk("map");
  goToPlot({ id: item.plot_id });
}
