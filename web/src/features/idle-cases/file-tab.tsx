import { useSignal } from "@preact/signals";
import { sentenceOf } from "../../api/problem";
import { noteDataChange } from "../../app/changes";
import { saveFile } from "../../app/save-file";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { formatDate, formatInstant } from "../../locale/date";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { toast } from "../../ui/toast";
import { sm } from "./sheet-messages";
import type { CaseSheet } from "./types";

const short = (hash: string) => (hash ? `${hash.slice(0, 12)}…` : "");

/** Evidence with its hashes, who touched what, and the sealed file that can be carried away. */
export function FileTab({ sheet }: { sheet: CaseSheet }) {
  const busy = useSignal(false);
  const carry = async () => {
    busy.value = true;
    try {
      toast(await saveFile(`/api/idle-cases/${sheet.id}/bundle.zip`));
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
        {can("plot:export") && (
          <p class="no-print">
            <Button icon="download" busy={busy.value} onClick={carry}>
              {sm.bundle()}
            </Button>
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
              {formatInstant(line.at)} <b>{term("idle.CustodyAct", line.act)}</b> {line.title ?? line.note}{" "}
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
