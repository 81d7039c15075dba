import { useId, useState } from "preact/hooks";
import { sentenceOf } from "../../../api/problem";
import { FormDialog, TextArea } from "../../../app/form-dialog";
import { termOptions } from "../../../app/terms";
import { zone } from "../../../app/zone";
import { inLanguage } from "../../../locale/language";
import { listed } from "../../../locale/punctuation";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { Checkbox, TextField } from "../../../ui/field";
import { ErrorState, LoadingState } from "../../../ui/states";
import { r } from "./messages";
import { ask, askFor, offer, reportDialog, showReport } from "./reports.state";
import type { Offer } from "./types";

/** Ask the holder of a contract: which parts, which figures, for which period, until when. */
export function AskDialog({ contractId }: { contractId: number }) {
  const found = offer.data.value;
  const error = offer.error.value;
  const close = () => askFor(null);
  if (found?.contract_id === contractId && error === null) return <Filled key={contractId} offer={found} />;
  return (
    <Dialog title={r.ask()} onClose={close} footer={<Button onClick={close}>{r.close()}</Button>}>
      {error === null ? <LoadingState /> : <ErrorState text={sentenceOf(error)} onRetry={offer.reload} />}
    </Dialog>
  );
}

const isAddress = (text: string) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text);

function Filled({ offer: given }: { offer: Offer }) {
  const needed = given.figures.filter(({ needed_for_zh }) => needed_for_zh.length > 0);
  const [parts, setParts] = useState<string[]>(
    needed.length ? ["progress", "figures", "photos"] : ["progress", "photos"],
  );
  const [figures, setFigures] = useState<string[]>(needed.map(({ name }) => name));
  const [from, setFrom] = useState(given.period_from);
  const [to, setTo] = useState(given.period_to);
  const [due, setDue] = useState(given.due_on);
  const [note, setNote] = useState("");
  const [email, setEmail] = useState("");
  const today = zone.value?.today ?? "";
  const wantsFigures = parts.includes("figures");
  const lack =
    parts.length === 0
      ? r.needParts()
      : wantsFigures && figures.length === 0
        ? r.needFigures()
        : !from || !to || !due || from > to || to > today || due < today
          ? r.needDays()
          : email.trim() && !isAddress(email.trim())
            ? r.needEmail()
            : null;
  const send = async () => {
    const made = await ask({
      contract_id: given.contract_id,
      period_from: from,
      period_to: to,
      parts,
      figures: wantsFigures ? figures : [],
      note: note.trim(),
      due_on: due,
      email: email.trim() || null,
    });
    showReport(made.id);
    const { party_name_zh, plot_no } = given;
    reportDialog.value = { kind: "link", report: { ...made, party_name_zh, plot_no, due_on: due } };
  };
  return (
    <FormDialog
      title={r.askTitle(given.contract_no)}
      submit={r.askSend()}
      done={r.asked()}
      width={680}
      ready={lack === null}
      hint={lack && <span class="promise-blocked">{lack}</span>}
      onSubmit={send}
      onClose={() => askFor(null)}
    >
      <p class="quiet">
        {given.plot_no} · {given.park_name_zh} · {given.party_name_zh}
      </p>
      <Ticks legend={r.parts()} options={termOptions("self_reports.ReportPart")} chosen={parts} onChosen={setParts} />
      {wantsFigures && <Figures offer={given} chosen={figures} onChosen={setFigures} />}
      <div class="promise-grid">
        <TextField type="date" required label={r.periodFrom()} value={from} max={to} onValue={setFrom} />
        <TextField type="date" required label={r.periodTo()} value={to} min={from} max={today} onValue={setTo} />
        <TextField
          type="date"
          required
          label={r.dueOn()}
          hint={r.dueHint(given.workdays)}
          value={due}
          min={today}
          onValue={setDue}
        />
      </div>
      <TextArea label={r.note()} hint={r.noteHint()} value={note} onValue={setNote} rows={2} />
      <TextField
        type="email"
        label={r.email()}
        hint={r.emailHint()}
        value={email}
        maxLength={120}
        autocomplete="off"
        onValue={setEmail}
      />
    </FormDialog>
  );
}

interface Chosen {
  chosen: string[];
  onChosen: (chosen: string[]) => void;
}

const toggled = (chosen: string[], name: string, isOn: boolean) =>
  isOn ? [...chosen, name] : chosen.filter((other) => other !== name);

function Ticks({
  legend,
  options,
  chosen,
  onChosen,
}: Chosen & { legend: string; options: { value: string; label: string }[] }) {
  return (
    <fieldset class="promise-set report-ticks">
      <legend>{legend}</legend>
      <div class="report-line">
        {options.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={chosen.includes(value)}
            onChecked={(isOn) => onChosen(toggled(chosen, value, isOn))}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** What a coming check needs stands first and is ticked; the others can be asked for as well. */
function Figures({ offer: given, chosen, onChosen }: Chosen & { offer: Offer }) {
  const id = useId();
  const sorted = [...given.figures].sort(
    (a, b) => Number(b.needed_for_zh.length > 0) - Number(a.needed_for_zh.length > 0),
  );
  return (
    <fieldset class="promise-set report-ticks">
      <legend id={id}>{r.whatFigures()}</legend>
      <div class="report-figures-asked">
        {sorted.map((one) => (
          <Checkbox
            key={one.name}
            checked={chosen.includes(one.name)}
            onChecked={(isOn) => onChosen(toggled(chosen, one.name, isOn))}
            label={
              <>
                {inLanguage(one.label_zh, one.label_en)}
                {one.needed_for_zh.length > 0 && (
                  <span class="quiet report-why">
                    {r.neededFor(inLanguage(listed(one.needed_for_zh), listed(one.needed_for_en)))}
                  </span>
                )}
              </>
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
