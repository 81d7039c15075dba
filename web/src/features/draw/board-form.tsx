import { formatBearing, gridBearing } from "../../map/measure";
import { Button } from "../../ui/button";
import { Checkbox, SelectField, TextField } from "../../ui/field";
import { fields, fill, side, tool } from "./board.state";
import { execute } from "./board-acts";
import { b } from "./board-messages";
import { type FieldId, toolOf } from "./board-tools";
import { HoleField, LineField, SideDistances, SideField } from "./typed-entry";

const yes = (name: FieldId) => fields.value[name] === "yes";
const tick = (name: FieldId) => (checked: boolean) => fill({ [name]: checked ? "yes" : "" });

interface NumberProps {
  name: FieldId;
  label: string;
  unit: string;
  hint?: string;
  offered?: string;
}

function Figure({ name, label, unit, hint, offered = "" }: NumberProps) {
  return (
    <TextField
      label={label}
      unit={unit}
      hint={hint}
      inputMode="decimal"
      value={fields.value[name] ?? offered}
      onValue={(value) => fill({ [name]: value.trim() })}
    />
  );
}

/** A list has no Enter of its own: there, too, it does what is shown. */
export function enterInList(event: KeyboardEvent): void {
  if (event.key !== "Enter" || !(event.target instanceof HTMLSelectElement)) return;
  event.preventDefault();
  void execute();
}

/** The parameters of the tool in hand. */
export function BoardForm() {
  const { fields: list, draws, id } = toolOf(tool.value);
  if (list.length === 0 && draws !== "point") return null;
  return (
    <form
      class="drawing-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void execute();
      }}
      onKeyDown={enterInList}
    >
      {draws === "side" && id !== "setBack" && <SideField />}
      {draws === "point" && <HoleField />}
      {list.map((name) => (
        <FieldOf key={name} name={name} />
      ))}
      {(draws === "line" || draws === "ring") && <LineField />}
      {side.value && id !== "setBack" && <ChosenSide />}
      <button type="submit" hidden>
        {b.execute()}
      </button>
    </form>
  );
}

function FieldOf({ name }: { name: FieldId }) {
  switch (name) {
    case "extend":
      return <Checkbox label={b.extend()} checked={yes(name)} onChecked={tick(name)} />;
    case "areas":
      return <Figure name={name} label={b.areas()} unit={fields.value.unit === "m2" ? "㎡" : "亩"} />;
    case "unit":
      return (
        <SelectField
          label={b.unit()}
          value={fields.value.unit ?? "mu"}
          options={[
            { value: "mu", label: "亩" },
            { value: "m2", label: "㎡" },
          ]}
          onValue={(unit) => fill({ unit })}
        />
      );
    case "bearing":
      return side.value || fields.value.equal === "frontage" ? null : (
        <Figure name={name} label={b.bearing()} unit="°" hint={b.bearingHint()} offered="0" />
      );
    case "fromRight":
      return side.value ? null : <Checkbox label={b.fromRight()} checked={yes(name)} onChecked={tick(name)} />;
    case "ratio":
      return <Figure name={name} label={b.ratioField()} unit="" offered="1:1" />;
    case "count":
      return <Figure name={name} label={b.count()} unit="" offered="2" />;
    case "equal":
      return (
        <SelectField
          label={b.equal()}
          value={fields.value.equal ?? "area"}
          options={[
            { value: "area", label: b.equalArea() },
            { value: "frontage", label: b.equalFrontage() },
          ]}
          onValue={(equal) => fill({ equal })}
        />
      );
    case "closeGaps":
      return <Checkbox label={b.closeGaps()} checked={yes(name)} onChecked={tick(name)} />;
    case "keepInner":
      return <Checkbox label={b.keepInner()} checked={yes(name)} onChecked={tick(name)} />;
    case "distance":
      return (
        <>
          <Figure name={name} label={b.distance()} unit="m" />
          <SideDistances all={fields.value.distance ?? ""} />
        </>
      );
    case "keepStrip":
      return <Checkbox label={b.keepStrip()} checked={yes(name)} onChecked={tick(name)} />;
    case "tolerance":
      return <Figure name={name} label={b.tolerance()} unit="°" offered="5" />;
    case "mostShift":
      return <Figure name={name} label={b.mostShift()} unit="m" offered="0.5" />;
    case "withNeighbours":
      return <Checkbox label={b.withNeighbours()} checked={yes(name)} onChecked={tick(name)} />;
    case "by":
      return <Figure name={name} label={b.by()} unit="m" />;
    case "target":
      return <Figure name={name} label={b.target()} unit="㎡" />;
  }
}

function ChosenSide() {
  const now = side.value;
  if (!now) return null;
  return (
    <p class="drawing-side">
      {b.sideChosen(formatBearing(gridBearing(now[0], now[1])))}
      <Button
        kind="quiet"
        onClick={() => {
          side.value = null;
        }}
      >
        {b.clearSide()}
      </Button>
    </p>
  );
}
