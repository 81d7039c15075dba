import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { FormFrame } from "../../app/form-frame";
import { TextField } from "../../ui/field";
import { AmountField, isPositive, numberOf, yuanOf } from "./form-parts";
import { closeAsked } from "./reuse.state";
import { mf, ms } from "./sheet-messages";
import type { Sheet, Target } from "./types";

export const noTargets = {
  release: "",
  investment: "",
  output: "",
  tax: "",
  compensation: "",
  release_by: "",
  reuse_by: "",
};
export type TargetEntries = typeof noTargets;

const wan = (yuan: number | null | undefined) => (yuan === null || yuan === undefined ? "" : String(yuan / 10_000));

export const entriesOf = (target: Target | undefined): TargetEntries => ({
  release: target?.release_m2 === null || target === undefined ? "" : String(target.release_m2),
  investment: wan(target?.investment_yuan),
  output: wan(target?.output_yuan),
  tax: wan(target?.tax_yuan),
  compensation: wan(target?.compensation_yuan),
  release_by: target?.release_by ?? "",
  reuse_by: target?.reuse_by ?? "",
});

export const targetsAreSound = (targets: TargetEntries): boolean =>
  [targets.release, targets.investment, targets.output, targets.tax, targets.compensation].every(isPositive);

export const bodyOf = (targets: TargetEntries) => ({
  release_m2: numberOf(targets.release),
  investment_yuan: yuanOf(targets.investment),
  output_yuan: yuanOf(targets.output),
  tax_yuan: yuanOf(targets.tax),
  compensation_yuan: yuanOf(targets.compensation),
  release_by: targets.release_by || null,
  reuse_by: targets.reuse_by || null,
});

interface FieldsProps {
  targets: TargetEntries;
  onTargets: (targets: TargetEntries) => void;
}

/** What is to be reached and by which days; everything may stay empty. */
export function TargetFields({ targets, onTargets }: FieldsProps) {
  const set = (name: keyof TargetEntries) => (value: string) => onTargets({ ...targets, [name]: value });
  return (
    <fieldset class="reuse-fields">
      <legend>{ms.targets()}</legend>
      <div class="reuse-two">
        <AmountField label={ms.targetRelease()} unit="㎡" value={targets.release} onValue={set("release")} />
        <AmountField label={ms.targetInvestment()} value={targets.investment} onValue={set("investment")} />
        <AmountField label={ms.targetOutput()} value={targets.output} onValue={set("output")} />
        <AmountField label={ms.targetTax()} value={targets.tax} onValue={set("tax")} />
        <AmountField label={ms.compensation()} value={targets.compensation} onValue={set("compensation")} />
        <span />
        <TextField label={ms.releaseBy()} type="date" value={targets.release_by} onValue={set("release_by")} />
        <TextField label={ms.reuseBy()} type="date" value={targets.reuse_by} onValue={set("reuse_by")} />
      </div>
    </fieldset>
  );
}

/** Other targets from today on; the version before stays to be read. */
export function TargetForm({ sheet }: { sheet: Sheet }) {
  const [targets, setTargets] = useState(() => entriesOf(sheet.targets[0]));
  const [reason, setReason] = useState("");
  return (
    <FormFrame
      title={`${ms.revise()} · ${sheet.reuse_no}`}
      width={600}
      check={() => (targetsAreSound(targets) ? (reason.trim().length < 2 ? mf.needReason() : null) : mf.needNumber())}
      send={() =>
        api.post("/api/reuse/{measure_id}/targets", {
          path: { measure_id: sheet.id },
          body: { ...bodyOf(targets), reason: reason.trim() },
        })
      }
      onClose={closeAsked}
    >
      <TargetFields targets={targets} onTargets={setTargets} />
      <TextField label={ms.reason()} value={reason} onValue={setReason} maxLength={500} required />
    </FormFrame>
  );
}
