import { useEffect, useRef } from "preact/hooks";
import { formatDate } from "../../locale/date";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { toast } from "../../ui/toast";
import { statusLink } from "./ask.state";
import { a } from "./messages";
import type { Receipt } from "./types";

/** What the asker takes along: number, last day of the answer, the one link that opens the status page. */
export function ReceiptCard({ given }: { given: Receipt }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const link = statusLink(given);
  const copy = () =>
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(link))
      .then(() => toast(a.copied()))
      .catch(() => toast(a.copyFailed(), "warning"));
  return (
    <section class="ask-card">
      <h1 ref={head} tabIndex={-1} class="ask-done">
        <Icon name="success" size={24} /> {a.received()}
      </h1>
      <dl class="ask-receipt">
        <dt>{a.receiptNo()}</dt>
        <dd class="ask-number">{given.receipt_no}</dd>
        <dt>{a.answerBy()}</dt>
        <dd>{a.dueBy(formatDate(given.answer_due_on))}</dd>
      </dl>
      <p>
        <strong>{a.keepLink()}</strong>
      </p>
      <p class="ask-link">
        <a href={link}>{link}</a>
      </p>
      <div class="ask-buttons no-print">
        <Button kind="primary" icon="copy" onClick={copy}>
          {a.copyLink()}
        </Button>
        <a class="button button-plain" href={link}>
          {a.openStatus()}
        </a>
        <Button icon="print" onClick={() => window.print()}>
          {a.print()}
        </Button>
      </div>
    </section>
  );
}
