import { openDesk, setExtra } from "../../app/location";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { formatYuan } from "../../locale/money";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Fact, Facts } from "../../ui/facts";
import { asked } from "./reuse.state";
import { ms } from "./sheet-messages";
import { Part } from "./sheet-part";
import type { Sheet, Target } from "./types";

/** What the measure is, what it rests on, where it comes from; and what it is to reach. */
export function FactsPart({ sheet }: { sheet: Sheet }) {
  const mayEdit = can("reuse:edit") && !isHistory.value && sheet.is_open;
  const [now, ...earlier] = sheet.targets;
  return (
    <>
      <Part title={ms.facts()}>
        <Facts>
          <Fact label={ms.measure()}>
            {term("reuse.ReuseMeasure", sheet.measure)} · {term("reuse.ReuseRoad", sheet.road)}
          </Fact>
          <Fact label={ms.basis()}>
            {sheet.basis} {!sheet.basis_confirmed && <Badge tone="warning">{ms.unconfirmed()}</Badge>}
            <span class="quiet reuse-under">{sheet.note_zh}</span>
          </Fact>
          <Fact label={ms.origin()}>
            {term("reuse.ReuseOrigin", sheet.origin)}
            {sheet.origin_note && <span class="quiet reuse-under">{sheet.origin_note}</span>}
          </Fact>
          {sheet.case_no && sheet.case_id !== null && (
            <Fact label={ms.case()}>
              <button
                type="button"
                class="reuse-link"
                onClick={() => {
                  setExtra("idle_tab", null);
                  setExtra("idle_case", String(sheet.case_id));
                  openDesk("idle");
                }}
              >
                {sheet.case_no}
              </button>{" "}
              <span class="quiet">{term("idle_cases.CaseState", sheet.case_state)}</span>
            </Fact>
          )}
          <Fact label={ms.area()}>
            {formatArea(sheet.area_m2)} <span class="quiet">{sheet.is_whole ? ms.whole() : ms.part()}</span>
          </Fact>
          <Fact label={ms.officer()}>{sheet.officer_name || "—"}</Fact>
          {sheet.reason_zh && <Fact label={ms.reason()}>{sheet.reason_zh}</Fact>}
        </Facts>
      </Part>
      <Part
        title={ms.targets()}
        action={
          mayEdit && (
            <Button
              kind="quiet"
              icon="edit"
              onClick={() => {
                asked.value = { kind: "targets", sheet };
              }}
            >
              {ms.revise()}
            </Button>
          )
        }
      >
        {now && <TargetFacts target={now} />}
        {earlier.length > 0 && (
          <details>
            <summary class="quiet">{ms.earlier(earlier.length)}</summary>
            {earlier.map((target) => (
              <div key={target.version_no} class="reuse-earlier">
                <p class="quiet">
                  {formatDate(target.holds_from)} · {target.actor_name}
                </p>
                <TargetFacts target={target} />
              </div>
            ))}
          </details>
        )}
      </Part>
    </>
  );
}

function TargetFacts({ target }: { target: Target }) {
  const day = (value: string | null) => (value ? formatDate(value) : "—");
  return (
    <Facts>
      <Fact label={ms.targetRelease()}>{target.release_m2 === null ? "—" : formatArea(target.release_m2)}</Fact>
      <Fact label={ms.targetInvestment()}>{formatYuan(target.investment_yuan)}</Fact>
      <Fact label={ms.targetOutput()}>{formatYuan(target.output_yuan)}</Fact>
      <Fact label={ms.targetTax()}>{formatYuan(target.tax_yuan)}</Fact>
      {target.compensation_yuan !== null && (
        <Fact label={ms.compensation()}>{formatYuan(target.compensation_yuan)}</Fact>
      )}
      <Fact label={ms.releaseBy()}>{day(target.release_by)}</Fact>
      <Fact label={ms.reuseBy()}>{day(target.reuse_by)}</Fact>
      {target.reason && <Fact label={ms.reason()}>{target.reason}</Fact>}
    </Facts>
  );
}
