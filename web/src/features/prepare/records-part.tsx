import { useSignal } from "@preact/signals";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { formatDate, formatInstant } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Badge } from "../../ui/chips";
import { Dialog } from "../../ui/dialog";
import { toast } from "../../ui/toast";
import { m } from "./messages";
import { Evidence } from "./readiness-line";
import { LineSign } from "./readiness-mark";
import type { Finding, RecordLine, RecordSheet, Sheet } from "./types";

/** The answers that were put on record; each opens as it was given. */
export function RecordsPart({ sheet }: { sheet: Sheet }) {
  const open = useSignal<RecordSheet | null>(null);
  const show = async (id: number) => {
    try {
      open.value = await api.get("/api/readiness/records/{record_id}", { path: { record_id: id } });
    } catch (error) {
      toast(sentenceOf(error), "error");
    }
  };
  return (
    <section class="prepare-part">
      <div class="prepare-part-head">
        <h5>{m.records()}</h5>
      </div>
      {sheet.records.length === 0 && <p class="quiet prepare-small">{m.noRecords()}</p>}
      <ul class="prepare-records">
        {sheet.records.map((record) => (
          <li key={record.id}>
            <button type="button" class="prepare-link figure" onClick={() => show(record.id)}>
              {formatDate(record.as_of)}
            </button>
            <Verdict record={record} />
            <span class="quiet prepare-small">
              {m.madeBy(record.made_by_name, formatInstant(record.made_at))} · {m.boundaryVersion(record.version_no)}
            </span>
          </li>
        ))}
      </ul>
      {open.value && <RecordDialog record={open.value} plotNo={sheet.plot_no} onClose={() => (open.value = null)} />}
    </section>
  );
}

function Verdict({ record }: { record: RecordLine }) {
  return record.passed ? (
    <Badge tone="success">{m.passedWord()}</Badge>
  ) : (
    <Badge tone="danger">{m.notPassed(record.lacking_count)}</Badge>
  );
}

function RecordDialog({ record, plotNo, onClose }: { record: RecordSheet; plotNo: string; onClose: () => void }) {
  return (
    <Dialog title={`${plotNo} · ${m.records()} · ${formatDate(record.as_of)}`} width={640} onClose={onClose} text>
      <p class="quiet">{m.madeBy(record.made_by_name, formatInstant(record.made_at))}</p>
      <ul class="prepare-lines">
        {record.items.map((line) => (
          <li key={line.key} class="prepare-line">
            <div class="prepare-line-head">
              <LineSign state={line.state} />
              <span class="prepare-line-label">{inLanguage(line.label_zh, line.label_en)}</span>
            </div>
            {line.findings.map((finding: Finding) => (
              <p key={finding.code} class={`prepare-finding prepare-finding-${finding.severity}`}>
                {inLanguage(finding.message_zh, finding.message_en)}
              </p>
            ))}
            <Evidence proofs={line.evidence} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
