import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import type * as contract from "../../api/schema";
import { noteDataChange } from "../../app/changes";
import { saveMadeFile } from "../../app/save-file";
import { term } from "../../app/terms";
import { formatDate, formatInstant } from "../../locale/date";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { toast } from "../../ui/toast";
import { mayEdit } from "./cases.state";
import { sm } from "./sheet-messages";
import type { CaseSheet } from "./types";

const short = (hash: string) => (hash ? `${hash.slice(0, 12)}…` : "");

/** Evidence with its hashes, who touched what, and the sealed file that can be carried away. */
export function FileTab({ sheet }: { sheet: CaseSheet }) {
  const busy = useSignal(false);
  const carry = async () => {
    busy.value = true;
    try {
      toast(await saveMadeFile(`/api/idle-cases/${sheet.id}/bundles`));
      noteDataChange();
    } catch (error) {
      toast(sentenceOf(error), "error");
    }
    busy.value = false;
  };
  return (
    <div class="case-stack">
      <section class="page-card case-part">
        <h4>{sm.allEvidence()}</h4>
        {sheet.evidence.length === 0 && <p class="quiet">{sm.noEvidence()}</p>}
        <ul class="case-lines">
          {sheet.evidence.map((file) => (
            <li key={file.id}>
              <a href={`/api/idle-cases/${sheet.id}/evidence/${file.id}/file`} target="_blank" rel="noopener">
                E{file.id} {file.title || file.file_name}
              </a>{" "}
              <span class="quiet">
                {file.dated && `${formatDate(file.dated)} · `}
                {file.uploaded_by_name} {formatInstant(file.uploaded_at)} ·{" "}
                <span title={file.sha256}>
                  {sm.hash()} {short(file.sha256)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section class="page-card case-part">
        <h4>{sm.bundles()}</h4>
        <p class="quiet">{sm.bundleNote()}</p>
        {mayEdit.value && (
          <p class="case-acts no-print">
            <Button icon="download" busy={busy.value} onClick={carry}>
              {sm.bundle()}
            </Button>
            <BundleCheck />
          </p>
        )}
        <ul class="case-lines">
          {sheet.bundles.map((bundle) => (
            <li key={bundle.id}>
              {formatInstant(bundle.sealed_at)} {bundle.actor_name} ·{" "}
              {sm.bundleLine(bundle.members, `${formatNumber(bundle.size_bytes / 1024, 1)} KB`)} ·{" "}
              <span class="quiet" title={bundle.bundle_sha256}>
                {sm.hash()} {short(bundle.bundle_sha256)}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section class="page-card case-part">
        <h4>{sm.custody()}</h4>
        {sheet.custody.length === 0 && <p class="quiet">{sm.noCustody()}</p>}
        <ul class="case-lines">
          {sheet.custody.map((line) => (
            <li key={line.id}>
              {formatInstant(line.at)} <b>{term("idle_cases.CustodyAct", line.act)}</b> {line.title ?? line.note}{" "}
              <span class="quiet">
                {line.actor_name} <span title={line.sha256}>{short(line.sha256)}</span>
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

type Checked = contract.BundleCheckAnswer;

/** A file that came back: whether it is as it was sealed, and what was altered. */
function BundleCheck() {
  const answer = useSignal<Checked | null>(null);
  const id = useId();
  const check = async (file: File | undefined) => {
    if (!file) return;
    const form = new FormData();
    form.set("file", file);
    try {
      answer.value = await api.upload("/api/idle-cases/bundles/check", form, {});
    } catch (error) {
      toast(sentenceOf(error), "error");
    }
  };
  const told = answer.value;
  return (
    <>
      <input
        id={id}
        class="evidence-input"
        type="file"
        accept=".zip"
        aria-label={sm.checkBundle()}
        onChange={(event) => {
          void check(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
      <Button
        icon="check"
        onClick={() => {
          const input = document.getElementById(id);
          if (input instanceof HTMLInputElement) input.click();
        }}
      >
        {sm.checkBundle()}
      </Button>
      {told && (
        <span role="status">
          <b>{told.is_intact ? sm.bundleIntact() : sm.bundleAltered()}</b> {told.problems.join("；")}{" "}
          <span class="quiet" title={told.seal}>
            {short(told.seal)}
          </span>
        </span>
      )}
    </>
  );
}
