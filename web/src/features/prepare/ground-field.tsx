import { useRef, useState } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import type { Geometry } from "../../api/types";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { m } from "./messages";
import type { Outline } from "./types";

interface Props {
  onGround: (ground: Geometry | null) => void;
  /** A correction keeps the ground where no file is brought. */
  stays: boolean;
}

/** The ground of an assessment from a file: read at once, asked back where the file leaves something open, nothing stored yet. */
export function GroundField({ onGround, stays }: Props) {
  const chooser = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<File[]>([]);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [found, setFound] = useState<Outline | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const read = async (chosen: File[], given: Record<string, string>) => {
    setBusy(true);
    setFailure(null);
    setFiles(chosen);
    setAnswers(given);
    const form = new FormData();
    for (const file of chosen) form.append("file", file);
    form.append("options", JSON.stringify(given));
    try {
      const outline = await api.upload<Outline>("/api/assessments/outline", form);
      setFound(outline);
      onGround(outline.geometry);
    } catch (error) {
      setFound(null);
      onGround(null);
      setFailure(sentenceOf(error));
    }
    setBusy(false);
  };
  return (
    <div class="field">
      <span class="field-label">
        {m.ground()}
        {!stays && (
          <span class="field-required" aria-hidden="true">
            *
          </span>
        )}
      </span>
      <input
        ref={chooser}
        type="file"
        class="visually-hidden prepare-ground-input"
        multiple
        tabIndex={-1}
        aria-label={m.groundFile()}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = "";
          if (chosen.length) void read(chosen, {});
        }}
      />
      <Button icon="upload" busy={busy} onClick={() => chooser.current?.click()}>
        {m.groundFile()}
      </Button>
      <p class="field-hint">
        {files.length ? files.map(({ name }) => name).join("、") : `${stays ? m.groundStays() : ""}${m.groundHint()}`}
      </p>
      {failure && <Note tone="error">{failure}</Note>}
      {found?.geometry && (
        <Note tone="success">{m.groundRead(formatArea(found.area_planar_m2), found.crs ?? "CGCS2000")}</Note>
      )}
      {found && found.issues.length > 0 && <FindingsList findings={found.issues} />}
      {found?.question && (
        <GroundQuestion
          key={found.question.code}
          question={found.question}
          onAnswer={(code, value) => read(files, { ...answers, [code]: value })}
        />
      )}
    </div>
  );
}

interface QuestionProps {
  question: NonNullable<Outline["question"]>;
  onAnswer: (code: string, value: string) => void;
}

/** What the reader of the file cannot know by itself: the system, the zone or the layer. */
function GroundQuestion({ question, onAnswer }: QuestionProps) {
  const [value, setValue] = useState(question.suggestion ?? "");
  return (
    <fieldset class="prepare-choices">
      <legend>{question.message_zh}</legend>
      {question.choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={`ground-${question.code}`}
            checked={value === choice.value}
            onChange={() => setValue(choice.value)}
          />
          {choice.label_zh} {choice.value === question.suggestion && <Badge tone="accent">{m.suggested()}</Badge>}
        </label>
      ))}
      <Button disabled={!value} onClick={() => onAnswer(question.code, value)}>
        {m.answerFile()}
      </Button>
    </fieldset>
  );
}
