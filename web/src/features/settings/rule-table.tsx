import { can } from "../../app/session";
import { formatDate } from "../../locale/date";
import { valueWords } from "../../locale/rule-value";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { groupWord, m } from "./messages";
import { ruleName } from "./rule-names";
import { type Entry, type Rule, type RuleGroup, standingOf } from "./rulebook";
import { ruleDialog, today } from "./rulebook.state";

/** The rules of one concept; a rule with several dated entries shows them under each other, the latest first. */
export function RuleTable({ group }: { group: RuleGroup }) {
  const titles = [m.rule(), m.value(), m.inForce(), m.basis(), m.state(), m.actions()];
  return (
    <section class="settings-group" aria-label={groupWord(group.id)}>
      <h3>{groupWord(group.id)}</h3>
      <div class="page-card page-scroll">
        <table class="page-table rules-table">
          <thead>
            <tr>
              {titles.map((title, index) => (
                <th key={title} scope="col" class={`rules-column-${index}`}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          {group.rules.map((rule) => (
            <tbody key={rule.code}>
              {rule.entries.map((entry, index) => (
                <EntryRow key={entry.id} rule={rule} entry={entry} first={index === 0} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </section>
  );
}

function EntryRow({ rule, entry, first }: { rule: Rule; entry: Entry; first: boolean }) {
  const standing = standingOf(entry, today.value);
  return (
    <tr class={standing === "past" ? "is-inactive" : undefined}>
      {first && (
        <th scope="row" rowSpan={rule.entries.length} class="rules-name">
          <strong>{ruleName(rule)}</strong>
          <span class="quiet rules-note" lang="zh-CN">
            {rule.now.note}
          </span>
          <code class="rules-code">{rule.code}</code>
        </th>
      )}
      <td class="figure rules-value">{valueWords(entry.value, entry.unit)}</td>
      <td class="figure rules-days">
        {m.fromTo(formatDate(entry.effective_from), entry.effective_to ? formatDate(entry.effective_to) : null)}
      </td>
      <td class="rules-basis">
        {entry.basis}
        {entry.note !== rule.now.note && <span class="quiet rules-note">{entry.note}</span>}
      </td>
      <td>
        <span class="page-badges">
          <Badge tone={standing === "in_force" ? "accent" : undefined}>{m[standing]()}</Badge>
          {entry.confirmed ? (
            <Badge tone="success">{m.confirmed()}</Badge>
          ) : (
            <Badge tone="warning" title={m.unconfirmedWhy()}>
              {m.unconfirmed()}
            </Badge>
          )}
        </span>
      </td>
      <td class="page-actions">
        <Actions rule={rule} entry={entry} first={first} />
      </td>
    </tr>
  );
}

function Actions({ rule, entry, first }: { rule: Rule; entry: Entry; first: boolean }) {
  const edit = can("rulebook:edit");
  return (
    <>
      {edit && !entry.confirmed && (
        <Button
          kind="quiet"
          icon="check"
          onClick={() => {
            ruleDialog.value = { kind: "confirm", rule, entry };
          }}
        >
          {m.confirm()}
        </Button>
      )}
      {edit && first && (
        <Button
          kind="quiet"
          icon="plus"
          onClick={() => {
            ruleDialog.value = { kind: "add", rule };
          }}
        >
          {m.add()}
        </Button>
      )}
      {first && (
        <Button
          kind="quiet"
          icon="history"
          onClick={() => {
            ruleDialog.value = { kind: "history", rule };
          }}
        >
          {m.history()}
        </Button>
      )}
    </>
  );
}
