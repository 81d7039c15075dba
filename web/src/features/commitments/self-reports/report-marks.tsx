import { term } from "../../../app/terms";
import { formatDate } from "../../../locale/date";
import { listed } from "../../../locale/punctuation";
import { Badge } from "../../../ui/chips";
import { r } from "./messages";
import type { ReportRow } from "./types";

/** The last day, and whether it was kept. */
export function DueMark({ report }: { report: ReportRow }) {
  return (
    <span class="figure">
      {formatDate(report.due_on)}{" "}
      {report.is_overdue ? (
        <Badge tone="danger">{r.overdueMark()}</Badge>
      ) : (
        report.is_late && <Badge tone="warning">{r.lateMark()}</Badge>
      )}
    </span>
  );
}

export const partWords = (report: Pick<ReportRow, "parts">) =>
  listed(report.parts.map((part) => term("self_reports.ReportPart", part)));

export const periodWords = (report: Pick<ReportRow, "period_from" | "period_to">) =>
  r.fromTo(formatDate(report.period_from), formatDate(report.period_to));
