import { EvidenceLink } from "../../app/evidence-field";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate, formatInstant } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { formatNumber } from "../../locale/number";
import { colon } from "../../locale/punctuation";
import { Button } from "../../ui/button";
import { FindingsList } from "../../ui/findings-list";
import { asked, playDay } from "./idle.state";
import { m } from "./messages";
import { type ContractIdle, type Input, repeated, type ToldFact } from "./types";

/** Everything the engine looks at: value, source, day, evidence, and the way to record or correct it. */
export function FactsTable({ item }: { item: ContractIdle }) {
  const live = item.facts.filter((fact) => fact.closed_at === null);
  const causes = live.filter((fact) => ["cause", "established_cause", "discovery"].includes(fact.kind));
  const mayEdit = can("idle_fact:edit") && !isHistory.value && playDay.value === null;
  return (
    <section class="idle-facts">
      <h4>{m.facts()}</h4>
      <p class="quiet">{m.factsHint()}</p>
      {item.findings.length > 0 && <FindingsList findings={item.findings} />}
      <table class="idle-table">
        <tbody>
          {item.inputs.map((input) => (
            <InputRow
              key={`${input.kind}-${input.happened_on}`}
              item={item}
              input={input}
              live={live}
              mayEdit={mayEdit}
            />
          ))}
        </tbody>
      </table>
      <h4>{m.causes()}</h4>
      {causes.length === 0 && <p class="quiet">{m.noCauses()}</p>}
      <ul class="idle-causes">
        {causes.map((fact) => (
          <li key={fact.id}>
            <Told fact={fact} />
            {mayEdit && (
              <span class="idle-row-tools">
                <Edit item={item} told={fact} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <Button icon="plus" onClick={() => record(item, null)}>
          {m.recordFact()}
        </Button>
      )}
      {!mayEdit && can("idle_fact:edit") && <p class="quiet">{m.readOnly()}</p>}
      <History facts={item.facts} />
    </section>
  );
}

function record(item: ContractIdle, fact: string | null): void {
  asked.value = { kind: "record", contract: item, fact };
}

interface RowProps {
  item: ContractIdle;
  input: Input;
  live: ToldFact[];
  mayEdit: boolean;
}

/** What contract or check says is changed there. */
const statedElsewhere = new Set(["agreed_handover", "handover", "agreed_start", "completion"]);

/** One input of the engine; what an officer told is corrected, what nobody told is recorded, what contract or check says stays there. */
function InputRow({ item, input, live, mayEdit }: RowProps) {
  const told = live.filter((fact) => fact.kind === input.kind);
  const current = repeated.has(input.kind)
    ? (told.find((fact) => fact.happened_on === input.happened_on) ?? told.at(-1))
    : told[0];
  const elsewhere = !current && input.knowledge !== "unknown" && statedElsewhere.has(input.kind);
  return (
    <tr class={`is-${input.knowledge}`}>
      <th scope="row">{term("idle.FactKind", input.kind)}</th>
      <td>
        <span class="figure">{valueWords(input)}</span>
        {input.source && <span class="quiet idle-source">{input.source}</span>}
        {current?.evidence.map((file) => (
          <EvidenceLink key={file.id} file={file} />
        ))}
        <span class="idle-row-tools">
          {mayEdit && current && <Edit item={item} told={current} />}
          {mayEdit && (repeated.has(input.kind) || (!current && !elsewhere)) && (
            <Button kind="quiet" onClick={() => record(item, input.kind)}>
              {m.record()}
            </Button>
          )}
        </span>
      </td>
    </tr>
  );
}

function Edit({ item, told }: { item: ContractIdle; told: ToldFact }) {
  const open = told.knowledge === "known" && told.ended_on === null && ["stop", "cause"].includes(told.kind);
  const ask = (ends: boolean) => {
    asked.value = { kind: "correct", contract: item, told, ends };
  };
  return (
    <>
      {open && (
        <Button kind="quiet" onClick={() => ask(true)}>
          {told.kind === "stop" ? m.resume() : m.endCause()}
        </Button>
      )}
      <Button kind="quiet" icon="edit" onClick={() => ask(false)}>
        {m.correct()}
      </Button>
    </>
  );
}

/** A value in words: a day, a measurement with its day, "none", "not known". */
export function valueWords(input: Omit<Input, "source">): string {
  if (input.knowledge === "unknown") return m.unknown();
  if (input.knowledge === "none") return m.none();
  const parts: string[] = [];
  if (input.amount !== null) {
    const isArea = input.kind.endsWith("area");
    parts.push(isArea ? `${formatNumber(input.amount, 2)} ㎡` : formatYuan(input.amount));
    if (!isArea)
      parts.push(
        input.price_and_taxes === null
          ? `${m.taken()} ${m.unknown()}`
          : `${m.taken()} ${formatYuan(input.price_and_taxes)}`,
      );
  }
  if (input.happened_on) parts.push(formatDate(input.happened_on));
  if (input.ended_on) parts.push(`– ${formatDate(input.ended_on)}`);
  if (input.foundation_kind) parts.push(term("idle.FoundationKind", input.foundation_kind));
  return parts.join(" · ");
}

function Told({ fact }: { fact: ToldFact }) {
  const isOpenCause = fact.kind === "cause" && fact.knowledge === "known";
  return (
    <div>
      <strong>{term("idle.FactKind", fact.kind)}</strong> {fact.cause && term("idle.IdleCause", fact.cause)}{" "}
      <span class="figure">
        {valueWords(fact)}
        {isOpenCause && !fact.ended_on && ` – ${m.goesOn()}`}
      </span>
      <span class="quiet idle-source">
        {fact.source} {fact.document_no}
      </span>
      {fact.evidence.map((file) => (
        <EvidenceLink key={file.id} file={file} />
      ))}
      {isOpenCause && fact.evidence_ids.length === 0 && fact.cause !== "own" && (
        <span class="idle-unproved">{m.unproved()}</span>
      )}
    </div>
  );
}

/** Everything ever recorded, what was corrected included, newest first. */
function History({ facts }: { facts: ToldFact[] }) {
  if (facts.length === 0) return null;
  const newest = [...facts].sort((a, b) => b.recorded_at.localeCompare(a.recorded_at) || b.id - a.id);
  return (
    <details class="idle-fold">
      <summary>{m.historyOf(facts.length)}</summary>
      <ol class="idle-history">
        {newest.map((fact) => (
          <li key={fact.id} class={fact.closed_at ? "is-closed" : ""}>
            <Told fact={fact} />
            <span class="quiet">
              {fact.closed_at ? m.replaced() : m.inForce()} ·{" "}
              {m.recordedBy(fact.recorded_by_name, formatInstant(fact.recorded_at))}
              {fact.reason && ` · ${m.reason()}${colon()}${fact.reason}`}
              {fact.remark && ` · ${inLanguage(fact.remark)}`}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
