import { useSignal } from "@preact/signals";
import { api } from "../api/client";
import { sentenceOf } from "../api/problem";
import type * as contract from "../api/schema";
import { formatDate } from "../locale/date";
import { inLanguage, messages } from "../locale/language";
import { Button } from "../ui/button";
import { Badge } from "../ui/chips";
import { Note } from "../ui/states";
import type { IssuedDocument } from "./issued-document";
import { RevokeForm } from "./revoke-form";
import { saveFile } from "./save-file";
import { can } from "./session";
import { isHistory } from "./zone";

type Verification = contract.GisappDocumentsSchemasVerification;

const m = messages({
  issued: ["已出具", "Issued"],
  revoked: ["已撤销", "Revoked"],
  by: [
    (day: string, name: string) => `${day} 由 ${name} 出具`,
    (day: string, name: string) => `issued ${day} by ${name}`,
  ],
  revokedBy: [
    (day: string, name: string, reason: string) => `${day} 由 ${name} 撤销：${reason}`,
    (day: string, name: string, reason: string) => `revoked ${day} by ${name}: ${reason}`,
  ],
  word: ["Word", "Word"],
  pdf: ["PDF", "PDF"],
  proof: ["防篡改校验", "Proof of integrity"],
  recompute: ["重新校验", "Check again"],
  intact: ["一致，文书自出具以来未被改动。", "They agree: the document is as it was issued."],
  broken: ["不一致！存储的文书与出具时不同，请联系管理员。", "They differ! Tell the administrator."],
  pdfLater: [
    "PDF 在首次下载时由该 Word 文档生成并保存。",
    "The PDF is made from this Word document when first asked for.",
  ],
  revoke: ["撤销", "Revoke"],
});

/** One issued document: number, who and when, its files, whether its bytes are still those issued, revocation. */
export function IssuedPaper({ paper, onChange }: { paper: IssuedDocument; onChange: () => void }) {
  const busy = useSignal<"" | "docx" | "pdf">("");
  const failure = useSignal<string | null>(null);
  const asking = useSignal(false);
  const revoked = paper.revoked_on !== null;

  async function download(form: "docx" | "pdf") {
    busy.value = form;
    failure.value = null;
    try {
      await saveFile(`/api/documents/${paper.id}/file.${form}`);
    } catch (error) {
      failure.value = sentenceOf(error);
    }
    busy.value = "";
  }

  return (
    <li class={`paper ${revoked ? "paper-revoked" : ""}`}>
      <div class="paper-head">
        <strong>{inLanguage(paper.title_zh, paper.title_en)}</strong>
        <span class="paper-no">{paper.document_no}</span>
        <Badge tone={revoked ? "danger" : "success"}>{revoked ? m.revoked() : m.issued()}</Badge>
        <span class="paper-actions">
          <Button icon="download" busy={busy.value === "docx"} onClick={() => download("docx")}>
            {m.word()}
          </Button>
          <Button icon="download" busy={busy.value === "pdf"} onClick={() => download("pdf")}>
            {m.pdf()}
          </Button>
          {!revoked && can(paper.permission) && can("document:issue") && !isHistory.value && (
            <Button
              kind="quiet"
              icon="ban"
              onClick={() => {
                asking.value = true;
              }}
            >
              {m.revoke()}
            </Button>
          )}
        </span>
      </div>
      <p class="quiet">{m.by(formatDate(paper.issued_on), paper.issued_by_name)}</p>
      {revoked && (
        <p class="paper-reason">
          {m.revokedBy(formatDate(paper.revoked_on), paper.revoked_by_name ?? "", paper.revoked_reason ?? "")}
        </p>
      )}
      {failure.value && (
        <p class="field-error" role="alert">
          {failure.value}
        </p>
      )}
      <Proof paper={paper} />
      {asking.value && (
        <RevokeForm
          paper={paper}
          onClose={() => {
            asking.value = false;
          }}
          onDone={onChange}
        />
      )}
    </li>
  );
}

/** The hashes, and whether the stored bytes still have them. */
function Proof({ paper }: { paper: IssuedDocument }) {
  const answer = useSignal<Verification | null>(null);
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);

  async function check() {
    busy.value = true;
    failure.value = null;
    try {
      answer.value = await api.get("/api/documents/{document_id}/verify", { path: { document_id: paper.id } });
    } catch (error) {
      failure.value = sentenceOf(error);
    }
    busy.value = false;
  }

  const intact = answer.value?.docx_intact && answer.value.pdf_intact !== false;
  const pdf = answer.value?.pdf_sha256 ?? paper.pdf_sha256;
  return (
    <details class="paper-more">
      <summary>
        {m.proof()} <code>{paper.docx_sha256.slice(0, 12)}…</code>
      </summary>
      <dl class="paper-hashes">
        <dt>Word SHA-256</dt>
        <dd>
          <code>{paper.docx_sha256}</code>
        </dd>
        <dt>PDF SHA-256</dt>
        <dd>{pdf ? <code>{pdf}</code> : <span class="quiet">{m.pdfLater()}</span>}</dd>
      </dl>
      <Button icon="check" busy={busy.value} onClick={check}>
        {m.recompute()}
      </Button>
      {answer.value && <Note tone={intact ? "success" : "error"}>{intact ? m.intact() : m.broken()}</Note>}
      {failure.value && <Note tone="error">{failure.value}</Note>}
    </details>
  );
}
