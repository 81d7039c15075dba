import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { FormFrame } from "../../app/form-frame";
import { term } from "../../app/terms";
import { parkName, parks, zone } from "../../app/zone";
import { Checkbox, SelectField, TextField } from "../../ui/field";
import { isNumber, useIndicatorChoice } from "./indicator-forms";
import { m } from "./messages";
import type { Requirement, RequirementTable } from "./types";

/** A new entry of the table from a day on; values of other places are shown beside as a help. */
export function RequirementForm({ table, onClose }: { table: RequirementTable; onClose: () => void }) {
  const [indicator, setIndicator] = useState("tax_per_mu");
  const [unitChosen, setUnit] = useState("");
  const [value, setValue] = useState("");
  const [industry, setIndustry] = useState("C");
  const [park, setPark] = useState("");
  const [from, setFrom] = useState(zone.value?.today ?? "");
  const [to, setTo] = useState("");
  const [basis, setBasis] = useState("");
  const [note, setNote] = useState("");
  const [reason, setReason] = useState("");
  const [isConfirmed, setConfirmed] = useState(false);
  const choice = useIndicatorChoice(indicator, unitChosen);
  const elsewhere = table.examples.filter((example) => example.indicator === indicator);
  return (
    <FormFrame
      title={m.newEntry()}
      text={m.newEntryText()}
      width={600}
      onClose={onClose}
      check={() =>
        !isNumber(value)
          ? m.needValue()
          : !from
            ? m.needDay()
            : basis.trim().length < 2
              ? m.needBasis()
              : reason.trim().length < 2
                ? m.needReason()
                : null
      }
      send={() =>
        api.post("/api/indicators", {
          body: {
            indicator,
            value: value.trim(),
            unit: choice.unit,
            industry_code: industry.trim(),
            park_code: park || null,
            effective_from: from,
            effective_to: to || null,
            basis: basis.trim(),
            confirmed: isConfirmed,
            note: note.trim(),
            reason: reason.trim(),
          },
        })
      }
    >
      <SelectField
        label={m.indicator()}
        value={indicator}
        options={choice.indicators}
        onValue={setIndicator}
        hint={term("supply.Direction", choice.direction)}
      />
      <div class="prepare-pair">
        <TextField label={m.value()} value={value} onValue={setValue} inputMode="decimal" required />
        <SelectField label={m.unit()} value={choice.unit} options={choice.units} onValue={setUnit} />
      </div>
      {elsewhere.length > 0 && (
        <details class="prepare-why">
          <summary>{m.examples()}</summary>
          <ul>
            {elsewhere.map((example) => (
              <li key={`${example.place}-${example.value}`}>
                {example.place}：{example.value_zh}
              </li>
            ))}
          </ul>
        </details>
      )}
      <div class="prepare-pair">
        <TextField label={m.industry()} value={industry} onValue={setIndustry} hint={m.industryHint()} maxLength={6} />
        <SelectField
          label={m.park()}
          value={park}
          placeholder={m.everyPark()}
          options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
          onValue={setPark}
        />
      </div>
      <div class="prepare-pair">
        <TextField label={m.from()} type="date" value={from} onValue={setFrom} required />
        <TextField label={m.to()} type="date" value={to} onValue={setTo} hint={m.noEnd()} />
      </div>
      <TextField label={m.basisField()} value={basis} onValue={setBasis} maxLength={300} required />
      <Checkbox label={m.isConfirmed()} checked={isConfirmed} onChecked={setConfirmed} />
      <TextField label={m.note()} value={note} onValue={setNote} maxLength={500} />
      <TextField label={m.reason()} value={reason} onValue={setReason} maxLength={500} required />
    </FormFrame>
  );
}

export function ConfirmForm({ entry, onClose }: { entry: Requirement; onClose: () => void }) {
  const [basis, setBasis] = useState(entry.basis);
  const [reason, setReason] = useState("");
  return (
    <FormFrame
      title={`${m.confirmTitle()} · ${term("supply.Indicator", entry.indicator)}`}
      text={m.confirmText()}
      submit={m.confirm()}
      onClose={onClose}
      check={() => (basis.trim().length < 2 ? m.needBasis() : reason.trim().length < 2 ? m.needReason() : null)}
      send={() =>
        api.post("/api/indicators/{requirement_id}/confirm", {
          path: { requirement_id: entry.id },
          body: { basis: basis.trim(), reason: reason.trim() },
        })
      }
    >
      <p>
        {entry.direction === "at_most" ? "≤" : "≥"} {entry.value_zh}
      </p>
      <TextField label={m.basisField()} value={basis} onValue={setBasis} maxLength={300} required />
      <TextField label={m.reason()} value={reason} onValue={setReason} maxLength={500} required />
    </FormFrame>
  );
}

export function EndForm({ entry, onClose }: { entry: Requirement; onClose: () => void }) {
  const [to, setTo] = useState("");
  const [reason, setReason] = useState("");
  return (
    <FormFrame
      title={`${m.endTitle()} · ${term("supply.Indicator", entry.indicator)}`}
      onClose={onClose}
      check={() => (!to ? m.needDay() : reason.trim().length < 2 ? m.needReason() : null)}
      send={() =>
        api.post("/api/indicators/{requirement_id}/end", {
          path: { requirement_id: entry.id },
          body: { effective_to: to, reason: reason.trim() },
        })
      }
    >
      <TextField label={m.to()} type="date" value={to} onValue={setTo} min={entry.effective_from} required />
      <TextField label={m.reason()} value={reason} onValue={setReason} maxLength={500} required />
    </FormFrame>
  );
}
