import { useEffect, useState } from "preact/hooks";
import { api, isAbort } from "../../api/client";
import type * as contract from "../../api/schema";
import { endPause, startPause } from "../../api/settled";
import { Button } from "../../ui/button";
import { Select, TextField } from "../../ui/field";
import { ms } from "./messages";

interface FoundPlot {
  id: number;
  plot_no: string;
}

type FoundContract = contract.ContractItem;

export interface Links {
  plot: { id: number; no: string } | null;
  contractId: number | null;
}

interface Props {
  links: Links;
  onLinks: (links: Links) => void;
}

/** The plot that a project stands on, found by its number, and the contract of that plot. */
export function PlotLink({ links, onLinks }: Props) {
  const [text, setText] = useState("");
  const [found, setFound] = useState<FoundPlot[] | null>(null);
  const [contracts, setContracts] = useState<FoundContract[]>([]);
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
        .catch((error: unknown) => !isAbort(error) && setFound(null));
    }, 250);
    return () => {
      endPause(timer);
      question.abort();
    };
  }, [q]);
  const plotId = links.plot?.id ?? null;
  useEffect(() => {
    setContracts([]);
    if (plotId === null) return;
    const question = new AbortController();
    api
      .get("/api/contracts", { query: { plot: plotId }, signal: question.signal })
      .then(({ items }) => setContracts(items))
      .catch(() => {
        // Without the right to see contracts there is none to choose; the plot alone is linked.
      });
    return () => question.abort();
  }, [plotId]);
  return (
    <div class="plot-link">
      {links.plot ? (
        <p class="plot-link-chosen">
          <strong>{links.plot.no}</strong>
          <Button kind="quiet" icon="close" onClick={() => onLinks({ plot: null, contractId: null })}>
            {ms.unlink()}
          </Button>
        </p>
      ) : (
        <>
          <TextField label={ms.plotSearch()} type="search" value={text} onValue={setText} autocomplete="off" />
          {found?.length === 0 && <p class="quiet">{ms.noSuchPlot(q)}</p>}
          {found && found.length > 0 && (
            <ul class="plot-link-found">
              {found.map((plot) => (
                <li key={plot.id}>
                  <button
                    type="button"
                    class="menu-item"
                    onClick={() => {
                      onLinks({ plot: { id: plot.id, no: plot.plot_no }, contractId: null });
                      setText("");
                    }}
                  >
                    {plot.plot_no}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      {contracts.length > 0 && (
        <Select
          label={ms.contractsOfPlot()}
          value={links.contractId === null ? "" : String(links.contractId)}
          placeholder={ms.noContract()}
          options={contracts.map((contract) => ({ value: String(contract.id), label: contract.contract_no }))}
          onValue={(value) => onLinks({ ...links, contractId: value ? Number(value) : null })}
        />
      )}
    </div>
  );
}
