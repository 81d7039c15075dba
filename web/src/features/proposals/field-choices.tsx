import { sentenceOf } from "../../api/problem";
import { term } from "../../app/terms";
import { SelectField } from "../../ui/field";
import { toast } from "../../ui/toast";
import { choosable, waysOf } from "./field-ways";
import { m } from "./messages";
import { chooseFields, mayEdit } from "./proposals.state";
import type { Operation } from "./types";

/** What becomes of names, surveyed areas and addresses of the parents in one operation, with what comes of it. */
export function FieldChoices({ operation }: { operation: Operation }) {
  if (operation.is_failed || operation.is_removed || !["split", "merge"].includes(operation.kind)) return null;
  const fields = choosable.filter((field) => operation.parents.some((one) => one.attributes?.[field]));
  const shapes = operation.shapes.filter(({ is_live }) => is_live);
  if (fields.length === 0) return null;
  const chosen = operation.parameters.fields ?? {};
  const choose = (field: string, way: string) =>
    chooseFields(operation, { ...chosen, [field]: way })
      .then(() => toast(m.fieldsChosen()))
      .catch((error: unknown) => toast(sentenceOf(error), "error"));
  return (
    <details class="proposals-choices">
      <summary>{m.fieldChoices()}</summary>
      {fields.map((field) => (
        <div key={field}>
          {mayEdit.value ? (
            <SelectField
              label={term("land.PlotField", field)}
              value={chosen[field] ?? waysOf(field, operation.kind)[0] ?? ""}
              options={waysOf(field, operation.kind).map((way) => ({
                value: way,
                label: term("proposals.FieldPolicy", way),
              }))}
              onValue={(way) => void choose(field, way)}
            />
          ) : (
            <p class="quiet">{term("land.PlotField", field)}</p>
          )}
          <ul class="quiet">
            {shapes.map((shape) => (
              <li key={shape.id}>
                <span class="figure">{shape.plot_no}</span> {shape.attributes[field] ?? m.noValue()}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  );
}
