import { useRef, useState } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { saveFile } from "../../app/save-file";
import { can } from "../../app/session";
import { Button } from "../../ui/button";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { m } from "./messages";
import { isOpen } from "./preview";
import { surveyRound } from "./survey.state";
import type { Survey } from "./types";

/** The findings as a workbook to correct by, and the way back for the corrected one. */
export function Corrections({ survey }: { survey: Survey }) {
  const chooser = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const found = (survey.issue_counts.error ?? 0) + (survey.issue_counts.warning ?? 0);
  if (found === 0 || !isOpen(survey.state)) return null;
  const mayCorrect = can("survey:upload") && survey.state !== "partly_accepted";
  const download = () =>
    saveFile(`/api/surveys/${survey.id}/findings.xlsx`)
      .then((name) => toast(m.saved(name)))
      .catch((error: unknown) => toast(sentenceOf(error), "error"));
  const send = async (file: File | undefined) => {
    if (!file) return;
    const form = new FormData();
    form.append("file", file);
    setBusy(true);
    setFailure(null);
    try {
      await api.upload("/api/surveys/{survey_id}/corrections", form, { path: { survey_id: survey.id } });
      toast(m.corrected());
      surveyRound.value += 1;
    } catch (error) {
      setFailure(sentenceOf(error));
    } finally {
      setBusy(false);
      if (chooser.current) chooser.current.value = "";
    }
  };
  return (
    <div class="survey-corrections">
      <p class="survey-hint">{m.correctionsWhy()}</p>
      <div class="survey-buttons">
        <Button icon="download" onClick={download}>
          {m.findingsFile()}
        </Button>
        {mayCorrect && (
          <Button icon="upload" busy={busy} onClick={() => chooser.current?.click()}>
            {m.correctionsBack()}
          </Button>
        )}
        <input
          ref={chooser}
          type="file"
          accept=".xlsx"
          class="visually-hidden"
          tabIndex={-1}
          aria-label={m.correctionsBack()}
          onChange={(event) => void send(event.currentTarget.files?.[0])}
        />
      </div>
      {failure && <Note tone="error">{failure}</Note>}
    </div>
  );
}
