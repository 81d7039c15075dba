import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { Button } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { CheckList, Evidence } from "./check-list";
import { dialog } from "./commitments.state";
import { m } from "./messages";
import type { ExplainedCommitment } from "./types";
import { Why } from "./why";

/** Everything known of one obligation on the day: what was promised, why it stands so, checks, waiver, what can be done. */
export function PromiseBody({ item, open }: { item: ExplainedCommitment; open?: boolean }) {
  return (
    <>
      <Why reason={item.reason} open={open} />
      <Facts>
        <Fact label={m.dueOn()}>{formatDate(item.due_on)}</Fact>
        {item.target_zh && <Fact label={m.promised()}>{item.target_zh}</Fact>}
        {item.amount_yuan !== null && <Fact label={m.amount()}>{formatYuan(item.amount_yuan)}</Fact>}
        {item.formula_zh && item.indicator && (
          <Fact label={m.formula()}>{inLanguage(item.formula_zh, item.formula_en ?? item.formula_zh)}</Fact>
        )}
        <Fact label={m.obligor()}>{term("supply.Obligor", item.obligor)}</Fact>
      </Facts>
      {item.waiver && (
        <div class="promise-check">
          <p class="promise-check-head">
            <b>{m.waived(formatDate(item.waiver.waived_on), item.waiver.decided_by)}</b>
          </p>
          <p>{item.waiver.reason}</p>
          <Evidence ids={item.waiver.evidence_ids} />
        </div>
      )}
      <Actions item={item} />
      <h4 class="promise-heading">{m.checks()}</h4>
      <CheckList item={item} withDocuments={can("document:read")} />
    </>
  );
}

function Actions({ item }: { item: ExplainedCommitment }) {
  const broken = item.state === "broken";
  const waived = item.state === "waived";
  const last = [...item.checks].reverse().find(({ withdrawal }) => !withdrawal);
  const mayCheck = can("commitment:check") && !broken && !waived;
  const mayWaive = can("commitment:waive") && !item.is_settled;
  const mayWithdraw = can("commitment:waive") && last !== undefined && !waived;
  if (!mayCheck && !mayWaive && !mayWithdraw) return null;
  const past = isHistory.value;
  const title = past ? m.historyNote() : undefined;
  return (
    <div class="promise-actions">
      {mayCheck && (
        <Button
          kind={item.is_settled ? "plain" : "primary"}
          icon="check"
          disabled={past}
          title={title}
          onClick={() => {
            dialog.value = { kind: "check", item };
          }}
        >
          {m.check()}
        </Button>
      )}
      {mayWithdraw && (
        <Button
          disabled={past}
          title={title}
          onClick={() => {
            dialog.value = { kind: "withdraw", item, check: last };
          }}
        >
          {m.withdraw()}
        </Button>
      )}
      {mayWaive && (
        <Button
          disabled={past}
          title={title}
          onClick={() => {
            dialog.value = { kind: "waive", item };
          }}
        >
          {m.waive()}
        </Button>
      )}
    </div>
  );
}
