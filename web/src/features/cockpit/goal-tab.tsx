import { useEffect, useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { endPause, startPause } from "../../api/settled";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { colon } from "../../locale/punctuation";
import { areaFigure, areaFromM2, areaUnit, areaUnitLabel } from "../../locale/units";
import { Checkbox, TextField } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState, Note } from "../../ui/states";
import { chosenKinds, goal, kinds, setTarget, targetM2, toggleKind } from "./goal.state";
import { g } from "./goal-messages";
import { GoalTable } from "./goal-table";
import type { GoalChoice, GoalResult } from "./types";

/** 目标模拟: which cases to close first to free an area with the least work, and the greedy choice beside it. */
export function GoalTab() {
  const found = goal.data.value;
  const error = goal.error.value;
  return (
    <div class="goal">
      <p class="quiet">{g.intro()}</p>
      <Question />
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={goal.reload} />}
      {!found && error === null && <LoadingState />}
      {found && <Answer found={found} />}
    </div>
  );
}

function Question() {
  const given = targetM2.value;
  const shown = given === null ? "" : String(Number(areaFromM2(given, areaUnit.value).toFixed(4)));
  const [text, setText] = useState(shown);
  useEffect(() => {
    const timer = startPause(() => text !== shown && setTarget(text), 300);
    return () => endPause(timer);
  }, [text]);
  useEffect(() => setText(shown), [areaUnit.value]);
  return (
    <div class="goal-question page-card">
      <TextField
        label={g.target(areaUnitLabel())}
        type="number"
        min={0}
        step="any"
        value={text}
        unit={areaUnitLabel()}
        onValue={setText}
      />
      <fieldset class="goal-kinds">
        <legend class="field-label">{g.kinds()}</legend>
        {kinds.map((kind) => (
          <Checkbox
            key={kind}
            label={term("cockpit.GoalKind", kind)}
            checked={chosenKinds.value.includes(kind)}
            onChecked={() => toggleKind(kind)}
          />
        ))}
      </fieldset>
    </div>
  );
}

function Answer({ found }: { found: GoalResult }) {
  if (found.candidates.length === 0)
    return (
      <EmptyState icon="target" title={g.emptyTitle()}>
        {g.emptyText()}
      </EmptyState>
    );
  return (
    <>
      {found.target_m2 === 0 ? (
        <Note tone="info">
          {g.missingTarget()}
          {colon()}
          {g.missingTargetText()}
        </Note>
      ) : (
        <>
          <div class="goal-choices">
            <Choice title={g.best()} choice={found.best} missing={found.missing_m2} best />
            <Choice title={g.greedy()} choice={found.greedy} missing={found.missing_m2} />
          </div>
          {found.findings.map((finding) => (
            <Note key={finding.code} tone={finding.severity === "warning" ? "warning" : "info"}>
              {inLanguage(finding.message_zh, finding.message_en)} {inLanguage(finding.fix_zh, "")}
            </Note>
          ))}
        </>
      )}
      <GoalTable found={found} />
      <p class="quiet">{g.unconfirmed()}</p>
    </>
  );
}

function Choice({
  title,
  choice,
  missing,
  best,
}: {
  title: string;
  choice: GoalChoice;
  missing: number;
  best?: boolean;
}) {
  return (
    <section class={`goal-choice page-card ${best ? "is-best" : ""}`}>
      <h3>{title}</h3>
      <dl>
        <dt>{g.freed()}</dt>
        <dd class="figure">
          {areaFigure(choice.area_m2)} {areaUnitLabel()} · {g.pieces(choice.keys.length)}
        </dd>
        <dt>{g.effort()}</dt>
        <dd class="figure">{g.days(choice.effort_days)}</dd>
        <dt>{g.earliest()}</dt>
        <dd class="figure">{formatDate(choice.earliest_on)}</dd>
        {missing > 0 && (
          <>
            <dt>{g.missing()}</dt>
            <dd class="figure">
              {formatNumber(areaFromM2(missing, areaUnit.value), 2)} {areaUnitLabel()}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
