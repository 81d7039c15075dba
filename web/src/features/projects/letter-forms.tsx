import { useEffect, useState } from "preact/hooks";
import { api, isAbort } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { term } from "../../app/terms";
import { shownDate } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { TextField } from "../../ui/field";
import { FormDialog, TextArea } from "./form-dialog";
import { lm } from "./letter-messages";
import { send } from "./projects.state";
import type { Letter, ProjectSheet } from "./types";

/** The last day for a reply to a letter of today; asked while the number is typed. */
function useReplyDay(workdays: string): string | null {
  const [day, setDay] = useState<string | null>(null);
  useEffect(() => {
    const count = Number(workdays);
    if (!Number.isInteger(count) || count < 1 || count > 60) {
      setDay(null);
      return;
    }
    const question = new AbortController();
    api
      .get("/api/supervision-letters/reply-day", { query: { workdays: count }, signal: question.signal })
      .then(({ due_on }) => setDay(due_on))
      .catch((error: unknown) => !isAbort(error) && setDay(null));
    return () => question.abort();
  }, [workdays]);
  return day;
}

/** Send a supervision letter; what lights the project stands in it already and may be changed. */
export function LetterForm({ project }: { project: ProjectSheet }) {
  const found = project.why?.aspects.flatMap(({ finding }) => (finding ? [finding] : [])) ?? [];
  const [title, setTitle] = useState(`关于加快推进${project.name_zh}的督办函`);
  const [addressee, setAddressee] = useState(project.duty_office || project.lead_office);
  const [facts, setFacts] = useState(found.map((finding) => finding.message_zh).join(""));
  const [demands, setDemands] = useState(
    found
      .map((finding) => finding.fix_zh ?? "")
      .filter(Boolean)
      .join("\n"),
  );
  const [workdays, setWorkdays] = useState("5");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const day = useReplyDay(workdays);
  return (
    <FormDialog
      title={lm.newLetter()}
      submit={lm.newLetter()}
      done={lm.sent()}
      width={560}
      ready={
        [title, addressee].every((text) => text.trim()) &&
        facts.trim().length > 1 &&
        demands.trim().length > 1 &&
        day !== null
      }
      onSubmit={() =>
        send(
          api.post("/api/projects/{project_id}/letters", {
            path: { project_id: project.id },
            body: {
              title_zh: title.trim(),
              addressee_zh: addressee.trim(),
              facts_zh: facts.trim(),
              demand_zh: demands.trim(),
              reply_workdays: Number(workdays),
              evidence_ids: files.map(({ id }) => id),
            },
          }),
        )
      }
    >
      <TextField label={lm.letterTitle()} value={title} onValue={setTitle} maxLength={200} required />
      <TextField label={lm.addressee()} value={addressee} onValue={setAddressee} maxLength={200} required />
      <TextArea label={lm.facts()} value={facts} onValue={setFacts} required rows={4} />
      <TextArea label={lm.demands()} value={demands} onValue={setDemands} required rows={4} />
      <TextField
        label={lm.workdays()}
        type="number"
        min={1}
        max={60}
        unit={lm.workdaysUnit()}
        value={workdays}
        onValue={setWorkdays}
        hint={day ? lm.dueOn(formatDate(day)) : undefined}
        required
      />
      <EvidenceField files={files} onFiles={setFiles} parkCode={project.park_code} />
    </FormDialog>
  );
}

/** A reply, its acceptance or return, or the withdrawal of the letter. */
export function LetterStepForm({ letter, state }: { letter: Letter; state: string }) {
  const [doneOn, setDoneOn] = useState(shownDate.value ?? "");
  const [content, setContent] = useState("");
  const [workdays, setWorkdays] = useState("3");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const words = state === "replied" ? lm.reply() : state === "withdrawn" ? lm.why() : lm.opinion();
  const submit = (lm as unknown as Record<string, () => string>)[state]?.() ?? state;
  return (
    <FormDialog
      title={`${letter.letter_no} · ${term("projects.LetterState", state)}`}
      submit={submit}
      done={lm.saved()}
      ready={doneOn !== "" && (state === "accepted" || content.trim() !== "")}
      onSubmit={() =>
        send(
          api.post("/api/supervision-letters/{letter_id}/steps", {
            path: { letter_id: letter.id },
            body: {
              state,
              done_on: doneOn,
              content_zh: content.trim(),
              reply_workdays: state === "returned" ? Number(workdays) : null,
              evidence_ids: files.map(({ id }) => id),
            },
          }),
        )
      }
    >
      <TextField
        label={lm.doneOn()}
        type="date"
        value={doneOn}
        min={letter.state_on}
        max={shownDate.value ?? undefined}
        onValue={setDoneOn}
        required
      />
      <TextArea label={words} value={content} onValue={setContent} required={state !== "accepted"} rows={4} />
      {state === "returned" && (
        <TextField
          label={lm.workdays()}
          type="number"
          min={1}
          max={60}
          unit={lm.workdaysUnit()}
          value={workdays}
          onValue={setWorkdays}
          required
        />
      )}
      <EvidenceField files={files} onFiles={setFiles} parkCode={letter.park_code} />
    </FormDialog>
  );
}
