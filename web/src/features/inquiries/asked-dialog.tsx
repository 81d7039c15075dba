import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { FormDialog, TextArea } from "../../app/form-dialog";
import { termOptions } from "../../app/terms";
import { SelectField } from "../../ui/field";
import { DutyForm } from "./duty-tab";
import { asked, closeAsked, officers, send, showPerson } from "./inquiries.state";
import { LeadForm } from "./lead-form";
import { m } from "./messages";
import type { InquirySheet } from "./types";

/** The form that is open over the desk. */
export function AskedDialog() {
  const open = asked.value;
  if (!open) return null;
  if (open.kind === "duty") return <DutyForm line={open.line} />;
  const inquiry = open.sheet;
  switch (open.kind) {
    case "answer":
      return <WordsForm inquiry={inquiry} kind="answer" />;
    case "note":
      return <WordsForm inquiry={inquiry} kind="note" />;
    case "assign":
      return <AssignForm inquiry={inquiry} />;
    case "lead":
      return <LeadForm inquiry={inquiry} />;
    case "project":
      return <ProjectForm inquiry={inquiry} />;
    case "close":
      return <CloseForm inquiry={inquiry} />;
    case "reopen":
      return <ReopenForm inquiry={inquiry} />;
    case "person":
      return <PersonForm inquiry={inquiry} />;
  }
}

function WordsForm({ inquiry, kind }: { inquiry: InquirySheet; kind: "answer" | "note" }) {
  const [body, setBody] = useState("");
  const answers = kind === "answer";
  return (
    <FormDialog
      title={`${answers ? m.answer() : m.note()} · ${inquiry.receipt_no}`}
      submit={answers ? m.answer() : m.note()}
      done={answers ? m.answered() : m.noted()}
      ready={body.trim() !== ""}
      width={600}
      onClose={closeAsked}
      onSubmit={() =>
        send(
          api.post(`/api/inquiries/{inquiry_id}/${answers ? "answers" : "notes"}`, {
            path: { inquiry_id: inquiry.id },
            body: { body: body.trim() },
          }),
        )
      }
    >
      <p class="inquiry-full quiet">{inquiry.question}</p>
      <TextArea
        label={answers ? m.answerText() : m.note()}
        value={body}
        onValue={setBody}
        rows={7}
        required
        hint={answers ? m.answerHint() : m.noteHint()}
      />
    </FormDialog>
  );
}

function AssignForm({ inquiry }: { inquiry: InquirySheet }) {
  const [officer, setOfficer] = useState("");
  const [reason, setReason] = useState("");
  const choices = (officers.data.value ?? []).filter(({ id }) => id !== inquiry.owner_id);
  return (
    <FormDialog
      title={`${m.assign()} · ${inquiry.receipt_no}`}
      submit={m.assign()}
      done={m.assigned()}
      ready={officer !== "" && reason.trim().length >= 2}
      onClose={closeAsked}
      onSubmit={() =>
        send(
          api.post("/api/inquiries/{inquiry_id}/assignment", {
            path: { inquiry_id: inquiry.id },
            body: { officer_id: Number(officer), reason: reason.trim() },
          }),
        )
      }
    >
      <SelectField
        label={m.assignTo()}
        value={officer}
        placeholder={m.choose()}
        options={choices.map(({ id, name }) => ({ value: String(id), label: name }))}
        onValue={setOfficer}
        required
      />
      <TextArea label={m.reason()} value={reason} onValue={setReason} required />
    </FormDialog>
  );
}

function ProjectForm({ inquiry }: { inquiry: InquirySheet }) {
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={`${m.project()} · ${inquiry.project_no ?? ""}`}
      submit={m.project()}
      done={m.projectDone()}
      onClose={closeAsked}
      onSubmit={() =>
        send(
          api.post("/api/inquiries/{inquiry_id}/project", {
            path: { inquiry_id: inquiry.id },
            body: { reason: reason.trim() },
          }),
        )
      }
    >
      <p>{m.projectHint()}</p>
      <TextArea label={m.reason()} value={reason} onValue={setReason} />
    </FormDialog>
  );
}

function CloseForm({ inquiry }: { inquiry: InquirySheet }) {
  const [reason, setReason] = useState("");
  const [body, setBody] = useState("");
  return (
    <FormDialog
      title={`${m.close()} · ${inquiry.receipt_no}`}
      submit={m.close()}
      done={m.closed()}
      ready={reason !== "" && body.trim().length >= 2}
      onClose={closeAsked}
      onSubmit={() =>
        send(
          api.post("/api/inquiries/{inquiry_id}/closing", {
            path: { inquiry_id: inquiry.id },
            body: { reason, body: body.trim() },
          }),
        )
      }
    >
      <SelectField
        label={m.closeReason()}
        value={reason}
        placeholder={m.choose()}
        options={termOptions("inquiries.CloseReason")}
        onValue={setReason}
        required
      />
      <TextArea label={m.closeText()} value={body} onValue={setBody} required />
    </FormDialog>
  );
}

function ReopenForm({ inquiry }: { inquiry: InquirySheet }) {
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={`${m.reopen()} · ${inquiry.receipt_no}`}
      submit={m.reopen()}
      done={m.reopened()}
      ready={reason.trim().length >= 2}
      onClose={closeAsked}
      onSubmit={() =>
        send(
          api.post("/api/inquiries/{inquiry_id}/reopening", {
            path: { inquiry_id: inquiry.id },
            body: { reason: reason.trim() },
          }),
        )
      }
    >
      <TextArea label={m.reason()} value={reason} onValue={setReason} required />
    </FormDialog>
  );
}

function PersonForm({ inquiry }: { inquiry: InquirySheet }) {
  return (
    <FormDialog
      title={`${m.showPerson()} · ${inquiry.receipt_no}`}
      submit={m.showPerson()}
      done={m.shownPerson()}
      onClose={closeAsked}
      onSubmit={() => showPerson(inquiry.id)}
    >
      <p>{m.showPersonText()}</p>
    </FormDialog>
  );
}
