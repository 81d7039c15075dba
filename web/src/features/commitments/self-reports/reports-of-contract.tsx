import { can } from "../../../app/session";
import { isHistory } from "../../../app/zone";
import { Button } from "../../../ui/button";
import { r } from "./messages";
import { ReportShortList } from "./report-short-list";
import { askFor, reportsOfContract } from "./reports.state";

/** In the sheet of an obligation: what its holder was asked to report on this contract, and the button that asks again. */
export function ReportsOfContract({ contractId }: { contractId: number }) {
  const items = (reportsOfContract.data.value?.items ?? []).filter(({ contract_id }) => contract_id === contractId);
  const mayAsk = can("commitment:check");
  if (items.length === 0 && !mayAsk) return null;
  return (
    <>
      <h4 class="promise-heading">{r.ofContract()}</h4>
      {items.length === 0 && <p class="quiet">{r.emptyTitle()}</p>}
      <ReportShortList items={items} />
      {mayAsk && (
        <div class="promise-actions">
          <Button
            icon="mail"
            disabled={isHistory.value}
            title={isHistory.value ? r.historyNote() : undefined}
            onClick={() => askFor(contractId)}
          >
            {r.ask()}
          </Button>
        </div>
      )}
    </>
  );
}
