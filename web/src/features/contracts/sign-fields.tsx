import type { ComponentChildren } from "preact";
import { EvidenceField } from "../../app/evidence-field";
import { PartyFinder } from "../../app/party-finder";
import { term, termOptions } from "../../app/terms";
import { Button } from "../../ui/button";
import { Field, SelectField, TextField } from "../../ui/field";
import { fm } from "./form-messages";
import { type PrefilledFrom, prefilledHint } from "./prefilled";
import type { NumberName, SignEntries, TextName } from "./sign-entries";
import { ConditionFields, DateFields, FormPart, PaymentFields, PeriodFields, PromiseFields } from "./terms-fields";
import { tm } from "./terms-messages";

interface Props {
  entries: SignEntries;
  set: (change: Partial<SignEntries>) => void;
  wrong: string[];
  /** How the form began, and which of its fields the rulebook filled in. */
  prefilled: { start: SignEntries; sources: Record<string, PrefilledFrom> };
}

/** Every field of the contract, in the order of its form. */
export function SignFields({ entries, set, wrong, prefilled }: Props) {
  const { start, sources } = prefilled;
  const isAllotment = entries.instrument === "allotment";
  const text = (name: TextName, label: string, hint?: string) => (
    <TextField
      key={name}
      label={label}
      hint={hint}
      value={entries.texts[name]}
      error={wrong.includes(name) ? fm.needText() : undefined}
      onValue={(value) => set({ texts: { ...entries.texts, [name]: value } })}
    />
  );
  const figure = (name: NumberName, label: string, unit: string) => (
    <TextField
      key={name}
      label={label}
      unit={unit}
      inputMode="decimal"
      hint={entries.numbers[name] === start.numbers[name] ? prefilledHint(sources[name]) : undefined}
      value={entries.numbers[name]}
      error={wrong.includes(name) ? fm.needNumber() : undefined}
      onValue={(value) => set({ numbers: { ...entries.numbers, [name]: value } })}
    />
  );
  const terms = {
    entries,
    set,
    wrong,
    periodSource:
      entries.initial_period_months === start.initial_period_months
        ? prefilledHint(sources.initial_period_months)
        : undefined,
    paymentSource: entries.instalments === start.instalments ? prefilledHint(sources.instalments) : undefined,
  };
  return (
    <>
      <FormPart title={fm.partsParty()}>
        {entries.allocationId === null && (
          <SelectField
            label={fm.instrument()}
            value={entries.instrument}
            options={termOptions("supply.LandInstrument")}
            onValue={(value) => set({ instrument: value === "allotment" ? "allotment" : "grant" })}
          />
        )}
        {text("contract_no", isAllotment ? fm.allotmentNo() : fm.contractNo())}
        <TextField
          type="date"
          label={isAllotment ? fm.allottedOn() : fm.signedOn()}
          value={entries.signed_on}
          error={wrong.includes("signed_on") ? fm.needDay() : undefined}
          onValue={(signed_on) => set({ signed_on })}
        />
        {text("supervision_no", tm.supervisionNo())}
        <PartyEntry entries={entries} set={set} wrong={wrong} />
        {text("project_name", fm.projectName())}
        {text("industry_code", fm.industry(), fm.industryHint())}
        {figure("investment_yuan", tm.investment(), fm.yuan())}
      </FormPart>
      <FormPart title={fm.partsLand()}>
        {figure("area_m2", isAllotment ? fm.allottedM2() : fm.areaM2(), "㎡")}
        {text("real_estate_unit_no", tm.unitNo())}
        {text("location", tm.location())}
        {text("boundary_annex", fm.boundaryAnnex())}
        {figure("lower_limit_m", fm.lower(), fm.metres())}
        {figure("upper_limit_m", fm.upper(), fm.metres())}
      </FormPart>
      <FormPart title={fm.partsConditions()}>
        <ConditionFields {...terms} />
      </FormPart>
      <FormPart title={isAllotment ? fm.partsCost() : fm.partsPrice()}>
        {!isAllotment && <TermEntries entries={entries} set={set} figure={figure} />}
        <TextField
          label={isAllotment ? tm.allotmentCost() : tm.price()}
          unit={fm.yuan()}
          hint={isAllotment ? fm.allotmentCostHint() : undefined}
          inputMode="decimal"
          value={entries.price_yuan}
          error={wrong.includes("price_yuan") ? fm.needNumber() : undefined}
          onValue={(price_yuan) => set({ price_yuan })}
        />
        {!isAllotment && figure("deposit_yuan", tm.deposit(), fm.yuan())}
        <PaymentFields {...terms} />
        {!isAllotment && text("instalment_interest", tm.interest())}
        {!isAllotment && figure("late_payment_permille", tm.latePayment(), fm.perDay())}
      </FormPart>
      <FormPart title={fm.partsDates()}>
        <DateFields {...terms} isAllotment={isAllotment} />
        {text("handover_conditions", tm.handoverConditions())}
        {!isAllotment && (
          <>
            {figure("extension_asked_days_ahead", fm.extensionDays(), fm.daysUnit())}
            {figure("extension_months_max", fm.extensionMonths(), fm.monthsUnit())}
            {figure("late_start_permille", tm.lateStart(), fm.perDay())}
            {figure("late_completion_permille", tm.lateCompletion(), fm.perDay())}
            {figure("late_handover_permille", tm.lateHandover(), fm.perDay())}
          </>
        )}
      </FormPart>
      {!isAllotment && (
        <FormPart title={fm.partsAgreement()}>
          {text("supervision_agreement_no", tm.agreementNo())}
          {text("commitment_letter_no", tm.letterNo())}
          {figure("performance_bond_yuan", tm.bond(), fm.yuan())}
          <PeriodFields {...terms} />
          <PromiseFields {...terms} />
        </FormPart>
      )}
      <FormPart title={fm.partsRest()}>
        {text("use_change", tm.useChange())}
        {!isAllotment && figure("transfer_invested_share", fm.transferShare(), "%")}
        {!isAllotment && text("dispute", tm.dispute())}
        {text("approval_authority", tm.authority())}
        <div class="contracts-rows">
          <EvidenceField
            label={fm.scans()}
            files={entries.files}
            parkCode={entries.plotNo.split("-")[0] ?? null}
            onFiles={(files) => set({ files })}
          />
        </div>
      </FormPart>
    </>
  );
}

