import { useRef, useState } from "preact/hooks";
import { Problem, sentenceOf } from "../../api/problem";
import type { Finding, Geometry, Park } from "../../api/types";
import { showFinding } from "../../app/map-actions";
import { zone } from "../../app/zone";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { TextField } from "../../ui/field";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { m } from "./messages";
import { OutlineAsk } from "./outline-ask";
import { type BoundaryPapers, checkBoundary } from "./park-entries";
import { type Outline, outline, readOutline, saveBoundary } from "./parks.state";

/** A boundary from a file: read, shown dashed on the map, then saved with day, source and reason. */
export function BoundaryForm({ park }: { park: Park }) {
  const chooser = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<File[]>([]);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const read = async (chosen: File[], given: Record<string, string>) => {
    setBusy(true);
    setFailure(null);
    setFiles(chosen);
    setAnswers(given);
    try {
      await readOutline(chosen, given);
    } catch (error) {
      outline.value = null;
      setFailure(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  const found = outline.value;
  return (
    <div class="form-column parks-boundary">
      <input
        ref={chooser}
        type="file"
        class="visually-hidden"
        multiple
        tabIndex={-1}
        aria-label={m.setBoundary()}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = "";
          if (chosen.length) read(chosen, {});
        }}
      />
      <Button icon="upload" busy={busy} onClick={() => chooser.current?.click()}>
        {park.area_planar_m2 === null ? m.setBoundary() : m.reviseBoundary()}
      </Button>
      <p class="field-hint">{files.length > 0 ? files.map(({ name }) => name).join("、") : m.formats()}</p>
      {failure && <Note tone="error">{failure}</Note>}
      {found && <Found found={found} />}
      {found?.question && (
        <OutlineAsk
          key={found.question.code}
          question={found.question}
          busy={busy}
          onAnswer={(code, value) => read(files, { ...answers, [code]: value })}
        />
      )}
      {found?.geometry && <SaveForm code={park.code} geometry={found.geometry} />}
    </div>
  );
}

function Found({ found }: { found: Outline }) {
  return (
    <>
      {found.geometry ? (
        <>
          <Note>{m.previewed()}</Note>
          <Facts>
            <Fact label={m.area()}>{formatArea(found.area_planar_m2)}</Fact>
            <Fact label={m.ellipsoidal()}>{formatArea(found.area_ellipsoidal_m2)}</Fact>
            {found.crs && <Fact label={m.crs()}>{found.crs}</Fact>}
          </Facts>
        </>
      ) : (
        !found.question && <Note tone="error">{m.noGeometry()}</Note>
      )}
      {found.issues.length > 0 && <FindingsList findings={found.issues} />}
    </>
  );
}

function SaveForm({ code, geometry }: { code: string; geometry: Geometry }) {
  const [papers, setPapers] = useState<BoundaryPapers>({
    validFrom: zone.value?.today ?? "",
    source: "",
    reason: "",
    document: "",
  });
  const [errors, setErrors] = useState<Partial<Record<keyof BoundaryPapers, string>>>({});
  const [failure, setFailure] = useState<{ sentence: string; findings: Finding[] } | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (name: keyof BoundaryPapers) => (value: string) => setPapers({ ...papers, [name]: value });
  const save = async (event: Event) => {
    event.preventDefault();
    const wrong = checkBoundary(papers);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    setBusy(true);
    try {
      const areaM2 = await saveBoundary(code, geometry, papers);
      toast(m.boundarySaved(code, formatArea(areaM2)));
    } catch (error) {
      setFailure({ sentence: sentenceOf(error), findings: error instanceof Problem ? error.findings : [] });
      setBusy(false);
    }
  };
  return (
    <form class="form-column" onSubmit={save} noValidate>
      <TextField
        label={m.since()}
        type="date"
        value={papers.validFrom}
        onValue={set("validFrom")}
        error={errors.validFrom}
        required
      />
      <TextField
        label={m.source()}
        hint={m.sourceHint()}
        value={papers.source}
        onValue={set("source")}
        error={errors.source}
        maxLength={200}
        required
      />
      <TextField label={m.document()} value={papers.document} onValue={set("document")} maxLength={200} />
      <TextField
        label={m.reason()}
        value={papers.reason}
        onValue={set("reason")}
        error={errors.reason}
        maxLength={500}
        required
      />
      {failure && (
        <Note tone="error">
          {failure.sentence}
          {failure.findings.length > 0 && (
            <FindingsList findings={failure.findings} onShow={({ geometry: place }) => place && showFinding(place)} />
          )}
        </Note>
      )}
      <div class="parks-buttons">
        <Button kind="primary" type="submit" busy={busy}>
          {m.saveBoundary()}
        </Button>
        <Button
          onClick={() => {
            outline.value = null;
          }}
        >
          {m.cancel()}
        </Button>
      </div>
    </form>
  );
}
