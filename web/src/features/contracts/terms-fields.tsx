import type { ComponentChildren } from "preact";
import { term } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { boundNames, isShare, unitOf } from "../../locale/plot-fields";
import { Button, IconButton } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { catalogue, type IndicatorEntry } from "./catalogue.state";
import { fm } from "./form-messages";
import { numberOf, type PromiseEntry, type TermsEntries } from "./terms-entries";
import { tm } from "./terms-messages";

export interface TermsProps {
  entries: TermsEntries;
  set: (change: Partial<TermsEntries>) => void;
  /** Names of the entries that are wrong, from `wrongNumbers`. */
  wrong: string[];
}

export function FormPart({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <fieldset class="contracts-fields">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

export function DateFields({ entries, set, isAllotment }: TermsProps & { isAllotment: boolean }) {
  const day = (name: "handover_on" | "start_on" | "completion_on" | "production_on", label: string, hint?: string) => (
    <TextField
      type="date"
      label={label}
      hint={hint}
      value={entries[name]}
      onValue={(value) => set({ [name]: value })}
    />
  );
  return (
    <>
      {day("handover_on", tm.handoverOn())}
      {day("start_on", tm.startOn(), fm.startHint())}
      {day("completion_on", tm.completionOn())}
      {!isAllotment && day("production_on", tm.productionOn())}
    </>
  );
}

export function PeriodFields({ entries, set, wrong, periodSource }: TermsProps & { periodSource?: string }) {
  return (
    <>
      <TextField
        label={tm.initialPeriod()}
        unit={fm.monthsUnit()}
        inputMode="numeric"
        hint={periodSource ?? fm.initialHint()}
        value={entries.initial_period_months}
        error={wrong.includes("initial_period_months") ? fm.needNumber() : undefined}
        onValue={(initial_period_months) => set({ initial_period_months })}
      />
      <TextField
        type="date"
        label={tm.attainmentOn()}
        hint={fm.attainmentHint()}
        value={entries.attainment_on}
        onValue={(attainment_on) => set({ attainment_on })}
      />
    </>
  );
}

/** Price and instalments, with the sum that has to equal the price. */
export function PaymentFields({ entries, set, wrong, paymentSource }: TermsProps & { paymentSource?: string }) {
  const price = numberOf(entries.price_yuan) ?? 0;
  const sum = entries.instalments.reduce((total, part) => total + (numberOf(part.amount_yuan) || 0), 0);
  const off = Math.round((sum - price) * 100) / 100;
  const change = (index: number, part: Partial<{ due_on: string; amount_yuan: string }>) =>
    set({ instalments: entries.instalments.map((one, i) => (i === index ? { ...one, ...part } : one)) });
  return (
    <div class="contracts-rows">
      {entries.instalments.map((part, index) => (
        <div key={index} class="contracts-row">
          <TextField
            type="date"
            label={`${tm.instalmentNo(index + 1)} · ${fm.dueOn()}`}
            value={part.due_on}
            error={wrong.includes(`instalment:${index}`) && !part.due_on ? fm.needDay() : undefined}
            onValue={(due_on) => change(index, { due_on })}
          />
          <TextField
            label={fm.amount()}
            unit={fm.yuan()}
            inputMode="decimal"
            value={part.amount_yuan}
            error={wrong.includes(`instalment:${index}`) && part.due_on ? fm.needNumber() : undefined}
            onValue={(amount_yuan) => change(index, { amount_yuan })}
          />
          <IconButton
            icon="trash"
            label={fm.removeInstalment(index + 1)}
            onClick={() => set({ instalments: entries.instalments.filter((_, i) => i !== index) })}
          />
        </div>
      ))}
      {paymentSource && <p class="field-hint">{paymentSource}</p>}
      <p class="contracts-row-foot">
        <Button
          kind="quiet"
          icon="plus"
          onClick={() =>
            set({
              instalments: [...entries.instalments, { due_on: "", amount_yuan: off < 0 ? String(-off) : "" }],
            })
          }
        >
          {fm.addInstalment()}
        </Button>
        <span class={off === 0 ? "quiet" : "contracts-late"}>
          {off === 0 ? fm.sumOk(formatNumber(sum, 2)) : fm.sumOff(formatNumber(sum, 2), formatNumber(Math.abs(off), 2))}
        </span>
      </p>
    </div>
  );
}

/** One row per promised indicator, in the unit that officers write. */
export function PromiseFields({ entries, set, wrong }: TermsProps) {
  const known = catalogue.data.value ?? [];
  const change = (index: number, part: Partial<PromiseEntry>) =>
    set({ promises: entries.promises.map((one, i) => (i === index ? { ...one, ...part } : one)) });
  const free = known.filter((one) => !entries.promises.some((promise) => promise.indicator === one.indicator));
  return (
    <div class="contracts-rows">
      {entries.promises.map((promise, index) => {
        const units = known.find((one) => one.indicator === promise.indicator)?.units ?? [];
        const name = term("supply.Indicator", promise.indicator);
        return (
          <div key={promise.indicator} class="contracts-row">
            <TextField
              label={`${name} ${promise.direction === "at_most" ? "≤" : "≥"}`}
              inputMode="decimal"
              value={promise.value}
              error={wrong.includes(`promise:${index}`) ? fm.needNumber() : undefined}
              onValue={(value) => change(index, { value })}
            />
            <SelectField
              label={fm.unit()}
              value={promise.unit}
              options={units.map((one: IndicatorEntry["units"][number]) => ({
                value: one.unit,
                label: inLanguage(one.label_zh, one.label_en) || "—",
              }))}
              onValue={(unit) => change(index, { unit })}
            />
            <IconButton
              icon="trash"
              label={fm.removePromise(name)}
              onClick={() => set({ promises: entries.promises.filter((_, i) => i !== index) })}
            />
          </div>
        );
      })}
      {free.length > 0 && (
        <SelectField
          label={fm.addPromise()}
          value=""
          placeholder={fm.indicator()}
          options={free.map((one) => ({ value: one.indicator, label: inLanguage(one.label_zh, one.label_en) }))}
          onValue={(indicator) => {
            const one = free.find((other) => other.indicator === indicator);
            if (!one) return;
            const fresh = {
              indicator,
              direction: one.direction,
              value: "",
              unit: one.units[0]?.unit ?? "",
              basis: "履约监管协议",
            };
            set({ promises: [...entries.promises, fresh] });
          }}
        />
      )}
    </div>
  );
}

/** Every bound both ways; shares in percent. */
export function ConditionFields({ entries, set, wrong }: TermsProps) {
  const change = (name: string, value: string) => set({ conditions: { ...entries.conditions, [name]: value } });
  return (
    <>
      {boundNames.map((name) => (
        <TextField
          key={name}
          label={tm.bound(name)}
          unit={isShare(name) ? "%" : unitOf(name) || undefined}
          inputMode="decimal"
          value={entries.conditions[name] ?? ""}
          error={wrong.includes(name) ? fm.needNumber() : undefined}
          onValue={(value) => change(name, value)}
        />
      ))}
      <TextField
        label={tm.bound("document_no")}
        value={entries.conditions.document_no ?? ""}
        onValue={(value) => change("document_no", value)}
      />
    </>
  );
}
