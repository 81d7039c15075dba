import { useState } from "preact/hooks";
import { api } from "../../api/client";
import type * as contract from "../../api/schema";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { shownDate } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { TextField } from "../../ui/field";
import { toast } from "../../ui/toast";
import { FormDialog, TextArea } from "./form-dialog";
import { ms } from "./messages";
import { send } from "./projects.state";
import type { ProjectSheet } from "./types";

const share = (percent: string) => (percent === "" ? null : Math.round(Number(percent) * 100) / 10_000);
const isPercent = (text: string) => text !== "" && Number(text) >= 0 && Number(text) <= 100;

type Month = contract.Progress;

/** Send a month; what the server finds implausible is said beside, the report stands. */
async function report(project_id: number, body: Month): Promise<void> {
  const answer = await api.post("/api/projects/{project_id}/progress", { path: { project_id }, body });
  for (const doubt of answer.findings)
    toast(inLanguage(`${doubt.message_zh}${doubt.fix_zh ?? ""}`, doubt.message_en), "warning");
}

/** The report of a month. */
export function ProgressForm({ project }: { project: ProjectSheet }) {
  const [month, setMonth] = useState((shownDate.value ?? "").slice(0, 7));
  const [planned, setPlanned] = useState("");
  const [done, setDone] = useState(
    project.done_share === null ? "" : String(Math.round(project.done_share * 1000) / 10),
  );
  const [invested, setInvested] = useState(
    project.invested_yuan === null ? "" : String(project.invested_yuan / 10_000),
  );
  const [summary, setSummary] = useState("");
  const [obstacle, setObstacle] = useState("");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  return (
    <FormDialog
      title={ms.report()}
      submit={ms.report()}
      done={ms.reported()}
      ready={/^\d{4}-\d{2}$/.test(month) && isPercent(done) && (planned === "" || isPercent(planned))}
      onSubmit={() =>
        send(
          report(project.id, {
            month: `${month}-01`,
            planned_share: share(planned),
            done_share: share(done) ?? 0,
            invested_yuan: invested === "" ? null : Math.round(Number(invested) * 1_000_000) / 100,
            summary_zh: summary,
            obstacle_zh: obstacle,
            evidence_ids: files.map(({ id }) => id),
          }),
        )
      }
    >
      <div class="form-pairs">
        <TextField label={ms.month()} placeholder="2026-11" value={month} onValue={setMonth} required />
        <TextField
          label={ms.doneShare()}
          type="number"
          min={0}
          max={100}
          step={0.1}
          unit="%"
          value={done}
          onValue={setDone}
          required
        />
        <TextField
          label={ms.plannedShare()}
          type="number"
          min={0}
          max={100}
          step={0.1}
          unit="%"
          hint={ms.plannedHint()}
          value={planned}
          onValue={setPlanned}
        />
        <TextField label={ms.invested()} type="number" min={0} unit={ms.wan()} value={invested} onValue={setInvested} />
      </div>
      <TextArea label={ms.summary()} value={summary} onValue={setSummary} />
      <TextArea label={ms.obstacle()} value={obstacle} onValue={setObstacle} rows={2} />
      <EvidenceField files={files} onFiles={setFiles} parkCode={project.park_code} />
    </FormDialog>
  );
}
