import { useRef, useState } from "preact/hooks";
import { api } from "../api/client";
import { sentenceOf } from "../api/problem";
import type * as contract from "../api/schema";
import type { Geometry } from "../api/types";
import { messages } from "../locale/language";
import { formatArea } from "../locale/units";
import { Button } from "../ui/button";
import { Badge } from "../ui/chips";
import { FindingsList } from "../ui/findings-list";
import { Note } from "../ui/states";
import "./ground-field.css";

const m = messages({
  ground: ["范围", "Ground"],
  file: ["上传范围文件", "Upload the ground"],
  hint: [
    "界址点 TXT、GeoJSON、zip（shp）、GeoPackage；多个面合并为一个范围。",
    "TXT points, GeoJSON, zipped shapefile or GeoPackage; several polygons become one.",
  ],
  stays: ["不上传则沿用原范围。", "Without a file the ground stays."],
  read: [
    (area: string, crs: string) => `已读取范围：${area}（${crs}）`,
    (area: string, crs: string) => `Ground read: ${area} (${crs})`,
  ],
  answer: ["按此读取", "Read it so"],
  suggested: ["建议", "Suggested"],
});

export type Outline = contract.OutlineAnswer;

interface Props {
  /** Where the file is read, such as "/api/assessments/outline". */
  path: "/api/constraints/outline" | "/api/assessments/outline" | "/api/conversion-approvals/outline";
  /** Whose ground it is; left out: 范围. */
  label?: string;
  onGround: (ground: Geometry | null) => void;
  /** A correction keeps the ground where no file is brought. */
  stays: boolean;
}

/** A piece of ground from a file: read at once, asked back where the file leaves something open, nothing stored yet. */
export function GroundField({ path, label, onGround, stays }: Props) {
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
      const outline = await api.upload(path, form);
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
        {label ?? m.ground()}
        {!stays && (
          <span class="field-required" aria-hidden="true">
            *
          </span>
        )}
      </span>
      <input
        ref={chooser}
        type="file"
        class="visually-hidden ground-input"
        multiple
        tabIndex={-1}
        aria-label={m.file()}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = "";
          if (chosen.length) void read(chosen, {});
        }}
      />
      <Button icon="upload" busy={busy} onClick={() => chooser.current?.click()}>
        {m.file()}
      </Button>
      <p class="field-hint">
        {files.length ? files.map(({ name }) => name).join("、") : `${stays ? m.stays() : ""}${m.hint()}`}
      </p>
      {failure && <Note tone="error">{failure}</Note>}
      {found?.geometry && (
        <Note tone="success">{m.read(formatArea(found.area_planar_m2), found.crs ?? "CGCS2000")}</Note>
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
    <fieldset class="ground-choices">
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
        {m.answer()}
      </Button>
    </fieldset>
  );
}
