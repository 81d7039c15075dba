import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Dialog } from "../../ui/dialog";
import { FindingsList } from "../../ui/findings-list";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { caseId, openProcess, sheet, showCase } from "./approvals.state";
import { Materials } from "./case-materials";
import { c } from "./case-messages";
import { Extensions, Papers, Pauses, Result, Rounds } from "./case-parts";
import { ExtendForm, ResumeForm, SuspendForm } from "./clock-forms";
import { ClockStrip } from "./clock-strip";
import { LightMark } from "./light-mark";
import { MaterialForm, ReceiveForm, TolerateForm } from "./material-forms";
import { m } from "./messages";
import { Part } from "./part";
import type { StepProps } from "./step-fields";
import { AcceptForm, FinishForm, NoticeForm, planAgain, ReturnForm } from "./step-forms";
import type { CaseSheet, Step } from "./types";

/** One case over whatever is shown: its clock, what may be done next, and everything that hangs on it. */
export function CaseDialog() {
  const id = caseId.value;
  if (id === null) return null;
  const data = sheet.data.value;
  const error = sheet.error.value;
  const fits = data?.case_id === id;
  return (
    <Dialog
      title={fits ? inLanguage(data.item_name_zh, data.item_name_en) : c.clock()}
      onClose={() => showCase(null)}
      width={1020}
    >
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={sheet.reload} />}
      {!fits && error === null && <LoadingState />}
      {fits && <CaseBody key={id} sheet={data} />}
    </Dialog>
  );
}

function CaseBody({ sheet: data }: { sheet: CaseSheet }) {
  const said = [...data.findings, ...data.tolerance_findings];
  return (
    <div class="approval-case">
      <CaseHead sheet={data} />
      {said.length > 0 && <FindingsList findings={said} />}
      <Steps sheet={data} />
      <div class="approval-case-columns">
        <div class="approval-case-main">
          <Part title={c.clock()}>
            <ClockStrip sheet={data} />
            {data.state === "received" && data.notice_due_on && <p>{c.answerBy(formatDate(data.notice_due_on))}</p>}
          </Part>
          <Part title={c.materials()}>
            <Materials sheet={data} />
          </Part>
        </div>
        <div class="approval-case-side">
          <Part title={c.result()}>
            <Result sheet={data} />
          </Part>
          <Part title={c.pauses()}>
            <Pauses sheet={data} />
          </Part>
          <Part title={c.extensions()}>
            <Extensions sheet={data} />
          </Part>
          <Papers sheet={data} />
          <Rounds sheet={data} />
        </div>
      </div>
    </div>
  );
}

function CaseHead({ sheet: data }: { sheet: CaseSheet }) {
  const { definition } = data;
  const term_ = (days: number, unit: string | null) =>
    days === 0 ? m.atOnce() : unit === "calendar" ? m.calendar(days) : m.working(days);
  return (
    <header class="approval-case-head">
      <p class="approval-case-state">
        <LightMark light={data.light} />
        <strong>{term("approvals.CaseState", data.state)}</strong>
        {data.is_simulated && <Badge tone="warning">{m.simulatedMark()}</Badge>}
        {data.round > 1 && <Badge>{m.round(data.round)}</Badge>}
        <button type="button" class="approval-link" title={c.toProcess()} onClick={() => openProcess(data.project_id)}>
          {inLanguage(data.name_zh, data.name_en)}
        </button>
        <span class="quiet">{data.department_zh}</span>
      </p>
      <p class="quiet">
        {c.promised(term_(definition.days, definition.unit))}
        {definition.statutory_days !== null &&
          ` · ${c.byLaw(term_(definition.statutory_days, definition.statutory_unit))}`}
        {` · ${c.basis(definition.basis)}`}{" "}
        <Badge tone={definition.confirmed ? "success" : "warning"}>
          {definition.confirmed ? m.confirmed() : m.unconfirmed()}
        </Badge>{" "}
        {c.listSince(formatDate(definition.effective_from))}
        {definition.note && ` · ${definition.note}`}
      </p>
      {data.notice && (
        <p>
          {c.noticed(formatDate(data.notice.on))}：{data.notice.text}
        </p>
      )}
      {data.returned_on && (
        <Note tone="warning">{c.returnedWhy(formatDate(data.returned_on), data.return_reason)}</Note>
      )}
    </header>
  );
}

const primary: Step[] = ["receive", "accept", "resume", "finish", "again"];

function Steps({ sheet: data }: { sheet: CaseSheet }) {
  const open = useSignal<Step | null>(null);
  useEffect(() => {
    if (open.value && !data.may.includes(open.value)) open.value = null;
  }, [data.may]);
  if (!can("approval:edit") || !data.may.length) return null;
  if (isHistory.value) return <Note tone="info">{c.asOfHint()}</Note>;
  const choose = async (step: Step) => {
    if (step !== "again") {
      open.value = open.value === step ? null : step;
      return;
    }
    try {
      await planAgain(data);
      toast(c.saved(c.again()));
      openProcess(data.project_id);
    } catch (error) {
      toast(sentenceOf(error), "error");
    }
  };
  return (
    <div class="approval-steps">
      <div class="approval-step-buttons" role="group" aria-label={c.steps()}>
        {data.may.map((step, index) => (
          <Button
            key={step}
            kind={open.value === step || (index === 0 && primary.includes(step) && !open.value) ? "primary" : "plain"}
            onClick={() => void choose(step)}
          >
            {c[step]()}
          </Button>
        ))}
      </div>
      {open.value && (
        <StepForm
          step={open.value}
          sheet={data}
          onDone={() => {
            open.value = null;
          }}
        />
      )}
    </div>
  );
}

function StepForm({ step, ...props }: StepProps & { step: Step }) {
  switch (step) {
    case "receive":
      return <ReceiveForm {...props} />;
    case "accept":
      return <AcceptForm {...props} />;
    case "notice":
      return <NoticeForm {...props} />;
    case "material":
      return <MaterialForm {...props} />;
    case "suspend":
      return <SuspendForm {...props} />;
    case "resume":
      return <ResumeForm {...props} />;
    case "extend":
      return <ExtendForm {...props} />;
    case "tolerate":
      return <TolerateForm {...props} />;
    case "finish":
      return <FinishForm {...props} />;
    case "not_needed":
      return <FinishForm {...props} spare />;
    case "return":
      return <ReturnForm {...props} />;
    case "again":
      return null;
  }
}
