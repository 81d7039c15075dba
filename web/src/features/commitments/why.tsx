import { type Reason, ReasonList } from "../../app/reason-list";
import { inLanguage } from "../../locale/language";
import { m } from "./messages";

/** Why a promise stands as it does: rule, what it looked at, article, rulebook entries in force, and what to do next. */
export function Why({ reason, open }: { reason: Reason; open?: boolean }) {
  return (
    <div class="promise-why">
      <p class="promise-next">
        <b>{m.next()}</b> {inLanguage(reason.next_zh, reason.next_en)}
      </p>
      <details open={open}>
        <summary>{m.why()}</summary>
        <ReasonList reason={reason} />
      </details>
    </div>
  );
}
