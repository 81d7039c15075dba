import { sentenceOf } from "../../api/problem";
import { formatDate, formatInstant } from "../../locale/date";
import { valueWords } from "../../locale/rule-value";
import { Badge } from "../../ui/chips";
import { Dialog } from "../../ui/dialog";
import { ErrorState, LoadingState } from "../../ui/states";
import { m } from "./messages";
import { ruleName } from "./rule-names";
import type { PastEntry, Rule } from "./rulebook";
import { history, ruleDialog } from "./rulebook.state";

/** Everything the rulebook ever said of a code, newest knowledge first. */
export function HistoryDialog({ rule }: { rule: Rule }) {
  const list = history.data.value;
  const error = history.error.value;
  return (
    <Dialog
      title={m.historyTitle(ruleName(rule))}
      width={760}
      text
      onClose={() => {
        ruleDialog.value = null;
      }}
    >
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={history.reload} />}
      {!list && error === null && <LoadingState />}
      {list && <HistoryTable list={list} />}
    </Dialog>
  );
}

function HistoryTable({ list }: { list: PastEntry[] }) {
  const titles = [m.recorded(), m.value(), m.inForce(), m.basis(), m.state()];
  return (
    <table class="page-table">
      <thead>
        <tr>
          {titles.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {list.map((entry) => (
          <tr key={entry.id} class={entry.superseded_at ? "is-inactive" : undefined}>
            <td class="figure">
              {formatInstant(entry.recorded_at)}
              <br />
              {entry.recorded_by_name}
            </td>
            <td class="figure">{valueWords(entry.value, entry.unit)}</td>
            <td class="figure">
              {m.fromTo(formatDate(entry.effective_from), entry.effective_to ? formatDate(entry.effective_to) : null)}
            </td>
            <td>{entry.basis}</td>
            <td>
              <span class="page-badges">
                {entry.confirmed ? (
                  <Badge tone="success">{m.confirmed()}</Badge>
                ) : (
                  <Badge tone="warning">{m.unconfirmed()}</Badge>
                )}
                {entry.superseded_at && <Badge>{m.superseded(formatInstant(entry.superseded_at))}</Badge>}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
