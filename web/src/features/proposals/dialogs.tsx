import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { TextArea } from "../../app/form-dialog";
import { FormFrame } from "../../app/form-frame";
import { parks } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { SelectField, TextField } from "../../ui/field";
import { m, md } from "./messages";
import { asked, closeAsked, openProposal } from "./proposals.state";
import type { Remark, Sheet } from "./types";

/** The forms of the desk, one at a time. */
export function ProposalDialogs() {
  const question = asked.value;
  if (!question) return null;
  if (question.kind === "new") return <TitleForm sheet={null} />;
  if (question.kind === "rename") return <TitleForm sheet={question.sheet} />;
  if (question.kind === "resolve") return <ResolveForm sheet={question.sheet} remark={question.remark} />;
  return <StepForm kind={question.kind} sheet={question.sheet} />;
}

function TitleForm({ sheet }: { sheet: Sheet | null }) {
  const [title, setTitle] = useState(sheet?.title_zh ?? "");
  const [park, setPark] = useState(sheet?.park_code ?? "");
  const [purpose, setPurpose] = useState(sheet?.purpose_zh ?? "");
  const [paper, setPaper] = useState(sheet?.document ?? "");
  const [day, setDay] = useState(sheet?.effective_on ?? "");
  return (
    <FormFrame
      title={sheet ? m.rename() : m.newProposal()}
      submit={sheet ? undefined : md.begin()}
      done={sheet ? undefined : md.begun()}
      check={() => (title.trim() ? (park ? null : md.needPark()) : md.needTitle())}
      send={async () => {
        const body = {
          title_zh: title.trim(),
          purpose_zh: purpose,
          document: paper || null,
          effective_on: day || null,
        };
        if (sheet)
          await api.put("/api/proposals/{proposal_id}", {
            path: { proposal_id: sheet.id },
            body: { ...body, expected_version: sheet.version },
          });
        else openProposal((await api.post("/api/proposals", { body: { ...body, park_code: park } })).id!);
      }}
      onClose={closeAsked}
    >
      <TextField
        label={md.title()}
        hint={md.titleExample()}
        value={title}
        onValue={setTitle}
        maxLength={200}
        required
      />
      {!sheet && (
        <SelectField
          label={md.park()}
          value={park}
          placeholder="—"
          options={parks.value.map(({ code, name_zh, name_en }) => ({
            value: code,
            label: `${code} ${inLanguage(name_zh, name_en)}`,
          }))}
          onValue={setPark}
          required
        />
      )}
      <TextArea label={md.purpose()} value={purpose} onValue={setPurpose} />
      <TextField label={md.document()} value={paper} onValue={setPaper} maxLength={200} />
      <TextField label={md.effective()} type="date" hint={md.effectiveHint()} value={day} onValue={setDay} />
    </FormFrame>
  );
}

type StepKind = "submit" | "take_back" | "return" | "publish" | "withdraw";

const steps = {
  submit: { path: "submission", title: md.submitTitle, word: m.submit, done: md.submitted, reason: "none" },
  take_back: { path: "taking-back", title: md.takeBackTitle, word: m.takeBack, done: md.takenBack, reason: "none" },
  return: { path: "return", title: md.returnTitle, word: m.giveBack, done: md.returned, reason: "needed" },
  publish: { path: "publication", title: md.publishTitle, word: m.publish, done: md.published, reason: "optional" },
  withdraw: { path: "withdrawal", title: md.withdrawTitle, word: m.withdraw, done: md.withdrawn, reason: "needed" },
} as const;

/** A step of the proposal; what the rules refuse is shown with every finding. */
function StepForm({ kind, sheet }: { kind: StepKind; sheet: Sheet }) {
  const [reason, setReason] = useState("");
  const step = steps[kind];
  const texts: Partial<Record<StepKind, string>> = {
    submit: md.submitText(),
    take_back: md.takeBackText(),
    publish: md.publishText(sheet.shape_count),
    withdraw: md.withdrawText(),
  };
  return (
    <FormFrame
      title={step.title()}
      text={texts[kind]}
      submit={step.word()}
      done={step.done()}
      danger={kind === "withdraw"}
      check={() => (step.reason === "needed" && reason.trim().length < 2 ? md.needReason() : null)}
      send={() =>
        api.post(`/api/proposals/{proposal_id}/${step.path}`, {
          path: { proposal_id: sheet.id },
          body: step.reason === "none" ? undefined : { reason: reason.trim() },
        })
      }
      onClose={closeAsked}
    >
      <p>
        <strong>{sheet.title_zh}</strong> <span class="quiet figure">{sheet.proposal_no}</span>
      </p>
      {step.reason !== "none" && (
        <TextArea
          label={step.reason === "needed" ? md.reason() : md.comment()}
          value={reason}
          onValue={setReason}
          required={step.reason === "needed"}
        />
      )}
    </FormFrame>
  );
}

function ResolveForm({ sheet, remark }: { sheet: Sheet; remark: Remark }) {
  const [note, setNote] = useState("");
  return (
    <FormFrame
      title={md.resolveTitle()}
      text={remark.body_zh}
      submit={m.resolve()}
      done={md.resolvedDone()}
      check={() => (note.trim() ? null : md.needReason())}
      send={() =>
        api.post("/api/proposals/{proposal_id}/remarks/{remark_id}/resolution", {
          path: { proposal_id: sheet.id, remark_id: remark.id },
          body: { note_zh: note.trim() },
        })
      }
      onClose={closeAsked}
    >
      <TextArea label={md.resolveNote()} value={note} onValue={setNote} required />
    </FormFrame>
  );
}
