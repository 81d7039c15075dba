import { useId, useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { startPause } from "../../api/settled";
import { term, termOptions } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { draft, form, missing, sendInquiry, sites, write } from "./ask.state";
import { LongText } from "./long-text";
import { a } from "./messages";
import { PrivacyNotice } from "./privacy-notice";

const longest = 2000;
const needs = { name: a.needName, contact: a.needContact, region: a.needRegion, question: a.needQuestion };

/** The six fields, the notice, one button. What was typed stays when something goes wrong. */
export function AskForm() {
  const asked = form.data.value;
  const error = form.error.value;
  return (
    <section class="ask-card" aria-labelledby="ask-title">
      <h1 id="ask-title">{a.title()}</h1>
      <p class="quiet">
        {a.intro()} {asked && a.promise(asked.notice.answer_workdays)}
      </p>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={form.reload} />}
      {!asked && error === null && <LoadingState />}
      {asked && <Fields />}
    </section>
  );
}

function Fields() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [tried, setTried] = useState(false);
  const asked = form.data.value;
  const { site, name, contact, region, industry, question } = draft.value;
  const lacks = (field: keyof typeof needs) => tried && missing.value.includes(field);
  const send = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    setFailure(null);
    if (busy) return;
    if (missing.value.length > 0) {
      // after the form has said what is missing
      const here = event.currentTarget as HTMLFormElement;
      startPause(() => here.querySelector<HTMLElement>("[data-needed='true'] :is(input, select, textarea)")?.focus());
      return;
    }
    setBusy(true);
    try {
      await sendInquiry();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  const wrong = (field: keyof typeof needs) => (lacks(field) ? a.missing(needs[field]()) : null);
  const listed = sites.data.value?.items ?? [];
  const options = listed.map((item) => ({
    value: String(item.id),
    label: `${item.plot_no} · ${inLanguage(item.park_name_zh, item.park_name_en)}`,
  }));
  if (site && sites.data.value && !options.some(({ value }) => value === site))
    options.unshift({ value: site, label: `#${site}` });
  return (
    <form class="ask-fields" onSubmit={send} noValidate>
      <SelectField
        label={a.site()}
        value={site}
        placeholder={a.noSite()}
        options={options}
        onValue={(value) => write({ site: value })}
      />
      <div data-needed={lacks("name")}>
        <TextField
          label={a.name()}
          value={name}
          maxLength={80}
          autocomplete="organization"
          onValue={(value) => write({ name: value })}
          error={wrong("name")}
          required
        />
      </div>
      <div data-needed={lacks("contact")}>
        <TextField
          label={a.contact()}
          value={contact}
          maxLength={120}
          autocomplete="email"
          hint={a.contactHint()}
          onValue={(value) => write({ contact: value })}
          error={wrong("contact")}
          required
        />
      </div>
      <div class="ask-pair">
        <div data-needed={lacks("region")}>
          <SelectField
            label={a.region()}
            value={region}
            placeholder={a.choose()}
            options={termOptions("inquiries.SourceRegion")}
            onValue={(value) => write({ region: value })}
            error={wrong("region")}
            required
          />
        </div>
        <SelectField
          label={a.industry()}
          value={industry}
          placeholder={a.anyIndustry()}
          options={(asked?.industries ?? []).map((one) => ({
            value: one.code,
            label: `${inLanguage(one.name_zh, one.name_en)}${one.cluster ? ` · ${term("supply.Cluster", one.cluster)}` : ""}`,
          }))}
          onValue={(value) => write({ industry: value })}
        />
      </div>
      <div data-needed={lacks("question")}>
        <Question value={question} error={wrong("question")} />
      </div>
      <Trap />
      {asked && <PrivacyNotice notice={asked.notice} />}
      {failure !== null && <Note tone="error">{sentenceOf(failure)}</Note>}
      <Button kind="primary" type="submit" busy={busy} class="ask-send">
        {busy ? a.checking() : a.send()}
      </Button>
    </form>
  );
}

function Question({ value, error }: { value: string; error: string | null }) {
  return (
    <LongText
      label={a.question()}
      value={value}
      longest={longest}
      hint={a.questionHint}
      rows={5}
      required
      error={error}
      onValue={(question) => write({ question })}
    />
  );
}

/** A field that people neither see nor reach; what fills it in is a program. */
function Trap() {
  const id = useId();
  return (
    <div class="ask-trap" aria-hidden="true">
      <label for={id}>{a.leaveEmpty()}</label>
      <input
        id={id}
        name="website"
        tabIndex={-1}
        autocomplete="off"
        value={draft.value.website}
        onInput={(event) => write({ website: event.currentTarget.value })}
      />
    </div>
  );
}
