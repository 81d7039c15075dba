import { sentenceOf } from "../../api/problem";
import { openDesk } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory, parkName } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { FindingsList } from "../../ui/findings-list";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { process, showCase, showProcess } from "./approvals.state";
import { Lanes } from "./lanes";
import { m } from "./messages";
import { processForm } from "./process-forms.state";
import { RuleLine } from "./rule-why";
import { TotalBar } from "./total-bar";
import type { Process } from "./types";

/** One project's process: what it is, the total, the lanes, what may be done with the whole. */
export function ProcessSheet() {
  const data = process.data.value;
  const error = process.error.value;
  return (
    <>
      <div>
        <Button kind="quiet" icon="back" onClick={() => showProcess(null)}>
          {m.back()}
        </Button>
      </div>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={process.reload} />}
      {!data && error === null && <LoadingState />}
      {data && (
        <>
          <ProcessHead data={data} />
          <div class="page-card approval-card">
            <Lanes process={data} onCase={showCase} />
          </div>
        </>
      )}
    </>
  );
}

function ProcessHead({ data }: { data: Process }) {
  const { plot_id } = data;
  return (
    <div class="page-card approval-card approval-process-head">
      <div class="approval-process-title">
        <h2>{inLanguage(data.name_zh, data.name_en)}</h2>
        <span class="quiet">{data.project_no}</span>
        {can("approval:edit") && !isHistory.value && <ProcessActions data={data} />}
      </div>
      <div class="approval-process-facts">
        <Facts>
          <Fact label={m.mode()}>{term("approvals.ProcessMode", data.mode)}</Fact>
          <Fact label={m.startedOn()}>{formatDate(data.started_on)}</Fact>
          <Fact label={m.park()}>
            {parkName(data.park_code)}{" "}
            {plot_id !== null && data.plot_no && (
              <button
                type="button"
                class="approval-link"
                title={m.showPlot()}
                onClick={() => {
                  openDesk("map");
                  goToPlot({ id: plot_id });
                }}
              >
                {" "}
                {data.plot_no}
              </button>
            )}
          </Fact>
          <Fact label={m.company()}>{inLanguage(data.party_name_zh, data.party_name_en) || "—"}</Fact>
          <Fact label={m.officer()}>{data.service_officer_name || "—"}</Fact>
          <Fact label={m.contract()}>
            {data.deal.signed_on
              ? `${data.deal.contract_no} · ${m.signedOn(formatDate(data.deal.signed_on))} · ${
                  data.deal.paid_on ? m.paidOn(formatDate(data.deal.paid_on)) : m.notPaid()
                }`
              : m.noContract()}
          </Fact>
        </Facts>
        <div class="approval-process-total">
          <span class="quiet">{m.total()}</span>
          <TotalBar total={data.total} />
          <span class="quiet figure">{m.planned(data.total.planned)}</span>
          <details class="approval-why">
            <summary>{m.why()}</summary>
            <p>{m.totalWhy()}</p>
            <RuleLine rule={data.total.rule} />
          </details>
        </div>
      </div>
      {data.note && <p>{data.note}</p>}
      {data.findings.length > 0 && <FindingsList findings={data.findings} />}
      <Waiting data={data} />
    </div>
  );
}

function Waiting({ data }: { data: Process }) {
  const { waiting, is_ready, findings } = data.conversion;
  if (!waiting.length) return null;
  const names = waiting.map((one) => inLanguage(one.name_zh, one.name_en)).join("、");
  return (
    <Note tone={is_ready ? "success" : "warning"}>
      <p>{m.waitsForEffect(names)}</p>
      {is_ready ? <p>{m.readyToConvert()}</p> : <FindingsList findings={findings} />}
    </Note>
  );
}

function ProcessActions({ data }: { data: Process }) {
  const open = (kind: "plan" | "mode" | "convert") => () => {
    processForm.value = kind;
  };
  return (
    <span class="approval-process-actions">
      {data.conversion.is_ready && (
        <Button kind="primary" icon="check" onClick={open("convert")}>
          {m.convert()}
        </Button>
      )}
      {data.plannable.length > 0 && (
        <Button icon="plus" onClick={open("plan")}>
          {m.plan()}
        </Button>
      )}
      <Button kind="quiet" onClick={open("mode")}>
        {m.changeMode()}
      </Button>
    </span>
  );
}
