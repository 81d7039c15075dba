import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { formatDate } from "../../locale/date";
import { formatNumber } from "../../locale/number";
import { valueWords } from "../../locale/rule-value";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { TextField } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState, Note } from "../../ui/states";
import { ConfirmForm } from "./confirm-form";
import { EntryForm } from "./entry-form";
import { HistoryDialog } from "./history-dialog";
import { m } from "./messages";
import { ruleName } from "./rule-names";
import { RuleTable } from "./rule-table";
import type { Entry, Rule } from "./rulebook";
import {
  confirmEntry,
  onlyUnconfirmed,
  rulebook,
  ruleDialog,
  seekAll,
  shownGroups,
  sought,
  unconfirmedCount,
} from "./rulebook.state";

/** 规则库: every number a rule is fed with, from which day, on what basis. */
export function RulesPart() {
  const list = rulebook.data.value;
  const error = rulebook.error.value;
  const open = ruleDialog.value;
  return (
    <div class="settings-part">
      <div class="page-tools settings-tools">
        <TextField
          type="search"
          label={m.seek()}
          placeholder={m.seekHint()}
          value={sought.value}
          onValue={(text) => {
            sought.value = text;
          }}
        />
        {unconfirmedCount.value > 0 && (
          <Chip
            pressed={onlyUnconfirmed.value}
            count={unconfirmedCount.value}
            onToggle={() => {
              onlyUnconfirmed.value = !onlyUnconfirmed.value;
            }}
          >
            {m.onlyUnconfirmed()}
          </Chip>
        )}
        {list && <p class="quiet settings-sum">{m.sum(formatNumber(list.length))}</p>}
      </div>
      <Note>{can("rulebook:edit") ? m.datedHint() : m.readOnly()}</Note>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={rulebook.reload} />}
      {!list && error === null && <LoadingState />}
      {list && error === null && <Groups empty={list.length === 0} />}
      {open?.kind === "add" && <EntryForm rule={open.rule} />}
      {open?.kind === "confirm" && <ConfirmEntry rule={open.rule} entry={open.entry} />}
      {open?.kind === "history" && <HistoryDialog rule={open.rule} />}
    </div>
  );
}

function ConfirmEntry({ rule, entry }: { rule: Rule; entry: Entry }) {
  return (
    <ConfirmForm
      name={ruleName(rule)}
      basis={entry.basis}
      onSend={(basis, reason) => confirmEntry(entry, basis, reason)}
      onClose={() => {
        ruleDialog.value = null;
      }}
    >
      {entry.note && <p>{entry.note}</p>}
      <p>{m.confirmText(valueWords(entry.value, entry.unit), formatDate(entry.effective_from))}</p>
    </ConfirmForm>
  );
}

function Groups({ empty }: { empty: boolean }) {
  if (shownGroups.value.length === 0) {
    return (
      <EmptyState
        icon="scale"
        title={empty ? m.noRules() : m.nothingFound()}
        action={empty ? undefined : <Button onClick={seekAll}>{m.all()}</Button>}
      >
        {empty ? m.noRulesText() : m.nothingFoundText()}
      </EmptyState>
    );
  }
  return shownGroups.value.map((group) => <RuleTable key={group.id} group={group} />);
}
