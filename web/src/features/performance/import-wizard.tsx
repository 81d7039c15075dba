import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { noteDataChange } from "../../app/changes";
import { Refusal, TextArea } from "../../app/form-dialog";
import { term } from "../../app/terms";
import { isHistory, parkName, parks } from "../../app/zone";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { Badge, Chip } from "../../ui/chips";
import { Dialog } from "../../ui/dialog";
import { SelectField } from "../../ui/field";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { m, mf } from "./messages";
import { closeAsked, mayEdit, send, year, years } from "./performance.state";
import type { ImportRow, ImportSheet } from "./types";

interface Props {
  sheet: ImportSheet | null;
  replaces: ImportSheet | null;
}

/** A workbook comes in: uploaded and tried out, its findings row by row, then taken in, turned down or sent again. */
export function ImportWizard(props: Props) {
  const [sheet, setSheet] = useState(props.sheet);
  const [replaces, setReplaces] = useState(props.replaces);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [rejecting, setRejecting] = useState<string | null>(null);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const accept = () =>
    attempt(async () => {
      const done = await send(
        api.post("/api/performance/imports/{import_id}/acceptance", { path: { import_id: sheet!.id } }),
      );
      toast(mf.accepted(done.written, done.unchanged, done.left_out));
      closeAsked();
    });
  const reject = () =>
    attempt(async () => {
      await send(
        api.post("/api/performance/imports/{import_id}/rejection", {
          path: { import_id: sheet!.id },
          body: { reason: rejecting ?? "" },
        }),
      );
      toast(mf.rejected());
      closeAsked();
    });
  const broken = sheet?.findings.some((finding) => finding.severity === "error") ?? false;
  const decidable = sheet?.state === "checked" && mayEdit();
  return (
    <Dialog
      title={mf.importFile()}
      width={880}
      onClose={closeAsked}
      footer={
        <>
          <Button onClick={closeAsked}>{m.close()}</Button>
          {decidable && rejecting === null && (
            <>
              <Button onClick={() => setRejecting("")}>{mf.reject()}</Button>
              <Button
                icon="refresh"
                onClick={() => {
                  setReplaces(sheet);
                  setSheet(null);
                }}
              >
                {mf.again()}
              </Button>
              <Button kind="primary" busy={busy} disabled={broken || sheet.sound === 0} onClick={accept}>
                {mf.accept(sheet.sound)}
              </Button>
            </>
          )}
          {decidable && rejecting !== null && (
            <Button kind="danger" busy={busy} disabled={!rejecting.trim()} onClick={reject}>
              {mf.reject()}
            </Button>
          )}
        </>
      }
    >
      <ol class="import-steps">
        <li aria-current={sheet === null ? "step" : undefined}>{mf.step1()}</li>
        <li aria-current={sheet?.state === "checked" ? "step" : undefined}>{mf.step2()}</li>
        <li aria-current={sheet?.state === "accepted" ? "step" : undefined}>{mf.step3()}</li>
      </ol>
      {failure !== null && <Refusal error={failure} />}
      {rejecting !== null && <TextArea label={mf.rejectReason()} value={rejecting} onValue={setRejecting} required />}
      {sheet === null ? (
        <Upload
          replaces={replaces}
          busy={busy}
          onSend={(form) =>
            attempt(async () => {
              setSheet(await api.upload("/api/performance/imports", form, {}));
              noteDataChange();
            })
          }
        />
      ) : (
        <Tried sheet={sheet} />
      )}
    </Dialog>
  );
}

interface UploadProps {
  replaces: ImportSheet | null;
  busy: boolean;
  onSend: (form: FormData) => void;
}

function Upload({ replaces, busy, onSend }: UploadProps) {
  const [file, setFile] = useState<File | null>(null);
  const [of, setOf] = useState(String(replaces?.year ?? year.value ?? ""));
  const [scope, setScope] = useState(replaces?.park_code ?? "");
  const upload = () => {
    if (!file) return;
    const form = new FormData();
    form.set("file", file);
    form.set("year", of);
    if (scope) form.set("park_code", scope);
    if (replaces) form.set("replaces_id", String(replaces.id));
    onSend(form);
  };
  return (
    <div class="form-stack">
      <Note>{mf.nothingYet()}</Note>
      {replaces && <p>{mf.replaces(replaces.id)}</p>}
      <SelectField
        label={m.year()}
        value={of}
        disabled={replaces !== null}
        options={(years.data.value ?? []).map((row) => ({ value: String(row.year), label: String(row.year) }))}
        onValue={setOf}
      />
      <SelectField
        label={mf.scope()}
        value={scope}
        placeholder={mf.wholeZone()}
        options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
        onValue={setScope}
      />
      <label class="field">
        <span class="field-label">{mf.choose()}</span>
        <input
          type="file"
          accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
        />
      </label>
      <div>
        <Button kind="primary" icon="upload" busy={busy} disabled={!file || isHistory.value} onClick={upload}>
          {busy ? mf.uploading() : mf.upload()}
        </Button>
      </div>
    </div>
  );
}

function Tried({ sheet }: { sheet: ImportSheet }) {
  const faulty = sheet.rows.filter((row) => row.findings.length > 0);
  const [onlyFaults, setOnlyFaults] = useState(faulty.length > 0);
  const rows = onlyFaults ? faulty : sheet.rows;
  return (
    <div class="form-stack">
      <p class="import-sums">
        <strong>{sheet.file_name}</strong>
        <Badge tone="success">{mf.sound(sheet.sound)}</Badge>
        {sheet.faulty > 0 ? <Badge tone="danger">{mf.faulty(sheet.faulty)}</Badge> : <span>{mf.allSound()}</span>}
        <a class="text-link" href={`/api/evidence/${sheet.evidence_id}/file`}>
          {mf.original()}
        </a>
      </p>
      <p class="quiet import-hash">SHA-256 {sheet.sha256}</p>
      {sheet.findings.length > 0 && <FindingsList findings={sheet.findings} />}
      <details>
        <summary>{mf.columns()}</summary>
        <p class="quiet">
          {sheet.columns
            .map((column) => `${column.header} → ${column.label_zh}${column.unit ? `（${column.unit}）` : ""}`)
            .join("；")}
        </p>
      </details>
      {faulty.length > 0 && (
        <div>
          <Chip pressed={onlyFaults} onToggle={() => setOnlyFaults(!onlyFaults)} count={faulty.length}>
            {mf.onlyFaults()}
          </Chip>
        </div>
      )}
      <ul class="import-rows">
        {rows.map((row) => (
          <Row key={row.row_no} row={row} />
        ))}
      </ul>
    </div>
  );
}

function Row({ row }: { row: ImportRow }) {
  const tax = row.amounts.tax_yuan;
  return (
    <li class={row.is_sound ? "" : "is-faulty"}>
      <p>
        <span class="quiet figure">{mf.row(row.row_no)}</span> {row.party_name || row.credit_code || "—"}{" "}
        <span class="quiet">
          {row.park} {row.segment && term("performance.Segment", row.segment)}{" "}
          {tax !== null && tax !== undefined && `${mf.tax_yuan()} ${formatNumber(Number(tax) / 10_000, 2)}`}
        </span>
      </p>
      {row.findings.length > 0 && <FindingsList findings={row.findings} />}
    </li>
  );
}
