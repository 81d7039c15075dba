import { termOptions } from "../../app/terms";
import { Button, IconButton } from "../../ui/button";
import { Checkbox, Select } from "../../ui/field";
import { i } from "./item-messages";
import type { ItemMaterial } from "./types";

interface Props {
  materials: ItemMaterial[];
  /** The item is on the published list: secondary material may be marked. */
  mayBeLate: boolean;
  onMaterials: (materials: ItemMaterial[]) => void;
}

/** The materials of an item, one line each. */
export function MaterialRows({ materials, mayBeLate, onMaterials }: Props) {
  const change = (at: number, values: Partial<ItemMaterial>) =>
    onMaterials(materials.map((one, index) => (index === at ? { ...one, ...values } : one)));
  return (
    <fieldset class="approval-choices">
      <legend class="field-label">{i.materials()}</legend>
      {materials.map((material, at) => (
        <div key={at} class="approval-material-row">
          <input
            class="input"
            aria-label={i.materialName()}
            placeholder={i.materialName()}
            value={material.name_zh}
            maxLength={100}
            onInput={(event) => change(at, { name_zh: event.currentTarget.value })}
          />
          <Select
            label={i.materialClass()}
            value={material.class}
            options={termOptions("approvals.MaterialClass")}
            onValue={(value) =>
              change(at, {
                class: value === "main" ? "main" : "secondary",
                tolerable: value === "main" ? false : (material.tolerable ?? false),
              })
            }
          />
          <Select
            label={i.source()}
            value={material.source}
            options={termOptions("approvals.MaterialSource")}
            onValue={(value) => change(at, { source: value })}
          />
          <input
            class="input"
            aria-label={i.form()}
            placeholder={i.form()}
            value={material.form_zh ?? ""}
            maxLength={100}
            onInput={(event) => change(at, { form_zh: event.currentTarget.value })}
          />
          <Checkbox
            label={i.mayBeLate()}
            checked={material.tolerable ?? false}
            disabled={!mayBeLate || material.class === "main"}
            onChecked={(checked) => change(at, { tolerable: checked })}
          />
          <Checkbox
            label={i.afterLand()}
            checked={material.after_land ?? false}
            onChecked={(checked) => change(at, { after_land: checked })}
          />
          <IconButton
            icon="trash"
            label={`${i.remove()} ${material.name_zh}`}
            onClick={() => onMaterials(materials.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      <div>
        <Button
          icon="plus"
          onClick={() =>
            onMaterials([
              ...materials,
              { code: "", name_zh: "", class: "secondary", tolerable: false, source: "applicant", form_zh: "" },
            ])
          }
        >
          {i.addMaterial()}
        </Button>
      </div>
    </fieldset>
  );
}
