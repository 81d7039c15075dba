import { useEffect, useState } from "preact/hooks";
import { api, isAbort } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { Select } from "../../ui/field";
import { Note } from "../../ui/states";
import { f } from "./form-messages";
import { pipeline } from "./supply.state";

interface Choice {
  id: number;
  plot_no: string;
  park_code: string;
}

/** Choose one of the plots that are prepared or announced as coming. */
export function PlotChoice({ value, onPick }: { value: number | null; onPick: (plot: Choice) => void }) {
  const [plots, setPlots] = useState<Choice[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    const question = new AbortController();
    api
      .get("/api/plots", {
        query: { supply: "prepared,announced", limit: 500, sort: "plot_no" },
        signal: question.signal,
      })
      .then((found) => setPlots(found.items))
      .catch((error: unknown) => !isAbort(error) && setFailure(sentenceOf(error)));
    return () => question.abort();
  }, []);
  if (failure) return <Note tone="error">{failure}</Note>;
  if (plots?.length === 0) return <Note>{f.noPlots()}</Note>;
  const taken = new Set(pipeline.data.value?.items.filter((row) => row.pipeline === "draft").map((row) => row.plot_id));
  return (
    <Select
      label={f.plot()}
      value={value === null ? "" : String(value)}
      placeholder={f.choosePlot()}
      options={(plots ?? [])
        .filter((plot) => !taken.has(plot.id))
        .map((plot) => ({ value: String(plot.id), label: plot.plot_no }))}
      onValue={(text) => {
        const plot = plots?.find((one) => String(one.id) === text);
        if (plot) onPick(plot);
      }}
    />
  );
}
