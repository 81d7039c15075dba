import { SelectField, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { type Transformation, transformationNumbers } from "./answers";
import { m } from "./messages";

const labels: Record<string, () => string> = {
  dx: m.shiftDx,
  dy: m.shiftDy,
  dz: m.shiftDz,
  rx: m.shiftRx,
  ry: m.shiftRy,
  rz: m.shiftRz,
  rotation: m.shiftRotation,
  scale_ppm: m.shiftScale,
};

interface Props {
  value: Transformation;
  onValue: (value: Transformation) => void;
}

/** From an old datum or a shifted map to CGCS2000: only what somebody gives, with where it comes from. */
export function TransformationFields({ value, onValue }: Props) {
  const names = transformationNumbers[value.kind];
  return (
    <fieldset class="survey-shift">
      <legend>{m.shift()}</legend>
      <SelectField
        label={m.shiftKind()}
        value={value.kind}
        placeholder={m.shiftNone()}
        options={[
          { value: "seven", label: m.shiftSeven() },
          { value: "four", label: m.shiftFour() },
          { value: "gcj02", label: m.shiftGcj() },
          { value: "bd09", label: m.shiftBd() },
        ]}
        onValue={(kind) => onValue({ ...value, kind: kind as Transformation["kind"] })}
      />
      {value.kind && <Note tone="warning">{names.length > 0 ? m.shiftParametersNote() : m.shiftMapNote()}</Note>}
      {names.map((name) => (
        <TextField
          key={name}
          label={labels[name]?.() ?? name}
          value={value.numbers[name] ?? ""}
          inputMode="decimal"
          required
          onValue={(text) => onValue({ ...value, numbers: { ...value.numbers, [name]: text } })}
        />
      ))}
      {value.kind === "seven" && (
        <SelectField
          label={m.shiftConvention()}
          value={value.convention}
          placeholder={m.shiftChoose()}
          options={[
            { value: "position_vector", label: m.shiftVector() },
            { value: "coordinate_frame", label: m.shiftFrame() },
          ]}
          onValue={(convention) => onValue({ ...value, convention })}
        />
      )}
      {names.length > 0 && (
        <TextField
          label={m.shiftSource()}
          value={value.source}
          required
          maxLength={200}
          onValue={(source) => onValue({ ...value, source })}
        />
      )}
    </fieldset>
  );
}
