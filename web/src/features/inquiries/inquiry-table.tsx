import { term } from "../../app/terms";
import { parkName } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Badge } from "../../ui/chips";
import { openInquiry } from "./inquiries.state";
import { m } from "./messages";
import type { Inquiry, InquiryList } from "./types";

export const stateTones = {
  open: "warning",
  taken: "info",
  answered: "success",
  closed: "neutral",
  withdrawn: "neutral",
} as const;

/** How much time is left for the answer, in words; empty once nobody waits for one. */
export function DueMark({ inquiry }: { inquiry: Inquiry }) {
  const left = inquiry.days_left;
  if (left === null) return null;
  if (left < 0) return <Badge tone="danger">{m.overdueBy(-left)}</Badge>;
  return <Badge tone={left <= 1 ? "warning" : "neutral"}>{left === 0 ? m.dueToday() : m.daysLeft(left)}</Badge>;
}

export function StateMark({ state }: { state: string }) {
  return (
    <Badge tone={stateTones[state as keyof typeof stateTones] ?? "neutral"}>
      {term("inquiries.InquiryState", state)}
    </Badge>
  );
}

/** Inquiries, overdue ones first, then by their last day. */
export function InquiryTable({ list }: { list: InquiryList }) {
  const heads = [m.receipt(), m.state(), m.due(), m.question(), m.site(), m.region(), m.owner(), m.became()];
  return (
    <div class="page-card page-scroll">
      <table class="page-table inquiry-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.items.map((inquiry) => (
            <Row key={inquiry.id} inquiry={inquiry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ inquiry }: { inquiry: Inquiry }) {
  return (
    <tr>
      <td class="inquiry-number">
        <button type="button" class="text-button" onClick={() => openInquiry(inquiry.id)}>
          {inquiry.receipt_no}
        </button>
        <span class="quiet">{formatDate(inquiry.received_on)}</span>
      </td>
      <td>
        <StateMark state={inquiry.state} />
        {inquiry.follow_ups > 0 && <span class="quiet">{m.followUps(inquiry.follow_ups)}</span>}
      </td>
      <td class="inquiry-due">
        <DueMark inquiry={inquiry} />
        <span class="quiet">{inquiry.is_answered ? "" : formatDate(inquiry.answer_due_on)}</span>
      </td>
      <td class="inquiry-question">
        {inquiry.question === null ? (
          <span class="quiet">{m.erasedMark()}</span>
        ) : (
          <>
            <span class="inquiry-words">{inquiry.question}</span>
            <span class="quiet">
              {inquiry.asker_name}
              {inquiry.industry_code && ` · ${inLanguage(inquiry.industry_name_zh, inquiry.industry_name_en)}`}
            </span>
          </>
        )}
      </td>
      <td class="inquiry-site">
        {inquiry.premises_no ?? inquiry.plot_no ?? "—"}
        <span class="quiet">{inquiry.park_code ? parkName(inquiry.park_code) : m.noPark()}</span>
      </td>
      <td>{term("inquiries.SourceRegion", inquiry.source_region)}</td>
      <td>{inquiry.owner_name || <Badge tone="warning">{m.nobody()}</Badge>}</td>
      <td class="inquiry-site">
        {inquiry.project_no ?? "—"}
        {inquiry.project_stage && <span class="quiet">{term("projects.ProjectStage", inquiry.project_stage)}</span>}
      </td>
    </tr>
  );
}
