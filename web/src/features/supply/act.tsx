import { useState } from "preact/hooks";
import { Problem, sentenceOf } from "../../api/problem";
import { openDesk } from "../../app/location";
import { selectPlot } from "../../app/selection";
import { Button } from "../../ui/button";
import { FindingsList, type ShownFinding } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { f } from "./form-messages";

interface Refusal {
  sentence: string;
  findings: ShownFinding[];
  code: string;
}

/** Runs an act of a form once at a time, and keeps what the server answered when it refused. */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const run = async (act: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setRefusal(null);
    try {
      await act();
    } catch (error) {
      const problem = error instanceof Problem ? error : null;
      setRefusal({ sentence: sentenceOf(error), findings: problem?.findings ?? [], code: problem?.code ?? "" });
    } finally {
      setBusy(false);
    }
  };
  const refuse = (sentence: string) => setRefusal({ sentence, findings: [], code: "" });
  return { busy, refusal, run, refuse };
}

/** The refusal in a sentence with everything that was found; where the plot is not ready, the way there. */
export function RefusalNote({ refusal, plotId }: { refusal: Refusal | null; plotId?: number }) {
  if (!refusal) return null;
  return (
    <section class="supply-form" aria-live="polite">
      <Note tone="error">{refusal.sentence}</Note>
      {refusal.findings.length > 0 && <FindingsList findings={refusal.findings} />}
      {refusal.code.startsWith("readiness.") && plotId !== undefined && (
        <Button
          icon="check"
          onClick={() => {
            selectPlot(plotId);
            openDesk("prepare");
          }}
        >
          {f.toPrepare()}
        </Button>
      )}
    </section>
  );
}
