import { Badge } from "../ui/chips";
import { term } from "./terms";

export type SelfReportState = "open" | "submitted" | "returned" | "accepted" | "cancelled";

const tones = {
  open: "info",
  submitted: "accent",
  returned: "warning",
  accepted: "success",
  cancelled: "neutral",
} as const;

/** How a report by an enterprise stands, alike at the desk and on the enterprise's page. */
export function SelfReportMark({ state }: { state: SelfReportState }) {
  return <Badge tone={tones[state]}>{term("self_reports.ReportState", state)}</Badge>;
}
