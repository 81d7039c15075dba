import { TextField } from "../../ui/field";
import { m } from "./messages";
import { nameFields, type ParkNames } from "./park-entries";

const labels: Record<keyof ParkNames, () => string> = {
  name_zh: m.nameZh,
  name_en: m.nameEn,
  operator_zh: m.operatorZh,
  operator_en: m.operatorEn,
  purpose_zh: m.purposeZh,
  purpose_en: m.purposeEn,
};

interface Props {
  names: ParkNames;
  error: string | undefined;
  onNames: (names: ParkNames) => void;
}

export function NamesFields({ names, error, onNames }: Props) {
  return (
    <>
      {nameFields.map((name) => (
        <TextField
          key={name}
          label={labels[name]()}
          value={names[name]}
          maxLength={name.startsWith("purpose") ? 300 : 100}
          required={name === "name_zh"}
          error={name === "name_zh" ? error : null}
          onValue={(value) => onNames({ ...names, [name]: value })}
        />
      ))}
    </>
  );
}
