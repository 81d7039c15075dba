import { term } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { Button, IconButton } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { type CheckForm, change, type StoreyRow } from "./check-form.state";
import { m } from "./messages";
import type { Figure } from "./types";

/** The raw figures that a check needs; the value they make is computed by the server. */
export function FigureFields({ figures, form }: { figures: Figure[]; form: CheckForm }) {
  return (
    <fieldset class="promise-set">
      <legend>{m.figures()}</legend>
      <p class="field-hint">{m.figuresHint()}</p>
      <div class="promise-grid">
        {figures.map((figure) =>
          figure.unit === "storeys" ? (
            <Storeys key={figure.name} rows={form.storeys} />
          ) : (
            <FigureField key={figure.name} figure={figure} form={form} />
          ),
        )}
      </div>
    </fieldset>
  );
}

function FigureField({ figure, form }: { figure: Figure; form: CheckForm }) {
  const label = inLanguage(figure.label_zh, figure.label_en);
  if (figure.unit === "yes_no") {
    return (
      <SelectField
        label={label}
        value={form.answers[figure.name] ?? ""}
        placeholder={m.choose()}
        options={[
          { value: "yes", label: m.yes() },
          { value: "no", label: m.no() },
        ]}
        onValue={(value) =>
          change({ answers: { ...form.answers, [figure.name]: value === "yes" || value === "no" ? value : "" } })
        }
      />
    );
  }
  return (
    <TextField
      label={label}
      value={form.numbers[figure.name] ?? ""}
      unit={figure.unit === "yuan" ? m.wan() : term("supply.FigureUnit", figure.unit)}
      inputMode="decimal"
      onValue={(value) => change({ numbers: { ...form.numbers, [figure.name]: value } })}
    />
  );
}

function Storeys({ rows }: { rows: StoreyRow[] }) {
  const set = (index: number, part: Partial<StoreyRow>) =>
    change({ storeys: rows.map((row, other) => (other === index ? { ...row, ...part } : row)) });
  return (
    <div class="promise-rows">
      {rows.map((row, index) => (
        <div key={index} class="promise-row">
          <TextField
            label={m.floorArea()}
            value={row.floor_area_m2}
            inputMode="decimal"
            onValue={(value) => set(index, { floor_area_m2: value })}
          />
          <TextField
            label={m.height()}
            value={row.height_m}
            inputMode="decimal"
            onValue={(value) => set(index, { height_m: value })}
          />
          {rows.length > 1 && (
            <IconButton
              icon="close"
              label={`${m.remove()} ${m.storey(index + 1)}`}
              onClick={() => change({ storeys: rows.filter((_, other) => other !== index) })}
            />
          )}
        </div>
      ))}
      <Button icon="plus" onClick={() => change({ storeys: [...rows, { floor_area_m2: "", height_m: "" }] })}>
        {m.addStorey()}
      </Button>
    </div>
  );
}
