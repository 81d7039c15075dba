import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { FormDialog } from "../../app/form-dialog";
import { can } from "../../app/session";
import { isHistory, zone } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { SelectField, TextField } from "../../ui/field";
import { ErrorState, LoadingState } from "../../ui/states";
import { asked, closeAsked, duty, officers, send } from "./inquiries.state";
import { m } from "./messages";
import type { DutyLine } from "./types";

const placeOf = (line: DutyLine) =>
  line.park_code === null ? m.ofZone() : `${line.park_code} ${inLanguage(line.park_name_zh, line.park_name_en)}`;

/** Who answers for which park, and since when. */
export function DutyTab() {
  const lines = duty.data.value;
  const error = duty.error.value;
  const mayChange = can("inquiry:handle") && !isHistory.value;
  return (
    <div class="inquiries-body">
      <p class="quiet">{m.dutyIntro()}</p>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={duty.reload} />}
      {!lines && error === null && <LoadingState />}
      {lines && (
        <div class="page-card page-scroll">
          <table class="page-table">
            <thead>
              <tr>
                <th scope="col">{m.park()}</th>
                <th scope="col">{m.owner()}</th>
                <th scope="col">{m.since()}</th>
                {mayChange && <th scope="col">{m.change()}</th>}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.park_code ?? "-"}>
                  <td>{placeOf(line)}</td>
                  <td>{line.owner_name || <Badge tone="warning">{m.nobody()}</Badge>}</td>
                  <td class="figure">{formatDate(line.valid_from)}</td>
                  {mayChange && (
                    <td class="page-actions">
                      <Button
                        kind="quiet"
                        aria-label={m.changeDuty(placeOf(line))}
                        onClick={() => {
                          asked.value = { kind: "duty", line };
                        }}
                      >
                        {m.change()}
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

/** Name another officer from a day on. */
export function DutyForm({ line }: { line: DutyLine }) {
  const today = zone.value?.today ?? "";
  const [officer, setOfficer] = useState("");
  const [from, setFrom] = useState(today);
  return (
    <FormDialog
      title={m.changeDuty(placeOf(line))}
      submit={m.change()}
      done={m.dutyChanged()}
      ready={officer !== "" && from >= today}
      onClose={closeAsked}
      onSubmit={() =>
        send(
          api.put("/api/inquiries/duty", {
            body: { park_code: line.park_code, officer_id: Number(officer), valid_from: from },
          }),
        )
      }
    >
      <SelectField
        label={m.officer()}
        value={officer}
        placeholder={m.choose()}
        options={(officers.data.value ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
        onValue={setOfficer}
        required
      />
      <TextField label={m.from()} type="date" value={from} min={today} onValue={setFrom} required />
    </FormDialog>
  );
}
