import { EvidenceList } from "../../app/evidence-field";
import { term, termOptions } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { formatYuan } from "../../locale/money";
import { Button } from "../../ui/button";
import { asked, mayEdit } from "./cases.state";
import { sm } from "./sheet-messages";
import type { CaseSheet, Entry } from "./types";

const vocabularies: Record<string, string> = {
  blocking: "idle_cases.BlockingReason",
  instrument: "idle_cases.Instrument",
  next_step: "idle_cases.NextStepKind",
};

export const codeWord = (entry: Pick<Entry, "kind" | "code">) =>
  vocabularies[entry.kind] ? term(vocabularies[entry.kind] ?? "", entry.code) : entry.code;
export const codesOf = (kind: string) => {
  const vocabulary = vocabularies[kind];
  return vocabulary ? termOptions(vocabulary) : null;
};

/** What blocks, which instrument is used, what comes next; who handles the case; the newest of each kind holds. */
export function NotesTab({ sheet }: { sheet: CaseSheet }) {
  return (
    <div class="case-stack">
      <section class="page-card case-part">
        {mayEdit.value && sheet.is_open && (
          <p class="case-acts no-print">
            {termOptions("idle_cases.EntryKind").map(({ value, label }) => (
              <Button
                key={value}
                icon="plus"
                onClick={() => {
                  asked.value = { kind: "entry", sheet, entry: value };
                }}
              >
                {label}
              </Button>
            ))}
          </p>
        )}
        {sheet.entries.length === 0 ? <p class="quiet">{sm.noEntries()}</p> : <Entries entries={sheet.entries} />}
      </section>
      <section class="page-card case-part">
        <h4>
          {sm.officers()}{" "}
          {mayEdit.value && (
            <Button
              kind="quiet"
              onClick={() => {
                asked.value = { kind: "officer", sheet };
              }}
            >
              {sm.assign()}
            </Button>
          )}
        </h4>
        <ul class="case-lines">
          {sheet.officers.map((one) => (
            <li key={`${one.officer_name}-${one.holds_from}`}>
              {formatDate(one.holds_from)} {one.officer_name}{" "}
              <span class="quiet">
                {one.reason} {sm.by(one.actor_name)}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Entries({ entries }: { entries: Entry[] }) {
  return (
    <ul class="case-lines">
      {entries.map((entry) => (
        <li key={entry.id}>
          <span class="figure">{formatDate(entry.entered_on)}</span> <b>{term("idle_cases.EntryKind", entry.kind)}</b>{" "}
          {codeWord(entry)} {entry.note}
          {entry.due_on && ` · ${sm.latest(formatDate(entry.due_on))}`}
          {entry.amount_yuan !== null && ` · ${formatYuan(Number(entry.amount_yuan))}`}{" "}
          <span class="quiet">{sm.by(entry.actor_name)}</span>
          {entry.evidence.length > 0 && <EvidenceList files={entry.evidence} />}
        </li>
      ))}
    </ul>
  );
}
