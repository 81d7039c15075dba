import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { api } from "../api/client";
import { sentenceOf } from "../api/problem";
import type * as contract from "../api/schema";
import { formatDate } from "../locale/date";
import { messages } from "../locale/language";
import { Button, IconButton } from "../ui/button";
import { Icon } from "../ui/icon";
import "./evidence.css";

export type EvidenceFile = contract.EvidenceAnswer;

const m = messages({
  evidence: ["证据材料", "Evidence"],
  add: ["上传文件", "Upload a file"],
  sending: ["正在上传…", "Uploading…"],
  remove: ["移除", "Remove"],
  none: ["没有证据材料", "No evidence"],
  hash: ["文件校验值（SHA-256）", "SHA-256 of the file"],
  hint: [
    "照片、扫描件、文件，原样保存并记录校验值。",
    "Photographs, scans, papers: kept as they are, with their hash.",
  ],
});

/** The files that prove something, each to be opened; title, date, who brought it, hash on hover. */
export function EvidenceList({ files }: { files: readonly EvidenceFile[] }) {
  if (!files.length) return <span class="quiet">{m.none()}</span>;
  return (
    <ul class="evidence-list">
      {files.map((file) => (
        <li key={file.id}>
          <EvidenceLink file={file} />
        </li>
      ))}
    </ul>
  );
}

export function EvidenceLink({ file }: { file: EvidenceFile }) {
  return (
    <a
      class="evidence-link"
      href={`/api/evidence/${file.id}/file`}
      target="_blank"
      rel="noopener"
      title={`${m.hash()} ${file.sha256}`}
    >
      <Icon name="document" size={14} />
      <span>{file.title || file.file_name}</span>
      <span class="quiet">
        {file.dated ? `${formatDate(file.dated)} · ` : ""}
        {file.uploaded_by_name}
      </span>
    </a>
  );
}

interface FieldProps {
  files: readonly EvidenceFile[];
  onFiles: (files: EvidenceFile[]) => void;
  /** The park the files belong to; null = the whole zone. */
  parkCode: string | null;
  label?: string;
  required?: boolean;
  error?: string | null;
}

/** Upload, list and take back the evidence of a form. A file taken back stays kept, it is only not cited. */
export function EvidenceField({ files, onFiles, parkCode, label, required, error }: FieldProps) {
  const id = useId();
  const share = useSignal<number | null>(null);
  const problem = useSignal<string | null>(null);

  async function bring(chosen: FileList | null): Promise<void> {
    const kept = [...files];
    problem.value = null;
    for (const file of Array.from(chosen ?? [])) {
      const form = new FormData();
      form.set("file", file);
      if (parkCode) form.set("park_code", parkCode);
      share.value = 0;
      try {
        kept.push(
          await api.upload("/api/evidence", form, {
            onSent: (sent) => {
              share.value = sent;
            },
          }),
        );
      } catch (failure) {
        problem.value = `${file.name}：${sentenceOf(failure)}`;
      }
    }
    share.value = null;
    onFiles(kept);
  }

  const wrong = problem.value ?? error;
  return (
    <div class={`field evidence-field ${wrong ? "field-wrong" : ""}`}>
      <span class="field-label" id={`${id}-label`}>
        {label ?? m.evidence()}
        {required && (
          <span class="field-required" aria-hidden="true">
            *
          </span>
        )}
      </span>
      {files.length > 0 && (
        <ul class="evidence-list">
          {files.map((file) => (
            <li key={file.id}>
              <EvidenceLink file={file} />
              <IconButton
                icon="close"
                label={`${m.remove()} ${file.title || file.file_name}`}
                onClick={() => onFiles(files.filter((other) => other.id !== file.id))}
              />
            </li>
          ))}
        </ul>
      )}
      <input
        id={id}
        class="evidence-input"
        type="file"
        multiple
        aria-labelledby={`${id}-label`}
        onChange={(event) => {
          void bring(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
      <Button
        icon="upload"
        busy={share.value !== null}
        onClick={() => {
          const input = document.getElementById(id);
          if (input instanceof HTMLInputElement) input.click();
        }}
      >
        {share.value === null ? m.add() : `${m.sending()} ${Math.round(share.value * 100)}%`}
      </Button>
      <p class={wrong ? "field-error" : "field-hint"} role={wrong ? "alert" : undefined}>
        {wrong ?? m.hint()}
      </p>
    </div>
  );
}