type Figure = (name: NumberName, label: string, unit: string) => ComponentChildren;

/** How and for how long the right was granted; an allotted right has no term. */
function TermEntries({ entries, set, figure }: Pick<Props, "entries" | "set"> & { figure: Figure }) {
  return (
    <>
      <SelectField
        label={tm.method()}
        value={entries.method}
        placeholder="—"
        options={termOptions("supply.ListingMethod")}
        disabled={entries.allocationId !== null}
        onValue={(method) => set({ method })}
      />
      <SelectField
        label={tm.termKind()}
        value={entries.term_kind}
        options={termOptions("supply.TermKind")}
        disabled={entries.allocationId !== null}
        onValue={(term_kind) => set({ term_kind })}
      />
      {figure("term_years", fm.termYears(), fm.yearsUnit())}
      <TextField
        type="date"
        label={tm.termFrom()}
        value={entries.term_from}
        onValue={(term_from) => set({ term_from })}
      />
    </>
  );
}

/** The holder: fixed by a decision, or found in the register. */
function PartyEntry({ entries, set, wrong }: Omit<Props, "prefilled">) {
  const { party, allocationId } = entries;
  const label = entries.instrument === "allotment" ? fm.allottee() : fm.holder();
  if (!party)
    return (
      <div class={`contracts-rows ${wrong.includes("party") ? "field-wrong" : ""}`}>
        <PartyFinder label={label} onPick={(found) => set({ party: found })} />
        {wrong.includes("party") && <p class="field-error">{fm.needParty()}</p>}
      </div>
    );
  return (
    <Field label={label}>
      {(id) => (
        <span class="contracts-party" id={id}>
          <b title={term("parties.PartyRole", "holder")}>{party.name_zh}</b>
          {allocationId === null && (
            <Button kind="quiet" onClick={() => set({ party: null })}>
              {fm.changeParty()}
            </Button>
          )}
        </span>
      )}
    </Field>
  );
}
