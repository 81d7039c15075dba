import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { FormDialog, Refusal } from "../../app/form-dialog";
import { term } from "../../app/terms";
import { zone } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { TextField } from "../../ui/field";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { closeAsked, send, sheet as shown } from "./cases.state";
import { dm } from "./dialog-messages";
import { ServiceFields } from "./service-fields";
import { StepFields } from "./step-fields";
import { asksFor, emptyStep, fittingPaper, type StepForm, stepBody } from "./step-form.state";
import type { CaseSheet, OpenStep } from "./types";

/** The next step: its fields, and while they are filled in everything that speaks against it. */
export function StepDialog({ sheet: opened, way }: { sheet: CaseSheet; way: OpenStep }) {
  // a paper that was issued a moment ago comes in while the form is open
  const live = shown.data.value;
  const sheet = live?.id === opened.id && live.sequence === opened.sequence ? live : opened;
  const today = zone.value?.today ?? "";
  const form = useSignal<StepForm>(emptyStep(sheet, way, today));
  const change = (part: Partial<StepForm>) => {
    form.value = { ...form.value, ...part };
  };
  const check = useMemo(
    () =>
      resource(
        () => (form.value.taken_on ? stepBody(sheet, way, form.value) : null),
        (body) => api.post("/api/idle-cases/{case_id}/steps/check", { path: { case_id: sheet.id }, body }),
      ),
    [opened, way],
  );
  useEffect(() => check.dispose, [check]);
  const fitting = fittingPaper(sheet, way);
  useEffect(() => {
    if (fitting && !form.value.document_id && !form.value.document_no) change({ document_id: fitting });
  }, [fitting]);
  const judged = check.data.value;
  const errors = judged?.findings.filter(({ severity }) => severity === "error") ?? [];
  const asks = asksFor(way, form.value);
  return (
    <FormDialog
      title={`${sheet.case_no} · ${term("idle_cases.CaseStep", way.step)}`}
      submit={dm.take()}
      done={dm.taken()}
      width={900}
      ready={judged?.may_be_taken === true && !check.loading.value}
      hint={errors[0] && <span class="form-note">{inLanguage(errors[0].message_zh, errors[0].message_en)}</span>}
      onClose={closeAsked}
      onSubmit={() =>
        send(
          api.post("/api/idle-cases/{case_id}/steps", {
            path: { case_id: sheet.id },
            body: stepBody(sheet, way, form.value),
          }),
        )
      }
    >
      <p class="quiet">{dm.rests(way.article)}</p>
      {way.ends_contract && <Note tone="warning">{dm.endsContract()}</Note>}
      <div class="case-form">
        <div class="form-stack">
          <TextField
            type="date"
            required
            label={dm.takenOn()}
            value={form.value.taken_on}
            min={sheet.steps[sheet.steps.length - 1]?.taken_on}
            max={today}
            onValue={(taken_on) => change({ taken_on, service: { ...form.value.service, served_on: taken_on } })}
          />
          <StepFields sheet={sheet} way={way} form={form.value} change={change} judged={judged} />
        </div>
        <div class="form-stack">
          {asks.service && (
            <ServiceFields
              form={form.value.service}
              onForm={(service) => change({ service })}
              parkCode={sheet.park_code}
              today={today}
            />
          )}
          <div aria-live="polite">
            {check.error.value !== null && <Refusal error={check.error.value} />}
            {judged && judged.findings.length > 0 && <FindingsList findings={judged.findings} />}
            {judged && judged.findings.length === 0 && <Note tone="success">{dm.mayBeTaken()}</Note>}
          </div>
        </div>
      </div>
    </FormDialog>
  );
}
