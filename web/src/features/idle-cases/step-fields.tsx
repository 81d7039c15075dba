import { EvidenceField } from "../../app/evidence-field";
import { TextArea } from "../../app/form-dialog";
import { term, termOptions } from "../../app/terms";
import { formatYuan } from "../../locale/money";
import { SelectField, TextField } from "../../ui/field";
import { AnnulFields } from "./annul-fields";
import { dm } from "./dialog-messages";
import { MeasureChoice } from "./measure-choice";
import { asksFor, papersFor, type StepForm } from "./step-form.state";
import type { CaseSheet, Judgement, OpenStep } from "./types";

interface Props {
  sheet: CaseSheet;
  way: OpenStep;
  form: StepForm;
  change: (part: Partial<StepForm>) => void;
  judged: Judgement | null;
}

/** What this step asks for, nothing else. */
export function StepFields(props: Props) {
  const { sheet, way, form, change, judged } = props;
  const asks = asksFor(way, form);
  return (
    <>
      {asks.annulment && <AnnulFields {...props} />}
      {asks.document && <Paper {...props} />}
      {asks.cause && (
        <SelectField
          required
          label={dm.cause()}
          value={form.cause}
          placeholder=""
          options={termOptions("idle.IdleCause")}
          onValue={(cause) => change({ cause })}
        />
      )}
      {asks.explanation && (
        <TextField
          type="date"
          label={dm.explainedOn()}
          value={form.explained_on}
          max={form.taken_on}
          onValue={(explained_on) => change({ explained_on })}
        />
      )}
      {asks.register && (
        <div class="form-pair">
          <TextField
            type="date"
            required
            label={dm.registeredOn()}
            value={form.registered_on}
            max={form.taken_on}
            onValue={(registered_on) => change({ registered_on })}
          />
          <TextField
            label={dm.registerNo()}
            value={form.register_no}
            onValue={(register_no) => change({ register_no })}
          />
        </div>
      )}
      {asks.decision && (
        <MeasureChoice
          options={judged?.measures.length ? judged.measures : sheet.measures}
          value={form.measure}
          onValue={(measure) => change({ measure })}
        />
      )}
      {asks.decision && form.measure === "fee" && judged?.fee_yuan != null && (
        <p class="figure">{dm.feeIs(formatYuan(Number(judged.fee_yuan)))}</p>
      )}
      {asks.swap && <SwapFields {...props} />}
      {asks.terms && (
        <div class="form-pair">
          <TextField
            type="date"
            label={dm.termsFrom()}
            hint={dm.termsHint()}
            value={form.terms_from}
            onValue={(terms_from) => change({ terms_from })}
          />
          <TextField
            type="date"
            label={dm.termsUntil()}
            value={form.terms_until}
            onValue={(terms_until) => change({ terms_until })}
          />
        </div>
      )}
      {asks.amount && (
        <TextField
          inputMode="decimal"
          label={dm.amount()}
          value={form.amount_yuan}
          onValue={(amount_yuan) => change({ amount_yuan })}
        />
      )}
      {asks.decision && <Approval {...props} />}
      {asks.outcome && (
        <SelectField
          label={dm.outcome()}
          hint={dm.outcomeHint()}
          value={form.outcome}
          placeholder=""
          options={way.outcomes.map((value) => ({ value, label: term("land.ComplianceState", value) }))}
          onValue={(outcome) => change({ outcome })}
        />
      )}
      {asks.reason && <TextArea label={dm.reason()} value={form.reason} onValue={(reason) => change({ reason })} />}
      {asks.evidence && (
        <EvidenceField
          label={dm.evidence()}
          files={form.files}
          parkCode={sheet.park_code}
          onFiles={(files) => change({ files })}
        />
      )}
    </>
  );
}

function Paper({ sheet, way, form, change }: Props) {
  const papers = papersFor(sheet, way);
  if (!asksFor(way, form).ownPaper) {
    return (
      <TextField
        required
        label={dm.outsideNo()}
        value={form.document_no}
        maxLength={100}
        onValue={(document_no) => change({ document_no })}
      />
    );
  }
  return (
    <>
      <SelectField
        label={dm.document(way.document_zh)}
        hint={dm.documentHint()}
        value={form.document_id}
        placeholder={dm.documentOther()}
        options={papers.map(({ id, title_zh, document_no }) => ({
          value: String(id),
          label: `${title_zh} ${document_no}`,
        }))}
        onValue={(document_id) => change({ document_id })}
      />
      {!form.document_id && (
        <TextField
          required
          label={dm.documentNo()}
          value={form.document_no}
          maxLength={100}
          onValue={(document_no) => change({ document_no })}
        />
      )}
    </>
  );
}

function SwapFields({ form, change }: Props) {
  const answers = [
    { value: "yes", label: dm.yes() },
    { value: "no", label: dm.no() },
  ];
  const field = (name: keyof StepForm["swap"], label: string) => (
    <SelectField
      label={label}
      value={form.swap[name]}
      placeholder={dm.notKnown()}
      options={answers}
      onValue={(value) => change({ swap: { ...form.swap, [name]: value } })}
    />
  );
  return (
    <fieldset class="case-fieldset">
      <legend>{dm.swap()}</legend>
      {field("price_paid", dm.swapPaid())}
      {field("funds_ready", dm.swapFunds())}
      {field("plan_changed", dm.swapPlan())}
    </fieldset>
  );
}

function Approval({ sheet, form, change }: Props) {
  return (
    <>
      {sheet.state === "hearing" && (
        <div class="form-pair">
          <TextField
            type="date"
            label={dm.hearingAskedOn()}
            value={form.hearing_asked_on}
            onValue={(hearing_asked_on) => change({ hearing_asked_on })}
          />
          <TextField
            type="date"
            label={dm.hearingHeldOn()}
            value={form.hearing_held_on}
            onValue={(hearing_held_on) => change({ hearing_held_on })}
          />
        </div>
      )}
      <div class="form-pair">
        <TextField
          required
          label={dm.approvedBy()}
          value={form.approved_by}
          maxLength={200}
          onValue={(approved_by) => change({ approved_by })}
        />
        <TextField
          label={dm.approvalNo()}
          value={form.approval_no}
          maxLength={200}
          onValue={(approval_no) => change({ approval_no })}
        />
      </div>
    </>
  );
}
