import { Problem, sentenceOf } from "../../api/problem";
import { startPause } from "../../api/settled";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Checkbox, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { LongText } from "../ask/long-text";
import { FigureInputs } from "./figure-inputs";
import { faults, openAgain, refusal, send, sentShare, told, write, zone } from "./filing.state";
import { f } from "./messages";
import { PhotoField } from "./photo-field";
import { hasBegun } from "./told";
import type { Report } from "./types";

const longest = 1000;

/** The form: progress, figures, photographs, words, and the word that it is true. What is wrong is said at its field. */
export function FilingForm({ report }: { report: Report }) {
  const wrong = Object.keys(faults.value).length;
  const share = sentShare.value;
  const submit = async (event: Event) => {
    event.preventDefault();
    const here = event.currentTarget as HTMLFormElement;
    await send();
    // after the form has said what is missing
    startPause(() =>
      here.querySelector<HTMLElement>("[data-wrong='true'] :is(input:not([type=file]), textarea, button)")?.focus(),
    );
  };
  return (
    <form class="ask-card ask-fields filing-form" onSubmit={submit} noValidate aria-label={f.title()}>
      {report.parts.includes("progress") && <Progress report={report} />}
      {report.parts.includes("figures") && <FigureInputs figures={report.figures} />}
      {report.parts.includes("photos") && <PhotoField report={report} />}
      <Words />
      <div data-wrong={Boolean(faults.value.declared)}>
        <Checkbox
          label={f.declared()}
          checked={told.value.declared}
          onChecked={(declared) => write({ declared }, "declared")}
        />
        <Fault place="declared" />
      </div>
      {refusal.value !== null && <Refusal error={refusal.value} />}
      {wrong > 0 && <Note tone="error">{f.wrong(wrong)}</Note>}
      <Button kind="primary" type="submit" class="ask-send" busy={share !== null}>
        {share !== null ? f.sending(Math.round(share * 100)) : report.filings.length ? f.submitAgain() : f.submit()}
      </Button>
      <p class="field-hint">{f.kept()}</p>
    </form>
  );
}

/** What is wrong with a group that has no note of its own. */
export function Fault({ place }: { place: string }) {
  const sentence = faults.value[place];
  return sentence ? (
    <p class="field-error" role="alert">
      {sentence}
    </p>
  ) : null;
}

/** A refusal as a whole; what belongs to a field is said there and not repeated. */
function Refusal({ error }: { error: unknown }) {
  const moved = error instanceof Problem && error.status === 409;
  return (
    <Note tone="error">
      <p>{sentenceOf(error)}</p>
      {moved && (
        <Button icon="refresh" onClick={openAgain}>
          {f.reload()}
        </Button>
      )}
    </Note>
  );
}

function Progress({ report }: { report: Report }) {
  const { progress, since } = told.value;
  return (
    <>
      <fieldset class="filing-set" data-wrong={Boolean(faults.value.progress)}>
        <legend>{f.progress()}</legend>
        <div class="filing-choices">
          {report.progress_choices.map((one) => (
            <label key={one.value} class="filing-choice">
              <input
                type="radio"
                name="progress"
                value={one.value}
                checked={progress === one.value}
                onChange={() => write({ progress: one.value }, "progress")}
              />
              <span>{inLanguage(one.label_zh, one.label_en)}</span>
            </label>
          ))}
        </div>
        <Fault place="progress" />
      </fieldset>
      {hasBegun(told.value) && (
        <div data-wrong={Boolean(faults.value.since)}>
          <TextField
            type="date"
            label={f.since()}
            hint={f.sinceHint()}
            value={since}
            max={zone.data.value?.today}
            error={faults.value.since}
            required
            onValue={(value) => write({ since: value }, "since")}
          />
        </div>
      )}
    </>
  );
}

function Words() {
  const { words } = told.value;
  const wrong = faults.value.words;
  return (
    <div data-wrong={Boolean(wrong)}>
      <LongText
        label={f.words()}
        value={words}
        longest={longest}
        hint={f.wordsHint}
        rows={4}
        error={wrong}
        onValue={(typed) => write({ words: typed }, "words")}
      />
    </div>
  );
}
