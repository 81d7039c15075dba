import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { Problem, sentenceOf } from "../../api/problem";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { Button } from "../../ui/button";
import { CancelButton, confirmed, Dialog } from "../../ui/dialog";
import { SelectField, TextField } from "../../ui/field";
import { toast } from "../../ui/toast";
import { closeDialog, noteSigned } from "./contracts.state";
import { fm } from "./form-messages";
import { type Judged, JudgedNote } from "./judged";
import type { ContractSheet } from "./types";

/** The end of a contract: from when, how, why, on what paper. */
export function EndDialog({ contract }: { contract: ContractSheet }) {
  const [endedOn, setEndedOn] = useState(zone.value?.today ?? "");
  const [kind, setKind] = useState("rescinded");
  const [reason, setReason] = useState("");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const [judged, setJudged] = useState<Judged | null>(null);
  const [busy, setBusy] = useState(false);
  const end = async () => {
    const { contract_no, plot_no } = contract;
    if (
      !(await confirmed({
        title: fm.endTitle(contract_no),
        text: fm.endText(contract_no, plot_no),
        confirm: fm.endTitle(contract_no),
        tone: "danger",
      }))
    )
      return;
    setBusy(true);
    setJudged(null);
    try {
      const evidence_ids = files.map((file) => file.id);
      await api.post("/api/contracts/{contract_id}/end", {
        path: { contract_id: contract.id },
        body: { ended_on: endedOn, kind, reason, evidence_ids },
      });
      toast(fm.ended(contract_no));
      noteSigned(contract.id);
    } catch (error) {
      setJudged({ sentence: sentenceOf(error), findings: error instanceof Problem ? error.findings : [] });
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={fm.endTitle(contract.contract_no)}
      onClose={closeDialog}
      width={560}
      footer={
        <>
          <CancelButton />
          <Button kind="danger" busy={busy} disabled={!endedOn} onClick={end}>
            {fm.endTitle(contract.contract_no)}
          </Button>
        </>
      }
    >
      <div class="form-column">
        <JudgedNote judged={judged} />
        <TextField type="date" label={fm.endedOn()} value={endedOn} required onValue={setEndedOn} />
        <SelectField label={fm.endKind()} value={kind} options={termOptions("supply.ContractEnd")} onValue={setKind} />
        <TextField label={fm.reason()} value={reason} required onValue={setReason} />
        <EvidenceField label={fm.endProof()} required files={files} parkCode={contract.park_code} onFiles={setFiles} />
      </div>
    </Dialog>
  );
}
