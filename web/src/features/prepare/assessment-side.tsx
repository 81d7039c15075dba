import { sentenceOf } from "../../api/problem";
import { startPause } from "../../api/settled";
import { EvidenceList } from "../../app/evidence-field";
import { openDesk } from "../../app/location";
import { showFinding } from "../../app/map-actions";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory, parkName } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { formatArea } from "../../locale/units";
import { Button, IconButton } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { ErrorState, LoadingState } from "../../ui/states";
import { lastDay, TermMark } from "./assessment-term";
import { m } from "./messages";
import { assessment, openAssessment } from "./prepare.state";
import type { AssessmentSheet } from "./types";

interface Props {
  onCorrect: (sheet: AssessmentSheet) => void;
  onWithdraw: (sheet: AssessmentSheet) => void;
}

/** One assessment: its papers, its term, the plots it covers, its ground on the map. */
export function AssessmentSide({ onCorrect, onWithdraw }: Props) {
  const sheet = assessment.data.value;
  const error = assessment.error.value;
  return (
    <section class="prepare-side" aria-label={sheet?.title ?? m.assessments()}>
      <header class="prepare-side-head">
        <h3>{sheet ? term("supply.AssessmentKind", sheet.kind) : ""}</h3>
        <IconButton icon="close" label={m.close()} onClick={() => openAssessment(null)} />
      </header>
      <div class="prepare-side-body">
        {!sheet && (error ? <ErrorState text={sentenceOf(error)} onRetry={assessment.reload} /> : <LoadingState />)}
        {sheet && <Body sheet={sheet} onCorrect={onCorrect} onWithdraw={onWithdraw} />}
      </div>
    </section>
  );
}

function Body({ sheet, onCorrect, onWithdraw }: Props & { sheet: AssessmentSheet }) {
  const onMap = () => {
    openDesk("map");
    // the map has to be there before it can be told what to show
    startPause(() => showFinding(sheet.geometry), 300);
  };
  return (
    <div class="prepare-sheet">
      <div class="prepare-verdict">
        <TermMark item={sheet} />
        <Button class="prepare-record" icon="locate" onClick={onMap}>
          {m.onMap()}
        </Button>
      </div>
      <Facts>
        <Fact label={m.title()}>{sheet.title}</Fact>
        <Fact label={m.documentNo()}>{sheet.document_no}</Fact>
        <Fact label={m.compiledBy()}>{sheet.compiled_by || "—"}</Fact>
        <Fact label={m.approvedOn()}>{formatDate(sheet.approved_on)}</Fact>
        <Fact label={m.validity()}>
          {formatDate(sheet.valid_from)}—{lastDay(sheet)}
        </Fact>
        <Fact label={m.parks()}>{sheet.park_codes.map((code) => `${code} ${parkName(code)}`).join("、") || "—"}</Fact>
        <Fact label={m.covered()}>{m.coveredFigure(sheet.covered_count, sheet.partly_count)}</Fact>
        <Fact label={m.areaEllipsoidal()}>{formatArea(sheet.area_ellipsoidal_m2)}</Fact>
        {sheet.remark && <Fact label={m.remark()}>{sheet.remark}</Fact>}
        <Fact label={m.recordedBy()}>{sheet.recorded_by_name}</Fact>
      </Facts>
      <h5>{m.evidence()}</h5>
      <EvidenceList files={sheet.evidence} />
      {can("assessment:edit") && !isHistory.value && (
        <div class="prepare-acts">
          <Button icon="edit" onClick={() => onCorrect(sheet)}>
            {m.correct()}
          </Button>
          <Button kind="danger" icon="trash" onClick={() => onWithdraw(sheet)}>
            {m.withdraw()}
          </Button>
        </div>
      )}
    </div>
  );
}
