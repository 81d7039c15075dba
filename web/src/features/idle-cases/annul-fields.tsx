import { termOptions } from "../../app/terms";
import { SelectField, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { dm } from "./dialog-messages";
import { asksFor, isPublic, type StepForm } from "./step-form.state";
import type { CaseSheet, OpenStep } from "./types";

interface Props {
  sheet: CaseSheet;
  way: OpenStep;
  form: StepForm;
  change: (part: Partial<StepForm>) => void;
}

/** Why a finding or decision is annulled, by a paper of which day, and what was public of it. */
export function AnnulFields({ sheet, way, form, change }: Props) {
  const takesDown = asksFor(way, form).publicity && isPublic(sheet);
  return (
    <>
      <Note tone="warning">{way.step === "annul" ? dm.annulNote() : dm.annulDecisionNote()}</Note>
      <div class="form-pair">
        <SelectField
          required
          label={dm.annulGround()}
          value={form.annul_ground}
          options={termOptions("idle_cases.AnnulGround")}
          onValue={(annul_ground) => change({ annul_ground })}
        />
        <TextField
          type="date"
          required
          label={dm.paperOn()}
          value={form.paper_on}
          max={form.taken_on}
          onValue={(paper_on) => change({ paper_on })}
        />
      </div>
      {takesDown && (
        <div class="form-pair">
          <TextField
            type="date"
            required
            label={dm.withdrawnOn()}
            value={form.withdrawn_on}
            max={form.taken_on}
            onValue={(withdrawn_on) => change({ withdrawn_on })}
          />
          <TextField
            type="date"
            label={dm.registerUpdatedOn()}
            value={form.registered_on}
            max={form.taken_on}
            onValue={(registered_on) => change({ registered_on })}
          />
        </div>
      )}
    </>
  );
}
