import { useSignal } from "@preact/signals";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormDialog, TextArea } from "../../app/form-dialog";
import { term, termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { SelectField, TextField } from "../../ui/field";
import { asked, closeAsked, officers, send } from "./cases.state";
import { ClueDialog } from "./clue-dialog";
import { CorrectDialog } from "./correct-dialog";
import { dm } from "./dialog-messages";
import { DraftDialog } from "./draft-dialog";
import { codesOf } from "./notes-tab";
import { emptyService, ServiceFields, type ServiceForm, serviceBody } from "./service-fields";
import { StepDialog } from "./step-dialog";
import type { CaseItem, CaseSheet } from "./types";

/** The one open form of the desk and of the dossier's tab. */
export function CaseDialogs() {
  const open = asked.value;
  switch (open?.kind) {
    case "open":
      return <ClueDialog land={open.land} />;
    case "step":
      return <StepDialog sheet={open.sheet} way={open.way} />;
    case "correct":
      return <CorrectDialog sheet={open.sheet} target={open.target} step={open.step} serviceId={open.serviceId} />;
    case "entry":
      return <EntryDialog sheet={open.sheet} kind={open.entry} />;
    case "officer":
      return <OfficerDialog item={open.sheet} />;
    case "notice":
      return <NoticeDialog sheet={open.sheet} encumbranceId={open.encumbranceId} />;
    case "draft":
      return <DraftDialog sheet={open.sheet} document={open.document} title={open.title} />;
    default:
      return null;
  }
}

const today = () => zone.value?.today ?? "";

function EntryDialog({ sheet, kind }: { sheet: CaseSheet; kind: string }) {
  const codes = codesOf(kind);
  const code = useSignal("");
  const day = useSignal(today());
  const due = useSignal("");
  const amount = useSignal("");
  const note = useSignal("");
  const files = useSignal<EvidenceFile[]>([]);
  const isBare = kind.startsWith("hearing") || kind === "performed";
  const ready = Boolean(day.value) && (codes ? Boolean(code.value) : isBare || note.value.trim().length > 1);
  return (
    <FormDialog
      title={dm.entryTitle(term("idle_cases.EntryKind", kind))}
      submit={dm.save()}
      done={dm.entryDone()}
      width={560}
      ready={ready}
      onClose={closeAsked}
      onSubmit={() =>
        send(
          api.post("/api/idle-cases/{case_id}/entries", {
            path: { case_id: sheet.id },
            body: {
              kind,
              code: code.value,
              entered_on: day.value,
              due_on: due.value || null,
              amount_yuan: amount.value || null,
              note: note.value,
              evidence_ids: files.value.map(({ id }) => id),
            },
          }),
        )
      }
    >
      {codes && (
        <SelectField
          required
          label={dm.entryCode()}
          value={code.value}
          placeholder=""
          options={codes}
          onValue={(value) => {
            code.value = value;
          }}
        />
      )}
      <TextField
        type="date"
        required
        label={dm.enteredOn()}
        value={day.value}
        min={sheet.found_on}
        max={today()}
        onValue={(v) => (day.value = v)}
      />
      {kind === "next_step" && (
        <TextField type="date" label={dm.dueOn()} value={due.value} min={day.value} onValue={(v) => (due.value = v)} />
      )}
      {kind === "performed" && (
        <TextField inputMode="decimal" label={dm.amount()} value={amount.value} onValue={(v) => (amount.value = v)} />
      )}
      <TextArea label={dm.note()} value={note.value} onValue={(v) => (note.value = v)} />
      <EvidenceField
        files={files.value}
        parkCode={sheet.park_code}
        onFiles={(found) => {
          files.value = found;
        }}
      />
    </FormDialog>
  );
}

function OfficerDialog({ item }: { item: CaseItem }) {
  const choices = officers.data.value ?? [];
  const chosen = useSignal("");
  const name = useSignal("");
  const from = useSignal(today());
  const reason = useSignal("");
  const person = choices.find(({ id }) => String(id) === chosen.value);
  return (
    <FormDialog
      title={`${dm.officerTitle()} · ${item.case_no}`}
      submit={dm.save()}
      done={dm.officerDone()}
      ready={Boolean(from.value && (person || name.value.trim()))}
      onClose={closeAsked}
      onSubmit={() =>
        send(
          api.post("/api/idle-cases/{case_id}/officer", {
            path: { case_id: item.id },
            body: {
              officer_id: person?.id ?? null,
              officer_name: person?.name ?? name.value,
              holds_from: from.value,
              reason: reason.value,
            },
          }),
        )
      }
    >
      <SelectField
        label={dm.officer()}
        value={chosen.value}
        placeholder={dm.officerOther()}
        options={choices.filter(({ id }) => id !== null).map(({ id, name: label }) => ({ value: String(id), label }))}
        onValue={(value) => {
          chosen.value = value;
        }}
      />
      {!chosen.value && (
        <TextField label={dm.officer()} value={name.value} maxLength={80} onValue={(v) => (name.value = v)} />
      )}
      <TextField type="date" required label={dm.from()} value={from.value} onValue={(v) => (from.value = v)} />
      <TextField label={dm.reason()} value={reason.value} maxLength={200} onValue={(v) => (reason.value = v)} />
    </FormDialog>
  );
}

/** A paper served beside the steps: on a creditor, or a copy to a department. */
function NoticeDialog({ sheet, encumbranceId }: { sheet: CaseSheet; encumbranceId: number | null }) {
  const creditor = sheet.creditors.find(({ encumbrance_id }) => encumbrance_id === encumbranceId);
  const purpose = useSignal(creditor ? "creditor" : "department");
  const paper = useSignal("");
  const number = useSignal("");
  const service = useSignal<ServiceForm>(emptyService(today(), creditor?.holder_name ?? ""));
  const papers = sheet.documents.filter(({ revoked_on }) => revoked_on === null);
  return (
    <FormDialog
      title={dm.noticeTitle()}
      submit={dm.save()}
      done={dm.noticeDone()}
      width={620}
      ready={Boolean(
        (paper.value || number.value.trim()) && service.value.recipient.trim() && service.value.files.length,
      )}
      onClose={closeAsked}
      onSubmit={() =>
        send(
          api.post("/api/idle-cases/{case_id}/services", {
            path: { case_id: sheet.id },
            body: {
              purpose: purpose.value,
              document_id: paper.value ? Number(paper.value) : null,
              document_no: paper.value ? "" : number.value,
              encumbrance_id: purpose.value === "creditor" ? encumbranceId : null,
              service: serviceBody(service.value),
            },
          }),
        )
      }
    >
      {!creditor && (
        <SelectField
          required
          label={dm.purpose()}
          value={purpose.value}
          options={termOptions("idle_cases.ServicePurpose")}
          onValue={(value) => {
            purpose.value = value;
          }}
        />
      )}
      <SelectField
        label={dm.documentIssued()}
        value={paper.value}
        placeholder={dm.documentOther()}
        options={papers.map(({ id, title_zh, document_no }) => ({
          value: String(id),
          label: `${title_zh} ${document_no}`,
        }))}
        onValue={(value) => {
          paper.value = value;
        }}
      />
      {!paper.value && (
        <TextField required label={dm.documentNo()} value={number.value} onValue={(v) => (number.value = v)} />
      )}
      <ServiceFields
        form={service.value}
        onForm={(form) => {
          service.value = form;
        }}
        parkCode={sheet.park_code}
        today={today()}
      />
    </FormDialog>
  );
}
