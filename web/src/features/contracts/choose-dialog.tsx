import { useEffect, useState } from "preact/hooks";
import { type AnswerOf, api, isAbort } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { endPause, startPause } from "../../api/settled";
import { formatDate } from "../../locale/date";
import { formatYuan } from "../../locale/money";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { allocations, closeDialog, dialog } from "./contracts.state";
import { fm } from "./form-messages";

/** Where a contract starts: a decision that waits for it, or a plot whose older contract is on paper. */
export function ChooseDialog() {
  const waiting = allocations.data.value ?? [];
  return (
    <Dialog title={fm.chooseTitle()} onClose={closeDialog} width={640}>
      <section class="contracts-choose">
        <h3>{fm.fromAllocation()}</h3>
        <p class="quiet">{fm.fromAllocationText()}</p>
        {waiting.length === 0 && <Note>{fm.noAllocations()}</Note>}
        <ul>
          {waiting.map((one) => (
            <li key={one.allocation_id}>
              <span>
                <b>{one.plot_no}</b> {one.party_name_zh}
                <span class="quiet">
                  {one.project_name} · {fm.decided(formatDate(one.decided_on), formatYuan(one.price_yuan))}
                </span>
              </span>
              <Button
                kind="primary"
                onClick={() => {
                  dialog.value = { kind: "sign", allocationId: one.allocation_id };
                }}
              >
                {fm.start()}
              </Button>
            </li>
          ))}
        </ul>
      </section>
      <section class="contracts-choose">
        <h3>{fm.fromPlot()}</h3>
        <p class="quiet">{fm.fromPlotText()}</p>
        <PlotFinder
          onPick={(plot) => {
            dialog.value = { kind: "sign", plotId: plot.id };
          }}
        />
      </section>
    </Dialog>
  );
}

type Found = AnswerOf<"get", "/api/plots">["items"][number];

function PlotFinder({ onPick }: { onPick: (plot: Found) => void }) {
  const [text, setText] = useState("");
  const [found, setFound] = useState<{ q: string; plots: Found[] } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const q = text.trim();
  useEffect(() => {
    if (!q) return setFound(null);
    const question = new AbortController();
    const timer = startPause(() => {
      api
        .get("/api/plots", { query: { q, limit: 8 }, signal: question.signal })
        .then((page) => {
          setFound({ q, plots: page.items });
          setFailure(null);
        })
        .catch((error: unknown) => !isAbort(error) && setFailure(sentenceOf(error)));
    }, 250);
    return () => {
      endPause(timer);
      question.abort();
    };
  }, [q]);
  return (
    <>
      <TextField
        type="search"
        label={fm.plotNo()}
        placeholder={fm.findPlot()}
        value={text}
        autocomplete="off"
        onValue={setText}
      />
      {failure && <Note tone="error">{failure}</Note>}
      {found && (
        <ul class="contracts-found">
          {found.plots.map((plot) => (
            <li key={plot.id}>
              <button type="button" class="menu-item" onClick={() => onPick(plot)}>
                <span class="menu-label">{plot.plot_no}</span>
                <span class="menu-note">
                  {plot.park_name_zh} {"holder_name_zh" in plot && plot.holder_name_zh}
                </span>
              </button>
            </li>
          ))}
          {found.plots.length === 0 && <li class="quiet">{fm.noPlot(found.q)}</li>}
        </ul>
      )}
    </>
  );
}
