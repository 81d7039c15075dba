import { sentenceOf } from "../../api/problem";
import { formatDate, formatInstant } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Dialog } from "../../ui/dialog";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { closeWhy, explained, figureWords, openList, openWhy, why } from "./cockpit.state";
import { m } from "./messages";
import type { Explanation } from "./types";

/** Why a figure is what it is: definition, formula with its numbers, inputs, source, article, age. */
export function WhyDialog() {
  const asked = explained.value;
  if (!asked) return null;
  const found = why.data.value;
  const error = why.error.value;
  return (
    <Dialog
      title={m.whyOf(found ? inLanguage(found.label_zh, found.label_en) : "…")}
      onClose={closeWhy}
      width={640}
      text
      footer={
        <>
          <Button
            icon="ledger"
            onClick={() => {
              closeWhy();
              openList(asked);
            }}
          >
            {m.listOf(found ? inLanguage(found.label_zh, found.label_en) : "")}
          </Button>
          <Button kind="primary" onClick={closeWhy}>
            {m.close()}
          </Button>
        </>
      }
    >
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={why.reload} />}
      {!found && error === null && <LoadingState />}
      {found && <Reasons found={found} />}
    </Dialog>
  );
}

function Reasons({ found }: { found: Explanation }) {
  return (
    <>
      {!found.is_confirmed && <Note tone="warning">{m.unconfirmedDefinition()}</Note>}
      <dl class="why">
        <dt>{m.definition()}</dt>
        <dd>{inLanguage(found.definition_zh, found.definition_en)}</dd>
        <dt>{m.formula()}</dt>
        <dd>{inLanguage(found.formula_zh, found.formula_en)}</dd>
        <dt>{m.arithmetic()}</dt>
        <dd class="figure why-sum">{inLanguage(found.arithmetic_zh, found.arithmetic_en)}</dd>
        {found.inputs.length > 0 && (
          <>
            <dt>{m.inputs()}</dt>
            <dd>
              <ul class="why-inputs">
                {found.inputs.map((input) => {
                  const { text, unit } = figureWords(input, input.value);
                  return (
                    <li key={input.id}>
                      <button type="button" class="list-plot" onClick={() => openWhy(input.id)}>
                        {inLanguage(input.label_zh, input.label_en)}
                      </button>{" "}
                      <span class="figure">
                        {text} {unit}
                      </span>
                    </li>
                  );
                })}
              </ul>
            </dd>
          </>
        )}
        <dt>{m.source()}</dt>
        <dd>{inLanguage(found.source_zh, found.source_en)}</dd>
        <dt>{m.basis()}</dt>
        <dd>{inLanguage(found.basis, found.basis_en)}</dd>
        {found.entries.length > 0 && (
          <>
            <dt>{m.entries()}</dt>
            <dd>
              <ul class="why-inputs">
                {found.entries.map((entry) => (
                  <li key={entry.code}>
                    <span class="figure">{formatNumber(entry.value, Number.isInteger(entry.value) ? 0 : 2)}</span>{" "}
                    {entry.note || entry.code}
                    <span class="quiet"> {entry.basis}</span> {!entry.confirmed && <Badge>{m.unconfirmed()}</Badge>}
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        <dt>{m.onDay()}</dt>
        <dd>{formatDate(found.as_of)}</dd>
        <dt>{m.dataAge()}</dt>
        <dd>{found.recorded_at ? m.age(formatInstant(found.recorded_at)) : m.neverRecorded()}</dd>
      </dl>
    </>
  );
}
