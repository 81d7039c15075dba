import { useState } from "preact/hooks";
import { formatDate } from "../../locale/date";
import { unitWord, valueWords } from "../../locale/rule-value";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { Checkbox, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { m } from "./messages";
import { ruleName } from "./rule-names";
import { checkDraft, type DraftFaults, draftOf, type EntryDraft, type Rule } from "./rulebook";
import { addEntry, ruleDialog } from "./rulebook.state";
import { useSending } from "./use-sending";

const close = () => {
  ruleDialog.value = null;
};

/** A new dated entry of a code; what was said before stays and ends on that day. */
export function EntryForm({ rule }: { rule: Rule }) {
  const [draft, setDraft] = useState<EntryDraft>(() => draftOf(rule));
  const [faults, setFaults] = useState<DraftFaults>({});
  const { busy, refusal, run } = useSending(
    () => addEntry(rule, draft),
    () => m.added(ruleName(rule)),
  );
  const set = (change: Partial<EntryDraft>) => setDraft({ ...draft, ...change });
  const word = (name: keyof EntryDraft) => {
    const fault = faults[name];
    return fault ? m[`fault_${fault}`]() : null;
  };
  const save = (event: Event) => {
    event.preventDefault();
    const found = checkDraft(draft);
    setFaults(found);
    if (Object.keys(found).length === 0) void run();
  };
  const { now } = rule;
  return (
    <Dialog
      title={m.addTitle(ruleName(rule))}
      onClose={close}
      width={560}
      footer={
        <>
          <CancelButton />
          <Button kind="primary" type="submit" form="entry-form" busy={busy}>
            {m.save()}
          </Button>
        </>
      }
    >
      <form id="entry-form" class="form-column" onSubmit={save} noValidate>
        {rule.now.note && <p>{rule.now.note}</p>}
        <p class="quiet">{m.nowIs(valueWords(now.value, now.unit), formatDate(now.effective_from), now.basis)}</p>
        {refusal && <Note tone="error">{refusal}</Note>}
        <TextField
          label={m.value()}
          unit={unitWord(rule.unit)}
          inputMode="decimal"
          value={draft.value}
          error={word("value")}
          required
          onValue={(value) => set({ value })}
        />
        <TextField
          label={m.effectiveFrom()}
          type="date"
          value={draft.effective_from}
          error={word("effective_from")}
          hint={m.effectiveHint()}
          required
          onValue={(effective_from) => set({ effective_from })}
        />
        <TextField
          label={m.basis()}
          hint={m.basisHint()}
          value={draft.basis}
          error={word("basis")}
          maxLength={300}
          required
          onValue={(basis) => set({ basis })}
        />
        <TextField label={m.note()} value={draft.note} maxLength={500} onValue={(note) => set({ note })} />
        <TextField
          label={m.reason()}
          value={draft.reason}
          error={word("reason")}
          maxLength={500}
          required
          onValue={(reason) => set({ reason })}
        />
        <Checkbox label={m.checkedNow()} checked={draft.confirmed} onChecked={(confirmed) => set({ confirmed })} />
      </form>
    </Dialog>
  );
}
