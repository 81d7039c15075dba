import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormFrame } from "../../app/form-frame";
import { term, termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { SelectField, TextField } from "../../ui/field";
import { nm } from "./encumbrance-messages";
import type { Encumbrance } from "./encumbrance-types";
import type { Dossier } from "./types";

const positive = (text: string): boolean => text.trim() === "" || Number(text) > 0;

/** Record what a certificate or ruling says, or say it better. */
export function EncumbranceForm({
  plot,
  row,
  onClose,
}: {
  plot: Dossier;
  row: Encumbrance | null;
  onClose: () => void;
}) {
  const [kind, setKind] = useState<string>(row?.kind ?? "mortgage");
  const [facts, setFacts] = useState({
    holder_name: row?.holder_name ?? "",
    registered_on: row?.registered_on ?? zone.value?.today ?? "",
    certificate_no: row?.certificate_no ?? "",
    amount: row?.amount_yuan ? String(row.amount_yuan / 10000) : "",
    rank: String(row?.rank ?? 1),
    area: row?.area_m2 ? String(row.area_m2) : "",
    expires_on: row?.expires_on ?? "",
    debtor: row?.debtor_party_id ? String(row.debtor_party_id) : "",
    remark: row?.remark ?? "",
  });
  const [reason, setReason] = useState("");
  const [files, setFiles] = useState<EvidenceFile[]>(row?.evidence ?? []);
  const set = (name: keyof typeof facts) => (value: string) => setFacts({ ...facts, [name]: value });
  const holders = plot.parties.filter(({ role }) => role === "holder");
  const check = () => {
    if (!facts.holder_name.trim()) return nm.needHolder();
    if (!facts.registered_on) return nm.needDay();
    if (!facts.certificate_no.trim() && files.length === 0) return nm.needPaper();
    if (!positive(facts.amount) || !positive(facts.area)) return nm.badNumber();
    return row && reason.trim().length < 2 ? nm.needReason() : null;
  };
  const send = () => {
    const body = {
      holder_name: facts.holder_name.trim(),
      registered_on: facts.registered_on,
      party_id: row?.party_id ?? null,
      debtor_party_id: facts.debtor ? Number(facts.debtor) : null,
      certificate_no: facts.certificate_no.trim(),
      amount_yuan: facts.amount.trim() ? (Number(facts.amount) * 10000).toFixed(2) : null,
      rank: Number(facts.rank) || 1,
      area_m2: facts.area.trim() || null,
      expires_on: facts.expires_on || null,
      remark: facts.remark.trim(),
      evidence_ids: files.map(({ id }) => id),
    };
    return row
      ? api.put("/api/encumbrances/{encumbrance_id}", {
          path: { encumbrance_id: row.id },
          body: { ...body, reason: reason.trim() },
        })
      : api.post("/api/plots/{plot_id}/encumbrances", { path: { plot_id: plot.id }, body: { ...body, kind } });
  };
  const word = term("parties.EncumbranceKind", kind);
  return (
    <FormFrame
      title={row ? nm.editTitle(word, plot.plot_no) : nm.newTitle(plot.plot_no)}
      width={600}
      check={check}
      send={send}
      onClose={onClose}
    >
      {!row && (
        <SelectField
          label={nm.kind()}
          value={kind}
          options={termOptions("parties.EncumbranceKind")}
          onValue={setKind}
        />
      )}
      <TextField label={nm.holder()} value={facts.holder_name} onValue={set("holder_name")} maxLength={200} required />
      <div class="edit-two">
        <TextField
          label={nm.certificate()}
          value={facts.certificate_no}
          onValue={set("certificate_no")}
          maxLength={100}
        />
        <TextField
          label={nm.registeredOn()}
          type="date"
          value={facts.registered_on}
          max={zone.value?.today}
          onValue={set("registered_on")}
          required
        />
        {kind === "mortgage" && (
          <TextField
            label={nm.amount()}
            unit={nm.wan()}
            inputMode="decimal"
            value={facts.amount}
            onValue={set("amount")}
          />
        )}
        <TextField label={nm.expiresOn()} type="date" value={facts.expires_on} onValue={set("expires_on")} />
        <TextField label={nm.rank()} inputMode="numeric" value={facts.rank} onValue={set("rank")} />
        <TextField label={nm.area()} unit="㎡" inputMode="decimal" value={facts.area} onValue={set("area")} />
      </div>
      {holders.length > 0 && (
        <SelectField
          label={nm.debtor()}
          value={facts.debtor}
          placeholder={nm.wholeRight()}
          options={holders.map((party) => ({ value: String(party.party_id), label: party.name_zh }))}
          onValue={set("debtor")}
        />
      )}
      <TextField label={nm.remark()} value={facts.remark} onValue={set("remark")} maxLength={500} />
      {row && <TextField label={nm.reason()} value={reason} onValue={setReason} maxLength={500} required />}
      <EvidenceField label={nm.proof()} files={files} onFiles={setFiles} parkCode={plot.park_code} />
    </FormFrame>
  );
}

/** It no longer rests on the plot: from which day, why, what proves it. */
export function ReleaseForm({ row, onClose }: { row: Encumbrance; onClose: () => void }) {
  const [day, setDay] = useState(zone.value?.today ?? "");
  const [reason, setReason] = useState("");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  return (
    <FormFrame
      title={nm.releaseTitle(term("parties.EncumbranceKind", row.kind), row.holder_name)}
      submit={nm.release()}
      check={() =>
        !day ? nm.needDay() : reason.trim().length < 2 ? nm.needReason() : files.length ? null : nm.needProof()
      }
      send={() =>
        api.post("/api/encumbrances/{encumbrance_id}/release", {
          path: { encumbrance_id: row.id },
          body: {
            released_on: day,
            reason: reason.trim(),
            evidence_ids: files.map(({ id }) => id),
          },
        })
      }
      onClose={onClose}
    >
      <TextField
        label={nm.releasedOn()}
        type="date"
        value={day}
        min={row.registered_on}
        max={zone.value?.today}
        onValue={setDay}
        required
      />
      <TextField label={nm.reason()} value={reason} onValue={setReason} maxLength={500} required />
      <EvidenceField label={nm.proof()} files={files} onFiles={setFiles} parkCode={row.park_code} required />
    </FormFrame>
  );
}

/** It was recorded by mistake and counts on no day. */
export function WithdrawForm({ row, onClose }: { row: Encumbrance; onClose: () => void }) {
  const [reason, setReason] = useState("");
  return (
    <FormFrame
      title={nm.withdrawTitle(term("parties.EncumbranceKind", row.kind))}
      text={nm.withdrawText()}
      submit={nm.withdraw()}
      danger
      check={() => (reason.trim().length < 2 ? nm.needReason() : null)}
      send={() =>
        api.post("/api/encumbrances/{encumbrance_id}/withdrawal", {
          path: { encumbrance_id: row.id },
          body: { reason: reason.trim() },
        })
      }
      onClose={onClose}
    >
      <TextField label={nm.reason()} value={reason} onValue={setReason} maxLength={500} required />
    </FormFrame>
  );
}
