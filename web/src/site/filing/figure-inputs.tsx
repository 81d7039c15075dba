import { figureUnit } from "../../app/figure-words";
import { inLanguage } from "../../locale/language";
import { Checkbox, TextField } from "../../ui/field";
import { faults, told, write } from "./filing.state";
import { f } from "./messages";
import type { AskedFigure } from "./types";

/** The figures that are asked for: a number in its unit, or the word that there is none yet. */
export function FigureInputs({ figures }: { figures: AskedFigure[] }) {
  return (
    <fieldset class="filing-set">
      <legend>{f.figures()}</legend>
      <p class="field-hint">{f.figuresHint()}</p>
      {figures.map((figure) => (
        <FigureInput key={figure.name} figure={figure} />
      ))}
    </fieldset>
  );
}

function FigureInput({ figure: { name, unit, label_zh, label_en } }: { figure: AskedFigure }) {
  const { numbers, none } = told.value;
  const place = `figures.${name}`;
  const label = inLanguage(label_zh, label_en);
  const isNone = none.includes(name);
  return (
    <div class="filing-figure" data-wrong={Boolean(faults.value[place])}>
      <TextField
        label={label}
        value={isNone ? "" : (numbers[name] ?? "")}
        unit={figureUnit(unit)}
        inputMode={unit === "person" ? "numeric" : "decimal"}
        autocomplete="off"
        disabled={isNone}
        placeholder={isNone ? f.none() : undefined}
        error={faults.value[place]}
        onValue={(value) => write({ numbers: { ...numbers, [name]: value } }, place)}
      />
      <Checkbox
        label={
          <>
            {f.none()}
            <span class="visually-hidden">{label}</span>
          </>
        }
        checked={isNone}
        onChecked={(checked) =>
          write({ none: checked ? [...none, name] : none.filter((other) => other !== name) }, place)
        }
      />
    </div>
  );
}
