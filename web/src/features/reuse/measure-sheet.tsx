import { sentenceOf } from "../../api/problem";
import { DocumentsOf } from "../../app/documents-of";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory, parkName } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { Button } from "../../ui/button";
import { ErrorState, LoadingState } from "../../ui/states";
import { ComparisonPart } from "./comparison-part";
import { FactsPart } from "./facts-part";
import { GroundPart } from "./ground-part";
import { DueMark, PlotButton, StageMark, StandingMark } from "./marks";
import { m } from "./messages";
import { MilestonesPart } from "./milestones-part";
import { PartiesPart } from "./parties-part";
import { asked, openMeasure, sheet, usesOfMeasure } from "./reuse.state";
import { ms } from "./sheet-messages";
import { Part } from "./sheet-part";
import { StepsPart } from "./steps-part";
import type { Sheet } from "./types";
import { UseBody } from "./uses-tab";

/** One measure: its way, before and after, who left and came, the ground, milestones, temporary uses, papers. */
export function MeasureSheet() {
  const found = sheet.data.value;
  const error = sheet.error.value;
  return (
    <div class="page reuse-page">
      <div>
        <Button kind="quiet" icon="back" onClick={() => openMeasure(null)}>
          {m.back()}
        </Button>
      </div>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={sheet.reload} />}
      {!found && error === null && <LoadingState />}
      {found && <Body found={found} />}
    </div>
  );
}

function Body({ found }: { found: Sheet }) {
  return (
    <>
      <header class="page-head">
        <div>
          <h2>{found.title_zh}</h2>
          <p class="reuse-line">
            <span class="figure">{found.reuse_no}</span>
            <StageMark stage={found.stage} />
            <span class="quiet">
              {m.since()} {formatDate(found.since)}
            </span>
            <span>{term("reuse.ReuseMeasure", found.measure)}</span>
            <PlotButton id={found.plot_id} no={found.plot_no} />
            <span class="quiet">{parkName(found.park_code)}</span>
            {found.next_due_on && <DueMark day={found.next_due_on} left={found.days_left} />}
          </p>
        </div>
      </header>
      <div class="reuse-columns">
        <div class="reuse-col">
          <StepsPart sheet={found} />
          <FactsPart sheet={found} />
          <MilestonesPart sheet={found} />
        </div>
        <div class="reuse-col">
          <ComparisonPart sheet={found} />
          <PartiesPart sheet={found} />
          <GroundPart sheet={found} />
          <UsesPart sheet={found} />
          {found.road === "returned" && (
            <Part title={ms.papers()}>
              <DocumentsOf key={found.id} subject="reuse_measure" subjectId={found.id} />
            </Part>
          )}
        </div>
      </div>
    </>
  );
}

function UsesPart({ sheet: found }: { sheet: Sheet }) {
  const uses = usesOfMeasure.data.value?.items ?? [];
  const mayEdit = can("reuse:edit") && !isHistory.value;
  return (
    <Part
      title={ms.uses()}
      action={
        mayEdit && (
          <Button
            kind="quiet"
            icon="plus"
            onClick={() => {
              asked.value = {
                kind: "use",
                plot: { id: found.plot_id, no: found.plot_no ?? "", park: found.park_code },
                measureId: found.id,
              };
            }}
          >
            {ms.startUse()}
          </Button>
        )
      }
    >
      {usesOfMeasure.error.value !== null && (
        <ErrorState text={sentenceOf(usesOfMeasure.error.value)} onRetry={usesOfMeasure.reload} />
      )}
      {uses.length === 0 && <p class="quiet">{ms.noUses()}</p>}
      {uses.map((use) => (
        <details key={use.id} class="reuse-use-line">
          <summary>
            <span class="figure">{use.use_no}</span> {use.user_name} <StandingMark standing={use.standing} />
          </summary>
          <UseBody use={use} withPapers={false} />
        </details>
      ))}
    </Part>
  );
}
