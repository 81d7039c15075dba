import { useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { Button } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { SelectField, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { changedReading, readingEntries } from "./answers";
import { fieldWords, ourFields } from "./field-words";
import { m } from "./messages";
import { isOpen } from "./preview";
import { answerSurvey } from "./survey.state";
import { TransformationFields } from "./transformation-fields";
import type { MappedField, Survey } from "./types";

const encodings = ["utf-8", "gb18030", "utf-16", "big5"];

/** How the file was understood, and the means to say otherwise. */
export function ReadingView({ survey }: { survey: Survey }) {
  const [changing, setChanging] = useState(false);
  const mayChange = can("survey:upload") && isOpen(survey.state) && survey.state !== "partly_accepted";
  return (
    <section class="survey-section">
      <header class="survey-section-head">
        <h4>{m.reading()}</h4>
        {mayChange && !changing && (
          <Button kind="quiet" icon="edit" onClick={() => setChanging(true)}>
            {m.change()}
          </Button>
        )}
      </header>
      {changing ? <ReadingForm survey={survey} close={() => setChanging(false)} /> : <ReadingFacts survey={survey} />}
    </section>
  );
}

/** How a column was found; the usual way, by its name, goes without saying. */
const hows: Record<string, () => string> = { remembered: m.remembered, answer: m.byAnswer, prefix: m.byPrefix };

function ReadingFacts({ survey }: { survey: Survey }) {
  const { reading } = survey;
  const mapped = Object.entries<MappedField>(reading.field_map?.fields ?? {});
  const units: Record<string, () => string> = { m2: m.unitM2, ha: m.unitHa, mu: m.unitMu };
  return (
    <>
      <Facts>
        {reading.format && <Fact label={m.format()}>{term("land.SurveyFormat", reading.format)}</Fact>}
        {reading.layer && <Fact label={m.layer()}>{reading.layer}</Fact>}
        <Fact label={m.crs()} source={reading.crs_why_zh}>
          {reading.crs_label_zh ?? <span class="survey-open">{m.crsNone()}</span>}
          {reading.crs_why_zh && <span class="survey-hint">{reading.crs_why_zh}</span>}
          {reading.axes_swapped && <span class="survey-hint">{m.swapped()}</span>}
        </Fact>
        {reading.encoding && (
          <Fact label={m.encoding()}>
            {reading.encoding.toUpperCase()}
            {reading.encoding_why_zh && <span class="survey-hint">{reading.encoding_why_zh}</span>}
          </Fact>
        )}
        {reading.text_sample && (
          <Fact label={m.sample()}>
            {reading.text_sample}
            <span class="survey-hint">{m.sampleHint()}</span>
          </Fact>
        )}
        {reading.area_unit && <Fact label={m.areaUnit()}>{units[reading.area_unit]?.() ?? reading.area_unit}</Fact>}
        {mapped.map(([ours, { column, how }]) => (
          <Fact key={ours} label={fieldWords[ours]?.() ?? ours}>
            {column}
            {hows[how] && <span class="survey-hint">{hows[how]()}</span>}
          </Fact>
        ))}
        <Fact label={m.sha256()}>
          <span class="survey-sha figure">{survey.sha256}</span>
        </Fact>
      </Facts>
      {(reading.field_map?.unused.length ?? 0) > 0 && (
        <p class="survey-hint">{m.unused(reading.field_map?.unused.join("、") ?? "")}</p>
      )}
    </>
  );
}

function ReadingForm({ survey, close }: { survey: Survey; close: () => void }) {
  const [before] = useState(() => readingEntries(survey));
  const [entries, setEntries] = useState(before);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const columns = (survey.reading.columns ?? []).map((name: string) => ({ value: name, label: name }));
  const changes = changedReading(before, entries);
  const save = async (event: Event) => {
    event.preventDefault();
    if (!changes) return close();
    setBusy(true);
    try {
      await answerSurvey(survey.id, changes);
      close();
    } catch (error) {
      setFailure(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <form class="form-column" onSubmit={save} noValidate>
      <TextField
        label={`${m.crs()} · ${m.epsg()}`}
        value={entries.crs}
        placeholder={survey.reading.crs_epsg ? String(survey.reading.crs_epsg) : "4526"}
        onValue={(crs) => setEntries({ ...entries, crs })}
      />
      <SelectField
        label={m.encoding()}
        value={entries.encoding}
        placeholder={m.encodingAuto()}
        options={encodings.map((name) => ({ value: name, label: name.toUpperCase() }))}
        onValue={(encoding) => setEntries({ ...entries, encoding })}
      />
      <SelectField
        label={m.areaUnit()}
        value={entries.area_unit}
        placeholder={m.areaAuto()}
        options={[
          { value: "m2", label: m.unitM2() },
          { value: "ha", label: m.unitHa() },
          { value: "mu", label: m.unitMu() },
        ]}
        onValue={(area_unit) => setEntries({ ...entries, area_unit })}
      />
      <TransformationFields
        value={entries.transformation}
        onValue={(transformation) => setEntries({ ...entries, transformation })}
      />
      {columns.length > 0 &&
        ourFields.map((ours) => (
          <SelectField
            key={ours}
            label={fieldWords[ours]?.() ?? ours}
            value={entries.fields[ours] ?? ""}
            placeholder={m.notMapped()}
            options={columns}
            onValue={(column) => setEntries({ ...entries, fields: { ...entries.fields, [ours]: column } })}
          />
        ))}
      {failure && <Note tone="error">{failure}</Note>}
      <div class="survey-buttons">
        <Button kind="primary" type="submit" busy={busy} disabled={!changes}>
          {m.applyReading()}
        </Button>
        <Button onClick={close}>{m.cancel()}</Button>
      </div>
    </form>
  );
}
