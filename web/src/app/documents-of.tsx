import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { api } from "../api/client";
import { sentenceOf } from "../api/problem";
import { resource } from "../api/resource";
import type * as contract from "../api/schema";
import { inLanguage, messages } from "../locale/language";
import { Button } from "../ui/button";
import { Badge } from "../ui/chips";
import { confirmed } from "../ui/dialog";
import { FindingsList } from "../ui/findings-list";
import { EmptyState, ErrorState, LoadingState } from "../ui/states";
import { toast } from "../ui/toast";
import { dataRevision } from "./changes";
import { IssuedPaper } from "./issued-paper";
import { asOfQuery } from "./location";
import { saveFile } from "./save-file";
import { can } from "./session";
import { isHistory } from "./zone";
import "./documents.css";

type Draft = contract.DraftStanding;

const m = messages({
  none: ["这里还没有文书", "No documents here yet"],
  missing: [
    (count: number) => `还有 ${count} 项需要先处理`,
    (count: number) => `${count} ${count === 1 ? "thing stands" : "things stand"} against it`,
  ],
  ready: ["可以出具", "Ready to be issued"],
  unconfirmed: [
    (count: number) => `${count} 处依据尚未核对`,
    (count: number) => `${count} ${count === 1 ? "basis is" : "bases are"} not confirmed yet`,
  ],
  notIssued: ["未出具", "Not issued"],
  preview: ["预览 PDF", "Preview PDF"],
  previewWord: ["预览 Word", "Preview Word"],
  issue: ["出具", "Issue"],
  sure: [(title: string) => `出具${title}`, (title: string) => `Issue: ${title}`],
  consequence: [
    "文书将编号并冻结，此后不能修改；如有错误只能说明理由撤销，编号不再使用。",
    "The document is numbered and frozen. It cannot be changed afterwards, only revoked with a reason; its number stays used.",
  ],
  done: [(no: string) => `已出具 ${no}`, (no: string) => `Issued as ${no}`],
});

interface Props {
  /** What the documents are of: "contract", "listing", "commitment_check" … */
  subject: string;
  subjectId: number;
  /** Only these kinds; left out = every kind such a subject has. */
  kinds?: readonly string[];
  /** Called after something was issued or revoked. */
  onChange?: () => void;
}

/** The documents of one thing: those issued, with their files and hashes, and for the others what is missing. */
export function DocumentsOf({ subject, subjectId, kinds, onChange }: Props) {
  const chosen = kinds?.join(",");
  const papers = useMemo(
    () =>
      resource(
        () => ({ revision: dataRevision.value, ...asOfQuery.value }),
        ({ revision: _, ...query }, signal) =>
          api.get("/api/documents/of/{subject}/{subject_id}", {
            path: { subject, subject_id: subjectId },
            query: { ...query, kinds: chosen },
            signal,
          }),
      ),
    [subject, subjectId, chosen],
  );
  useEffect(() => papers.dispose, [papers]);
  const found = papers.data.value;
  const changed = () => {
    papers.reload();
    onChange?.();
  };
  if (papers.error.value !== null) {
    return <ErrorState text={sentenceOf(papers.error.value)} onRetry={papers.reload} />;
  }
  if (!found) return <LoadingState />;
  if (!found.issued.length && !found.drafts.length) return <EmptyState icon="document" title={m.none()} />;
  return (
    <ul class="papers">
      {found.issued.map((paper) => (
        <IssuedPaper key={paper.id} paper={paper} onChange={changed} />
      ))}
      {found.drafts.map((draft) => (
        <DraftPaper key={draft.kind} draft={draft} subject={subject} subjectId={subjectId} onIssued={changed} />
      ))}
    </ul>
  );
}

interface DraftProps {
  draft: Draft;
  subject: string;
  subjectId: number;
  onIssued: () => void;
}

/** A document that has not been issued: what is missing, what it would look like, and the button. */
function DraftPaper({ draft, subject, subjectId, onIssued }: DraftProps) {
  const busy = useSignal<"" | "issue" | "pdf" | "docx">("");
  const failure = useSignal<string | null>(null);
  const title = inLanguage(draft.title_zh, draft.title_en);
  const errors = draft.findings.filter(({ severity }) => severity === "error");

  async function attempt(what: "issue" | "pdf" | "docx", act: () => Promise<void>) {
    busy.value = what;
    failure.value = null;
    try {
      await act();
    } catch (error) {
      failure.value = sentenceOf(error);
    }
    busy.value = "";
  }

  async function preview(form: "pdf" | "docx") {
    await saveFile(`/api/documents/of/${subject}/${subjectId}/${draft.kind}/preview.${form}`);
  }

  async function issue() {
    if (!(await confirmed({ title: m.sure(title), text: m.consequence(), confirm: m.issue() }))) return;
    await attempt("issue", async () => {
      const made = await api.post("/api/documents", {
        body: {
          kind: draft.kind,
          subject,
          subject_id: subjectId,
        },
      });
      toast(m.done(made.document_no));
      onIssued();
    });
  }

  return (
    <li class="paper paper-draft">
      <div class="paper-head">
        <strong>{title}</strong>
        <Badge tone={draft.may_be_issued ? "info" : "warning"}>{m.notIssued()}</Badge>
        <span class="paper-actions">
          <Button icon="eye" busy={busy.value === "pdf"} onClick={() => attempt("pdf", () => preview("pdf"))}>
            {m.preview()}
          </Button>
          <Button icon="download" busy={busy.value === "docx"} onClick={() => attempt("docx", () => preview("docx"))}>
            {m.previewWord()}
          </Button>
          {can(draft.permission) && can("document:issue") && !isHistory.value && (
            <Button kind="primary" disabled={!draft.may_be_issued} busy={busy.value === "issue"} onClick={issue}>
              {m.issue()}
            </Button>
          )}
        </span>
      </div>
      {failure.value && (
        <p class="field-error" role="alert">
          {failure.value}
        </p>
      )}
      {errors.length === 0 && <p class="quiet">{m.ready()}</p>}
      {draft.findings.length > 0 && (
        <details class="paper-more" open={errors.length > 0 && errors.length <= 6}>
          <summary>{errors.length > 0 ? m.missing(errors.length) : m.ready()}</summary>
          <FindingsList findings={draft.findings} />
        </details>
      )}
      {draft.unconfirmed.length > 0 && (
        <details class="paper-more">
          <summary>{m.unconfirmed(draft.unconfirmed.length)}</summary>
          <ul class="paper-unconfirmed">
            {draft.unconfirmed.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
