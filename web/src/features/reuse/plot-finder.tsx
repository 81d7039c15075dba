import { useEffect, useState } from "preact/hooks";
import { api, isAbort } from "../../api/client";
import { endPause, startPause } from "../../api/settled";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/field";
import { mf } from "./sheet-messages";

interface FoundPlot {
  id: number;
  plot_no: string;
  park_code?: string;
}

interface Props {
  chosen: { id: number; no: string } | null;
  onChoose: (plot: { id: number; no: string; park: string } | null) => void;
}

/** A plot found by part of its number. */
export function PlotFinder({ chosen, onChoose }: Props) {
  const [text, setText] = useState("");
  const [found, setFound] = useState<FoundPlot[] | null>(null);
  const q = text.trim();
  useEffect(() => {
    if (!q) {
      setFound(null);
      return;
    }
    const question = new AbortController();
    const timer = startPause(() => {
      api
        .get("/api/plots", { query: { q, limit: 8 }, signal: question.signal })
        .then(({ items }) => setFound(items))
        .catch((error: unknown) => !isAbort(error) && setFound([]));
    }, 250);
    return () => {
      endPause(timer);
      question.abort();
    };
  }, [q]);
  if (chosen)
    return (
      <p class="reuse-line">
        <strong>{chosen.no}</strong>
        <Button kind="quiet" icon="close" onClick={() => onChoose(null)}>
          {mf.choosePlot()}
        </Button>
      </p>
    );
  return (
    <div>
      <TextField label={mf.findPlot()} type="search" value={text} onValue={setText} autocomplete="off" required />
      {found?.length === 0 && <p class="quiet">{mf.noPlot(q)}</p>}
      <ul class="reuse-found">
        {(found ?? []).map((plot) => (
          <li key={plot.id}>
            <button
              type="button"
              class="menu-item"
              onClick={() => onChoose({ id: plot.id, no: plot.plot_no, park: plot.park_code ?? "" })}
            >
              {plot.plot_no}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
