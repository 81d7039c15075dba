import { openDesk } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { bracketed } from "../../locale/punctuation";
import { Badge } from "../../ui/chips";
import { m } from "./messages";
import { ms } from "./sheet-messages";
import type { Milestone } from "./types";

type Tone = "neutral" | "accent" | "warning" | "danger" | "success" | "info";

const stageTones: Record<string, Tone> = {
  planned: "neutral",
  approved: "info",
  implementing: "info",
  released: "warning",
  prepared: "accent",
  resupplied: "accent",
  reused: "success",
  abandoned: "neutral",
};
const standingTones: Record<string, Tone> = {
  overdue: "danger",
  not_restored: "danger",
  vacated: "warning",
  running: "info",
  scheduled: "neutral",
  restored: "success",
};
const milestoneTones: Record<string, Tone> = {
  done: "success",
  done_late: "warning",
  overdue: "danger",
  soon: "warning",
  open: "neutral",
  dropped: "neutral",
};

export function StageMark({ stage }: { stage: string }) {
  return <Badge tone={stageTones[stage] ?? "neutral"}>{term("reuse.ReuseStage", stage)}</Badge>;
}

export function StandingMark({ standing }: { standing: string }) {
  return <Badge tone={standingTones[standing] ?? "neutral"}>{term("reuse.TemporaryUseStanding", standing)}</Badge>;
}

export function MilestoneMark({ milestone }: { milestone: Milestone }) {
  return (
    <Badge tone={milestoneTones[milestone.state] ?? "neutral"}>
      {term("reuse.ReuseMilestoneState", milestone.state)}
    </Badge>
  );
}

/** The next day to keep, with how many days are left; late ones say so in words. */
export function DueMark({ day, left }: { day: string | null; left: number | null }) {
  if (day === null || left === null) return <span class="quiet">—</span>;
  return (
    <span class={left < 0 ? "reuse-late figure" : "figure"}>
      {formatDate(day)} <span class={left < 0 ? "" : "quiet"}>{left < 0 ? m.over(-left) : m.left(left)}</span>
    </span>
  );
}

export function PlotButton({ id, no }: { id: number; no: string | null }) {
  if (!no) return <span class="quiet">—</span>;
  return (
    <button
      type="button"
      class="reuse-link"
      title={m.showPlot(no)}
      onClick={() => {
        openDesk("map");
        goToPlot({ id });
      }}
    >
      {no}
    </button>
  );
}

/** What the land is used for, with the officer's own words. */
export const purposeOf = (use: { purpose: string; purpose_zh: string }) =>
  use.purpose_zh
    ? `${term("reuse.TemporaryPurpose", use.purpose)}${bracketed(use.purpose_zh)}`
    : term("reuse.TemporaryPurpose", use.purpose);

export const daysWord = (left: number | null) =>
  left === null ? "—" : left < 0 ? ms.lateBy(-left) : ms.daysLeft(left);
