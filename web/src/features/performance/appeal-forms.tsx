import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormDialog, TextArea } from "../../app/form-dialog";
import { PartyFinder } from "../../app/party-finder";
import { term, termOptions } from "../../app/terms";
import { parkName, parks, shownDate } from "../../app/zone";
import { SelectField, TextField } from "../../ui/field";
import { m, ml } from "./messages";
import { closeAsked, schemes, send, year } from "./performance.state";
import type { Appeal, Exemption, LeagueRow } from "./types";

/** An enterprise contests its grade: the day it came, its grounds; the clock for the answer starts. */
export function AppealForm({ row }: { row: LeagueRow }) {
  const [day, setDay] = useState(shownDate.value ?? "");
  const [grounds, setGrounds] = useState("");
  const [wanted, setWanted] = useState("");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  return (
    <FormDialog
      title={`${m.appeal()} · ${row.party_name_zh}`}
      submit={m.appeal()}
      done={m.saved()}
      onClose={closeAsked}
      ready={day !== "" && grounds.trim() !== ""}
      onSubmit={() =>
        send(
          api.post("/api/performance/appeals", {
            body: {
              result_id: row.id,
              received_on: day,
              grounds_zh: grounds.trim(),
              wanted_grade: wanted || null,
              evidence_ids: files.map(({ id }) => id),
            },
          }),
        )
      }
    >
      <p>
        {row.year} · {term("performance.Grade", row.grade ?? "")}
      </p>
      <TextField label={ml.received()} type="date" value={day} onValue={setDay} required />
      <SelectField
        label={ml.wanted()}
        value={wanted}
        placeholder="—"
        options={termOptions("performance.Grade").filter(({ value }) => value < (row.grade ?? "D"))}
        onValue={setWanted}
      />
      <TextArea label={ml.grounds()} value={grounds} onValue={setGrounds} required rows={4} />
      <EvidenceField files={files} onFiles={setFiles} parkCode={row.park_code} />
    </FormDialog>
  );
}

/** The one answer to an appeal. */
export function DecisionForm({ appeal }: { appeal: Appeal }) {
  const [outcome, setOutcome] = useState("rejected");
  const [day, setDay] = useState(shownDate.value ?? "");
  const [reply, setReply] = useState("");
  const [grade, setGrade] = useState("");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  return (
    <FormDialog
      title={`${ml.answer()} · ${appeal.party_name_zh}`}
      submit={ml.answer()}
      done={m.saved()}
      onClose={closeAsked}
      ready={day !== "" && reply.trim() !== "" && (outcome !== "upheld" || grade !== "")}
      onSubmit={() =>
        send(
          api.post("/api/performance/appeals/{appeal_id}/decision", {
            path: { appeal_id: appeal.id },
            body: {
              outcome,
              decided_on: day,
              reply_zh: reply.trim(),
              new_grade: outcome === "upheld" ? grade : null,
              evidence_ids: files.map(({ id }) => id),
            },
          }),
        )
      }
    >
      <p>{appeal.grounds_zh}</p>
      <SelectField
        label={ml.outcome()}
        value={outcome}
        options={termOptions("performance.AppealState").filter(({ value }) => value !== "open")}
        onValue={setOutcome}
      />
      {outcome === "upheld" && (
        <SelectField
          label={ml.newGrade()}
          value={grade}
          placeholder="—"
          required
          options={termOptions("performance.Grade").filter(({ value }) => value !== appeal.given_grade)}
          onValue={setGrade}
        />
      )}
      <TextField label={ml.decidedOn()} type="date" value={day} onValue={setDay} required />
      <TextArea label={ml.answerText()} value={reply} onValue={setReply} required rows={4} />
      <EvidenceField files={files} onFiles={setFiles} parkCode={appeal.park_code} />
    </FormDialog>
  );
}

/** An enterprise that is not ranked from a day on; or the end of that. */
export function ExemptionForm({ row }: { row: Exemption | null }) {
  const [party, setParty] = useState({ id: row?.party_id ?? null, name: row?.party_name_zh ?? "" });
  const [park, setPark] = useState(row?.park_code ?? "");
  const [kind, setKind] = useState("utility");
  const [day, setDay] = useState(shownDate.value ?? "");
  const [reason, setReason] = useState("");
  const [paper, setPaper] = useState("");
  return (
    <FormDialog
      title={row ? `${ml.end()} · ${party.name}` : `${ml.exempt()}${party.name ? ` · ${party.name}` : ""}`}
      submit={m.save()}
      done={m.saved()}
      onClose={closeAsked}
      ready={party.id !== null && park !== "" && day !== "" && reason.trim() !== ""}
      onSubmit={() =>
        send(
          api.put("/api/performance/exemptions", {
            body: {
              party_id: party.id!,
              park_code: park,
              kind: row ? null : kind,
              reason_zh: reason.trim(),
              valid_from: day,
              document: paper.trim() || null,
            },
          }),
        )
      }
    >
      {!row && (
        <>
          <PartyFinder onPick={({ id, name_zh }) => setParty({ id, name: name_zh })} />
          <SelectField
            label={m.park()}
            value={park}
            placeholder="—"
            required
            options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
            onValue={setPark}
          />
          <SelectField
            label={ml.kind()}
            value={kind}
            options={termOptions("performance.ExemptionKind")}
            onValue={setKind}
          />
        </>
      )}
      <TextField label={row ? ml.endOn() : ml.from()} type="date" value={day} onValue={setDay} required />
      <TextArea label={ml.reason()} value={reason} onValue={setReason} required />
      <TextField label={ml.document()} value={paper} onValue={setPaper} maxLength={200} />
    </FormDialog>
  );
}

/** Fix the grades of the year with all that they rest on. */
export function FixForm() {
  const [note, setNote] = useState("");
  const of = year.value ?? 0;
  const version = schemes.data.value?.schemes[0]?.version_no ?? 0;
  return (
    <FormDialog
      title={`${of} ${m.fix()}`}
      submit={m.fix()}
      done={m.fixed()}
      onClose={closeAsked}
      onSubmit={() => send(api.post("/api/performance/runs", { body: { year: of, note: note.trim() } }))}
    >
      <p>{m.fixText(of, version)}</p>
      <TextArea label={m.note()} value={note} onValue={setNote} />
    </FormDialog>
  );
}
