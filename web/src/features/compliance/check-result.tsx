import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { listed } from "../../locale/punctuation";
import { formatArea } from "../../locale/units";
import { FindingsList } from "../../ui/findings-list";
import { showPlace } from "./compliance.state";
import { m } from "./messages";
import { VerdictMark } from "./severity-mark";
import type { Check } from "./types";

/** What a check says: conclusion, overlaps with their article, what nobody has recorded, assessments in their term. */
export function CheckResult({ check }: { check: Check }) {
  return (
    <div class="compliance-result">
      <p class="compliance-acts">
        <VerdictMark verdict={check.verdict} />
        <span class="quiet">{m.checkResult(formatDate(check.as_of))}</span>
        <span class="figure">{formatArea(check.area_m2)}</span>
      </p>
      {check.conflicts.length > 0 && (
        <FindingsList findings={check.conflicts} onShow={(conflict) => showPlace(conflict.geometry)} />
      )}
      {check.unknown_kinds.length > 0 && (
        <p>
          <b>{m.unknownKinds()}</b>{" "}
          <span class="quiet">{listed(check.unknown_kinds.map((kind) => term("land.ConstraintKind", kind)))}</span>
        </p>
      )}
      <p>
        <b>{m.assessments()}</b>{" "}
        <span class="quiet">
          {check.assessments.length
            ? listed([...new Set(check.assessments.map(({ kind }) => term("supply.AssessmentKind", kind)))])
            : m.noAssessments()}
        </span>
      </p>
    </div>
  );
}
