import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormFrame } from "../../app/form-frame";
import { termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { Field, TextField } from "../../ui/field";
import { m } from "./messages";
import type { Line, Sheet } from "./types";

interface Props {
  sheet: Sheet;
  line: Line;
  onClose: () => void;
}

/** One of the five conditions of cleared land: yes with evidence, no with what is lacking, or not known. */
export function AnswerForm({ sheet, line, onClose }: Props) {
  const item = line.key.split(".")[1] ?? "";
  const given = sheet.inputs.answers[item];
  const [answer, setAnswer] = useState(given?.answer ?? "");
  const [remark, setRemark] = useState(given?.remark ?? "");
  const [since, setSince] = useState(zone.value?.today ?? "");
  const [files, setFiles] = useState<EvidenceFile[]>(
    sheet.files.filter(({ id }) => given?.evidence_ids.includes(id) ?? false),
  );
  return (
    <FormFrame
      title={m.answerTitle(inLanguage(line.label_zh, line.label_en))}
      text={`${sheet.plot_no} · 闲置土地处置办法 第二十一条`}
      onClose={onClose}
      check={() =>
        !answer
          ? m.needAnswer()
          : answer === "yes" && !files.length
            ? m.needEvidence()
            : answer === "no" && !remark.trim()
              ? m.needRemark()
              : since
                ? null
                : m.needDay()
      }
      send={() =>
        api.put("/api/plots/{plot_id}/cleared-land", {
          path: { plot_id: sheet.plot_id },
          body: {
            item,
            answer,
            remark: remark.trim(),
            evidence_ids: files.map(({ id }) => id),
            valid_from: since,
          },
        })
      }
    >
      <fieldset class="prepare-choices">
        <legend class="field-label">{m.answer()}</legend>
        {termOptions("supply.YesNo").map(({ value, label }) => (
          <label key={value}>
            <input
              type="radio"
              name="answer"
              value={value}
              checked={answer === value}
              onChange={() => setAnswer(value)}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <Field label={m.remark()} hint={m.remarkHint()}>
        {(id, describedBy) => (
          <textarea
            id={id}
            class="textarea"
            rows={3}
            maxLength={500}
            value={remark}
            aria-describedby={describedBy}
            onInput={(event) => setRemark(event.currentTarget.value)}
          />
        )}
      </Field>
      <EvidenceField files={files} onFiles={setFiles} parkCode={sheet.park_code} required={answer === "yes"} />
      <TextField label={m.since()} type="date" value={since} onValue={setSince} required />
    </FormFrame>
  );
}
