import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { shownDate } from "../../app/zone";
import { TextField } from "../../ui/field";
import { FormDialog } from "./form-dialog";
import { m, ms } from "./messages";
import { send } from "./projects.state";

/** The month before the one shown, as YYYY-MM. */
function lastMonth(day: string): string {
  const [year = 2000, month = 1] = day.split("-").map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, "0")}`;
}

/** Fix the lights of a month that is over. */
export function FreezeForm() {
  const [month, setMonth] = useState(lastMonth(shownDate.value ?? ""));
  return (
    <FormDialog
      title={m.freeze()}
      submit={m.freeze()}
      done={ms.frozen()}
      ready={/^\d{4}-\d{2}$/.test(month)}
      onSubmit={() => send(api.post("/api/projects/month-lights", { body: { month: `${month}-01` } }))}
    >
      <p>{ms.freezeText()}</p>
      <TextField label={ms.month()} placeholder="2026-10" value={month} onValue={setMonth} required />
    </FormDialog>
  );
}
