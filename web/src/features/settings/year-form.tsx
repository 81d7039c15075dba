import { useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { Checkbox, SelectField, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { marks, type Revision, saveYear, shownMarks, year } from "./calendar.state";
import { c } from "./calendar-messages";
import { festivalName, usualFestivals } from "./festival-name";
import { m } from "./messages";
import { useSending } from "./use-sending";
import { daysBetween, isWeekend, spanned, type YearAnswer } from "./work-year";

/** Spans are added by name and days; then notice and reason, and the year is stored as a whole. */
export function YearForm({ answer }: { answer: YearAnswer }) {
  return (
    <>
      <SpanForm />
      <SaveForm answer={answer} />
    </>
  );
}

function SpanForm() {
  const [span, setSpan] = useState({ from: "", to: "", worked: false });
  const [fault, setFault] = useState<string | null>(null);
  const set = (change: Partial<typeof span>) => setSpan({ ...span, ...change });
  const name = festivalName.value.trim();
  const add = (event: Event) => {
    event.preventDefault();
    const last = span.to || span.from;
    const own = (day: string) => day.startsWith(`${year.value}-`);
    if (!name) setFault(c.spanName());
    else if (!own(span.from) || !own(last)) setFault(c.spanDay(year.value));
    else if (last < span.from) setFault(c.spanOrder());
    else if (span.worked && !daysBetween(span.from, last).some(isWeekend)) setFault(c.spanWorked());
    else {
      marks.value = spanned(span.from, last, name, span.worked, shownMarks.value);
      setFault(null);
      setSpan({ ...span, from: "", to: "" });
    }
  };
  const limits = { min: `${year.value}-01-01`, max: `${year.value}-12-31` };
  return (
    <form class="page-card year-card form-column" onSubmit={add} noValidate aria-label={c.addSpan()}>
      {fault && <Note tone="error">{fault}</Note>}
      <TextField
        label={c.name()}
        value={festivalName.value}
        list="usual-festivals"
        maxLength={40}
        onValue={(text) => {
          festivalName.value = text;
        }}
      />
      <datalist id="usual-festivals">
        {usualFestivals.map((festival) => (
          <option key={festival} value={festival} />
        ))}
      </datalist>
      <SelectField
        label={c.kind()}
        value={span.worked ? "make_up" : "holiday"}
        options={[
          { value: "holiday", label: c.holiday() },
          { value: "make_up", label: c.make_up() },
        ]}
        onValue={(kind) => set({ worked: kind === "make_up" })}
      />
      <TextField label={c.from()} type="date" value={span.from} {...limits} onValue={(from) => set({ from })} />
      <TextField
        label={c.to()}
        hint={c.toHint()}
        type="date"
        value={span.to}
        {...limits}
        onValue={(to) => set({ to })}
      />
      <Button type="submit" icon="plus">
        {c.addSpan()}
      </Button>
    </form>
  );
}

function SaveForm({ answer }: { answer: YearAnswer }) {
  const [entries, setEntries] = useState<Revision>({ confirmed: false, basis: answer.basis, reason: "" });
  const [attempted, setAttempted] = useState(false);
  const shownYear = year.value;
  const { busy, refusal, run } = useSending(
    () => saveYear(entries),
    () => c.saved(shownYear),
  );
  const set = (change: Partial<Revision>) => setEntries({ ...entries, ...change });
  const needsBasis = attempted && entries.confirmed && entries.basis.trim() === "";
  const needsReason = attempted && entries.reason.trim().length < 2;
  const save = (event: Event) => {
    event.preventDefault();
    setAttempted(true);
    if (entries.reason.trim().length >= 2 && (!entries.confirmed || entries.basis.trim() !== "")) void run();
  };
  return (
    <form class="page-card year-card form-column" onSubmit={save} noValidate aria-label={m.save()}>
      {refusal && <Note tone="error">{refusal}</Note>}
      <TextField
        label={c.basis()}
        hint={c.basisHint()}
        value={entries.basis}
        error={needsBasis ? c.needBasis() : null}
        maxLength={200}
        onValue={(basis) => set({ basis })}
      />
      <TextField
        label={m.reason()}
        value={entries.reason}
        error={needsReason ? m.fault_reason() : null}
        maxLength={500}
        required
        onValue={(reason) => set({ reason })}
      />
      <Checkbox label={c.published()} checked={entries.confirmed} onChecked={(confirmed) => set({ confirmed })} />
      <div class="page-tools">
        <Button kind="primary" type="submit" busy={busy}>
          {m.save()}
        </Button>
        <Button
          onClick={() => {
            marks.value = null;
          }}
        >
          {m.cancel()}
        </Button>
      </div>
    </form>
  );
}
