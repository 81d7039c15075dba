import { useEffect } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { openDesk } from "../../app/location";
import { term } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { colon } from "../../locale/punctuation";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { ClassMark } from "./class-mark";
import { m } from "./messages";
import { PartsList } from "./parts-list";
import { areasOf, nameOf } from "./patch-list";
import { StaleNote } from "./refresh";
import { openPatch, plotStock, tabPlot } from "./stock.state";
import "./stock.css";

/** The dossier's tab 存量: the plot's patches, each with why, and the parts it is divided into. */
export function PlotStockTab({ plotId }: { plotId: number }) {
  useEffect(() => {
    tabPlot.value = plotId;
    return () => {
      tabPlot.value = null;
    };
  }, [plotId]);
  const found = plotStock.data.value;
  const error = plotStock.error.value;
  if (!found || found.plot_id !== plotId)
    return error !== null ? <ErrorState text={sentenceOf(error)} onRetry={plotStock.reload} /> : <LoadingState />;
  if (found.items.length === 0) {
    return (
      <EmptyState icon="scale" title={m.emptyPatches()}>
        {m.gone()}
      </EmptyState>
    );
  }
  return (
    <div class="stock-sheet">
      <StaleNote isStale={found.is_stale} />
      <ul class="stock-parts">
        {found.items.map((patch) => (
          <li key={patch.id}>
            <p class="stock-sheet-class">
              <ClassMark value={patch.stock_class} />
              <span>{term("stock.StockDetail", patch.detail)}</span>
            </p>
            <p class="figure stock-sheet-areas">{areasOf(patch)}</p>
            <p>{inLanguage(patch.reason_zh, patch.reason_en)}</p>
            <button
              type="button"
              class="stock-link"
              onClick={() => {
                openDesk("stock");
                openPatch(patch.id);
              }}
            >
              {m.desk()}
              {colon()}
              {nameOf(patch)}
            </button>
          </li>
        ))}
      </ul>
      <PartsList stock={found} />
    </div>
  );
}
