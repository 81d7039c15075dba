import { useSignal } from "@preact/signals";
import { term, termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { Dialog } from "../../ui/dialog";
import { Checkbox, SelectField, TextField } from "../../ui/field";
import { entriesOf, type ItemEntries } from "./item-entries";
import { i } from "./item-messages";
import { itemDialog, retireItem, saveItem } from "./items.state";
import { MaterialRows } from "./material-rows";
import { StepFrame } from "./step-frame";
import type { Catalogue, CatalogueItem } from "./types";

const close = () => {
  itemDialog.value = null;
};
const kindsOf = () => termOptions("approvals.SuspensionKind").map(({ value }) => value);

/** A new version of an item, or a new item. */
export function ItemForm({ item, data }: { item: CatalogueItem | null; data: Catalogue }) {
  const entries = useSignal<ItemEntries>(
    entriesOf(item, zone.value?.today ?? "", data.stages[0]?.code ?? "", kindsOf()),
  );
  const typed = entries.value;
  const set = (change: Partial<ItemEntries>) => {
    entries.value = { ...entries.value, ...change };
  };
  const name = item ? inLanguage(item.name_zh, item.name_en) : "";
  const check = () => {
    const { code, name_zh, department_zh, days, basis, reason, valid_from, materials } = entries.value;
    const filled = [code, name_zh, department_zh, days, basis, valid_from].every((text) => text.trim() !== "");
    return filled && reason.trim().length > 1 && materials.every(({ name_zh: own }) => own.trim() !== "")
      ? null
      : i.required();
  };
  return (
    <Dialog title={item ? i.editTitle(name) : i.add()} onClose={close} width={900}>
      <StepFrame
        title={item ? i.editTitle(name) : i.add()}
        submitLabel={i.save()}
        onDone={close}
        check={check}
        send={() => saveItem(entries.value)}
      >
        <div class="approval-fields">
          {!item && <Line name="code" label={i.code()} hint={i.codeHint()} typed={typed} set={set} required />}
          <Line name="name_zh" label={i.name()} typed={typed} set={set} required />
          <Line name="name_en" label={i.nameEn()} typed={typed} set={set} />
          <SelectField
            label={i.stage()}
            value={typed.stage_code}
            options={data.stages.map((one) => ({ value: one.code, label: inLanguage(one.name_zh, one.name_en) }))}
            onValue={(value) => set({ stage_code: value })}
          />
          <Line name="department_zh" label={i.office()} typed={typed} set={set} required />
          <SelectField
            label={i.handling()}
            value={typed.handling}
            options={termOptions("approvals.HandlingKind")}
            onValue={(value) => set({ handling: value })}
          />
          <Line name="days" label={i.promised()} typed={typed} set={set} type="number" required />
          <Unit name="unit" typed={typed} set={set} />
          <Line name="extension_days_max" label={i.extensionMost()} typed={typed} set={set} type="number" />
          <Line name="statutory_days" label={i.law()} typed={typed} set={set} type="number" />
          <Unit name="statutory_unit" typed={typed} set={set} />
        </div>
        <Choices
          legend={i.needs()}
          options={data.items
            .filter(({ code }) => code !== typed.code)
            .map((one) => ({ value: one.code, label: inLanguage(one.name_zh, one.name_en) }))}
          chosen={typed.needs}
          onChosen={(needs) => set({ needs })}
        />
        <Choices
          legend={i.excluded()}
          options={termOptions("approvals.SuspensionKind")}
          chosen={typed.excluded}
          onChosen={(excluded) => set({ excluded })}
        />
        <Checkbox
          label={`${i.tolerable()}（${i.tolerableHint()}）`}
          checked={typed.is_tolerable}
          onChecked={(checked) => set({ is_tolerable: checked })}
        />
        <MaterialRows
          materials={typed.materials}
          mayBeLate={typed.is_tolerable}
          onMaterials={(materials) => set({ materials })}
        />
        <div class="approval-fields">
          <Line name="basis" label={i.basis()} typed={typed} set={set} required />
          <Line name="note" label={i.note()} typed={typed} set={set} />
          <Checkbox
            label={i.confirmed()}
            checked={typed.confirmed}
            onChecked={(checked) => set({ confirmed: checked })}
          />
          <Line
            name="valid_from"
            label={i.validFrom()}
            hint={i.validHint()}
            typed={typed}
            set={set}
            type="date"
            required
          />
          <Line name="reason" label={i.reason()} typed={typed} set={set} required />
        </div>
      </StepFrame>
    </Dialog>
  );
}

export function RetireForm({ item }: { item: CatalogueItem }) {
  const day = useSignal(zone.value?.today ?? "");
  const reason = useSignal("");
  const title = i.retireTitle(inLanguage(item.name_zh, item.name_en));
  return (
    <Dialog title={title} onClose={close}>
      <StepFrame
        title={title}
        danger
        submitLabel={i.retire()}
        onDone={close}
        check={() => (reason.value.trim().length > 1 ? null : i.required())}
        send={() => retireItem(item.code, day.value, reason.value.trim())}
      >
        <TextField
          label={i.validFrom()}
          type="date"
          value={day.value}
          hint={i.validHint()}
          onValue={(value) => {
            day.value = value;
          }}
          required
        />
        <TextField
          label={i.reason()}
          value={reason.value}
          onValue={(value) => {
            reason.value = value;
          }}
          required
        />
      </StepFrame>
    </Dialog>
  );
}

type TextName =
  | "code"
  | "name_zh"
  | "name_en"
  | "department_zh"
  | "days"
  | "statutory_days"
  | "extension_days_max"
  | "basis"
  | "note"
  | "valid_from"
  | "reason";

interface LineProps {
  name: TextName;
  label: string;
  typed: ItemEntries;
  set: (change: Partial<ItemEntries>) => void;
  type?: "text" | "number" | "date";
  hint?: string;
  required?: boolean;
}

function Line({ name, label, typed, set, type = "text", hint, required }: LineProps) {
  return (
    <TextField
      label={label}
      type={type}
      min={type === "number" ? 0 : undefined}
      value={typed[name]}
      hint={hint}
      required={required}
      maxLength={200}
      onValue={(value) => set({ [name]: value })}
    />
  );
}

function Unit({ name, typed, set }: Pick<LineProps, "typed" | "set"> & { name: "unit" | "statutory_unit" }) {
  return (
    <SelectField
      label={i.unit()}
      value={typed[name]}
      options={["working", "calendar"].map((value) => ({ value, label: term("kernel.DayUnit", value) }))}
      onValue={(value) => set({ [name]: value })}
    />
  );
}

interface ChoicesProps {
  legend: string;
  options: { value: string; label: string }[];
  chosen: string[];
  onChosen: (chosen: string[]) => void;
}

function Choices({ legend, options, chosen, onChosen }: ChoicesProps) {
  return (
    <fieldset class="approval-choices approval-choices-line">
      <legend class="field-label">{legend}</legend>
      {options.map(({ value, label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={chosen.includes(value)}
          onChecked={(checked) => onChosen(checked ? [...chosen, value] : chosen.filter((one) => one !== value))}
        />
      ))}
    </fieldset>
  );
}
