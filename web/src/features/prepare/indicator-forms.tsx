import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { FormFrame } from "../../app/form-frame";
import { term } from "../../app/terms";
import { zone } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { SelectField, TextField } from "../../ui/field";
import { m } from "./messages";
import { catalogue } from "./prepare.state";
import type { CatalogueEntry, PlotIndicator, Sheet } from "./types";

/** The indicators that can be chosen, and for the one chosen the units in which papers state it. */
export function useIndicatorChoice(indicator: string, unit: string) {
  const list = catalogue.data.value ?? [];
  const entry = list.find((one) => one.indicator === indicator);
  const units = entry?.units ?? [];
  return {
    indicators: list.map((one) => ({ value: one.indicator, label: inLanguage(one.label_zh, one.label_en) })),
    units: units.map((one: CatalogueEntry["units"][number]) => ({
      value: one.unit,
      label: inLanguage(one.label_zh, one.label_en) || "—",
    })),
    unit: units.some((one: CatalogueEntry["units"][number]) => one.unit === unit) ? unit : (units[0]?.unit ?? ""),
    direction: entry?.direction ?? "at_least",
  };
}

export function isNumber(text: string): boolean {
  return /^\d+(\.\d{1,6})?$/.test(text.trim());
}

interface Props {
  sheet: Sheet;
  /** The value to be changed; null = another indicator. */
  own: PlotIndicator | null;
  onClose: () => void;
}

export function PlotIndicatorForm({ sheet, own, onClose }: Props) {
  const [indicator, setIndicator] = useState<string>(own?.indicator ?? "tax_per_mu");
  const [typed, setTyped] = useState(own ? String(own.written_value) : "");
  const [unitChosen, setUnit] = useState(own?.written_unit ?? "");
  const [basis, setBasis] = useState(own?.basis ?? "");
  const [since, setSince] = useState(zone.value?.today ?? "");
  const choice = useIndicatorChoice(indicator, unitChosen);
  return (
    <FormFrame
      title={`${own ? m.changeIndicator() : m.setIndicator()} · ${sheet.plot_no}`}
      onClose={onClose}
      check={() =>
        !isNumber(typed) ? m.needValue() : basis.trim().length < 2 ? m.needBasis() : since ? null : m.needDay()
      }
      send={() =>
        api.put("/api/plots/{plot_id}/indicators", {
          path: { plot_id: sheet.plot_id },
          body: {
            indicator,
            direction: own?.direction,
            value: typed.trim(),
            unit: choice.unit,
            basis: basis.trim(),
            valid_from: since,
          },
        })
      }
    >
      <SelectField
        label={m.indicator()}
        value={indicator}
        options={choice.indicators}
        onValue={setIndicator}
        disabled={own !== null}
        hint={term("supply.Direction", own?.direction ?? choice.direction)}
      />
      <div class="prepare-pair">
        <TextField label={m.value()} value={typed} onValue={setTyped} inputMode="decimal" required />
        <SelectField label={m.unit()} value={choice.unit} options={choice.units} onValue={setUnit} />
      </div>
      <TextField label={m.basisField()} value={basis} onValue={setBasis} maxLength={300} required />
      <TextField label={m.since()} type="date" value={since} onValue={setSince} required />
    </FormFrame>
  );
}

export function DropForm({ sheet, own, onClose }: { sheet: Sheet; own: PlotIndicator; onClose: () => void }) {
  const [reason, setReason] = useState("");
  return (
    <FormFrame
      title={m.dropSure(term("supply.Indicator", own.indicator))}
      text={m.dropText()}
      submit={m.dropIndicator()}
      onClose={onClose}
      check={() => (reason.trim().length < 2 ? m.needReason() : null)}
      send={() =>
        api.post("/api/plots/{plot_id}/indicators/end", {
          path: { plot_id: sheet.plot_id },
          body: {
            indicator: own.indicator,
            direction: own.direction,
            reason: reason.trim(),
          },
        })
      }
    >
      <TextField label={m.reason()} value={reason} onValue={setReason} maxLength={500} required />
    </FormFrame>
  );
}
