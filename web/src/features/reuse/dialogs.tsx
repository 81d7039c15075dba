import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { startPause } from "../../api/settled";
import { FormFrame } from "../../app/form-frame";
import { TextField } from "../../ui/field";
import { FiguresForm } from "./figures-form";
import { MeasureForm } from "./measure-form";
import { MilestoneActForm, MilestoneForm } from "./milestone-forms";
import { PartyForm } from "./party-form";
import { PlotFinder } from "./plot-finder";
import { asked, closeAsked, readStart } from "./reuse.state";
import { mf, ms } from "./sheet-messages";
import { StepForm } from "./step-form";
import { TargetForm } from "./target-form";
import type { Figures, MovedParty, Sheet } from "./types";
import { EndForm, ExtendForm } from "./use-end-forms";
import { UseForm } from "./use-forms";

/** The form that is open over page or dossier. */
export function ReuseDialogs() {
  const question = asked.value;
  if (!question) return null;
  switch (question.kind) {
    case "choose":
      return <ChooseForm />;
    case "new":
      return <MeasureForm start={question.start} />;
    case "step":
      return <StepForm sheet={question.sheet} stage={question.stage} />;
    case "step_back":
      return (
        <ReasonForm
          title={ms.takeBack()}
          text={mf.takeBackText()}
          send={(reason) =>
            api.post("/api/reuse/{measure_id}/steps/{step_id}/taking-back", {
              path: { measure_id: question.sheet.id, step_id: question.step.id },
              body: { reason },
            })
          }
        />
      );
    case "targets":
      return <TargetForm sheet={question.sheet} />;
    case "milestone":
      return <MilestoneForm sheet={question.sheet} />;
    case "milestone_act":
      return <MilestoneActForm sheet={question.sheet} milestone={question.milestone} act={question.act} />;
    case "party":
      return <PartyForm sheet={question.sheet} direction={question.direction} />;
    case "figures":
      return <FiguresForm sheet={question.sheet} side={question.side} />;
    case "withdraw":
      return <WithdrawForm sheet={question.sheet} subject={question.subject} row={question.row} />;
    case "use":
      return <UseForm plot={question.plot} measureId={question.measureId} />;
    case "extend":
      return <ExtendForm use={question.use} />;
    case "end":
      return <EndForm use={question.use} state={question.state} />;
  }
}

function ChooseForm() {
  const [plot, setPlot] = useState<{ id: number; no: string } | null>(null);
  return (
    <FormFrame
      title={mf.choosePlot()}
      done=""
      check={() => (plot ? null : mf.needPlot())}
      send={async () => {
        if (plot) {
          const start = await readStart(plot.id, null);
          // the frame closes this dialog first, then the next one opens
          startPause(() => {
            asked.value = { kind: "new", start };
          });
        }
      }}
      onClose={closeAsked}
      submit={ms.next()}
    >
      <PlotFinder chosen={plot} onChoose={setPlot} />
    </FormFrame>
  );
}

function WithdrawForm({
  sheet,
  subject,
  row,
}: {
  sheet: Sheet;
  subject: "parties" | "figures";
  row: MovedParty | Figures;
}) {
  const withdraw = (reason: string) =>
    api.post(`/api/reuse/{measure_id}/${subject}/{row_id}/withdrawal`, {
      path: { measure_id: sheet.id, row_id: row.id },
      body: { reason },
    });
  return <ReasonForm title={ms.withdraw()} send={withdraw} />;
}

interface ReasonProps {
  title: string;
  text?: string;
  send: (reason: string) => Promise<unknown>;
}

function ReasonForm({ title, text, send }: ReasonProps) {
  const [reason, setReason] = useState("");
  return (
    <FormFrame
      title={title}
      text={text}
      submit={title}
      danger
      check={() => (reason.trim().length < 2 ? mf.needReason() : null)}
      send={() => send(reason.trim())}
      onClose={closeAsked}
    >
      <TextField label={ms.reason()} value={reason} onValue={setReason} maxLength={500} required />
    </FormFrame>
  );
}
