import { sentenceOf } from "../../api/problem";
import { openDesk, setExtra } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { can } from "../../app/session";
import { isHistory } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { Button, IconButton } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { dialog, openCommitment, sheet, shown } from "./commitments.state";
import { m } from "./messages";
import { PromiseBody } from "./promise-body";
import { ReportsOfContract } from "./self-reports/reports-of-contract";
import { StateMark } from "./state-mark";
import type { ExplainedCommitment } from "./types";

/** The sheet beside the ledger: one obligation with everything that is known of it. */
export function CommitmentSheet() {
  const item = shown.value;
  const error = sheet.error.value;
  return (
    <aside class="promise-sheet" aria-label={item ? inLanguage(item.label_zh, item.label_en) : m.duty()}>
      <header class="promise-sheet-head">
        <div>
          {item && <StateMark item={item} />}
          <h3>{item ? inLanguage(item.label_zh, item.label_en) : m.duty()}</h3>
          {item && (
            <p class="quiet">
              {item.plot_no} · {inLanguage(item.party_name_zh, item.party_name_en)} · {item.contract_no}
            </p>
          )}
        </div>
        <IconButton icon="close" label={m.close()} onClick={() => openCommitment(null)} />
      </header>
      <div class="promise-sheet-body">
        {item ? (
          <>
            <PromiseBody key={`${item.contract_id}/${item.obligation_key}`} item={item} open />
            <ReportsOfContract contractId={item.contract_id} />
            <Contract item={item} />
          </>
        ) : error !== null ? (
          <ErrorState text={sentenceOf(error)} onRetry={sheet.reload} />
        ) : sheet.data.value ? (
          <EmptyState icon="history" title={m.gone()} />
        ) : (
          <LoadingState />
        )}
      </div>
    </aside>
  );
}

function Contract({ item }: { item: ExplainedCommitment }) {
  return (
    <>
      <h4 class="promise-heading">{m.contract()}</h4>
      <Facts>
        <Fact label={m.contract()}>{item.contract_no}</Fact>
        <Fact label={m.holder()}>{inLanguage(item.party_name_zh, item.party_name_en)}</Fact>
        <Fact label={m.plot()}>
          {item.plot_no} · {inLanguage(item.park_name_zh, item.park_name_en)}
        </Fact>
        <Fact label={m.industry()}>
          {item.industry_code ? inLanguage(item.industry_name_zh ?? "", item.industry_name_en ?? "") : m.noIndustry()}
        </Fact>
        <Fact label={m.officer()}>{item.officer_name || m.nobody()}</Fact>
      </Facts>
      <div class="promise-actions">
        <Button
          icon="pin"
          onClick={() => {
            openDesk("map");
            goToPlot({ id: item.plot_id });
            setExtra("tab", "promises");
          }}
        >
          {m.showOnMap()}
        </Button>
        {can("commitment:check") && (
          <Button
            disabled={isHistory.value}
            title={isHistory.value ? m.historyNote() : undefined}
            onClick={() => {
              dialog.value = { kind: "officer", item };
            }}
          >
            {m.nameOfficer()}
          </Button>
        )}
      </div>
    </>
  );
}
