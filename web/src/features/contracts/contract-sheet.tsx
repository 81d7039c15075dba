import { sentenceOf } from "../../api/problem";
import { DocumentsOf } from "../../app/documents-of";
import { extra, openDesk, setExtra } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { formatArea } from "../../locale/units";
import { Button, IconButton } from "../../ui/button";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { Tabs } from "../../ui/tabs";
import { dialog, openContract, sheet } from "./contracts.state";
import { DutiesTab } from "./duties-tab";
import { InstrumentBadge } from "./instrument-badge";
import { m } from "./messages";
import { TermsTab } from "./terms-tab";
import type { ContractSheet } from "./types";
import { VersionsTab } from "./versions-tab";

const tabIds = ["duties", "terms", "versions", "papers"] as const;
type TabId = (typeof tabIds)[number];

/** One contract: what it says, each duty with its day and why, its versions side by side, its documents. */
export function ContractSheetPanel() {
  const shown = sheet.data.value;
  const error = sheet.error.value;
  return (
    <section class="contracts-sheet" aria-label={shown ? shown.contract_no : m.contracts()}>
      {!shown &&
        (error ? <ErrorState text={sentenceOf(error)} onRetry={sheet.reload} /> : <LoadingState label={m.loading()} />)}
      {!shown && (
        <IconButton class="contracts-close" icon="close" label={m.close()} onClick={() => openContract(null)} />
      )}
      {shown && <Sheet contract={shown} />}
    </section>
  );
}

function Sheet({ contract }: { contract: ContractSheet }) {
  const chosen = extra.value.contracts_tab as TabId;
  const current: TabId = tabIds.includes(chosen) ? chosen : "duties";
  const labels: Record<TabId, string> = {
    duties: m.tabDuties(),
    terms: m.tabTerms(),
    versions: m.tabVersions(),
    papers: m.tabPapers(),
  };
  const counts: Partial<Record<TabId, number>> = {
    duties: contract.obligations.length,
    versions: contract.versions.length,
  };
  return (
    <>
      <SheetHead contract={contract} />
      <Tabs
        tabs={tabIds.map((id) => ({ id, label: labels[id], count: counts[id] }))}
        current={current}
        label={m.tabs()}
        onChange={(id) => setExtra("contracts_tab", id === "duties" ? null : id)}
      >
        {current === "duties" && <DutiesTab contract={contract} />}
        {current === "terms" && <TermsTab contract={contract} />}
        {current === "versions" && <VersionsTab contract={contract} />}
        {current === "papers" && <Papers contract={contract} />}
      </Tabs>
    </>
  );
}

function SheetHead({ contract }: { contract: ContractSheet }) {
  const { plot_no, ended_on, end_kind } = contract;
  return (
    <header class="contracts-sheet-head">
      <div class="contracts-sheet-line">
        <h3 class="figure">
          {contract.contract_no} <InstrumentBadge instrument={contract.instrument} />
        </h3>
        <IconButton icon="close" label={m.close()} onClick={() => openContract(null)} />
      </div>
      <p>
        <button
          type="button"
          class="contracts-plot"
          title={m.openPlot(plot_no)}
          onClick={() => {
            openDesk("map");
            goToPlot({ id: contract.plot_id, bbox: contract.bbox });
          }}
        >
          {plot_no}
        </button>{" "}
        {inLanguage(contract.party_name_zh, contract.party_name_en)}
        <span class="quiet">
          {" · "}
          {formatDate(contract.signed_on)}
          {" · "}
          {formatArea(contract.area_m2)}
          {" · "}
          {formatYuan(contract.price_yuan)}
        </span>
      </p>
      {ended_on && (
        <Note tone="warning">
          {m.endedOn(formatDate(ended_on), term("supply.ContractEnd", end_kind))}
          {contract.end_reason && <> · {contract.end_reason}</>}
        </Note>
      )}
      {!ended_on && <Acts contract={contract} />}
    </header>
  );
}

function Acts({ contract }: { contract: ContractSheet }) {
  const signs = can("contract:sign");
  const checks = can("commitment:check");
  if (!signs && !checks) return null;
  const past = { disabled: isHistory.value, title: isHistory.value ? m.historyNote() : undefined };
  return (
    <div class="contracts-sheet-acts">
      {signs && (
        <>
          <Button
            icon="edit"
            {...past}
            onClick={() => {
              dialog.value = { kind: "supplement", sheet: contract };
            }}
          >
            {m.supplement()}
          </Button>
          <Button
            icon="ban"
            {...past}
            onClick={() => {
              dialog.value = { kind: "end", sheet: contract };
            }}
          >
            {m.end()}
          </Button>
        </>
      )}
      {checks && (
        // the form is the promises' own; they meet in the address
        <Button icon="mail" {...past} onClick={() => setExtra("ask_report", String(contract.id))}>
          {m.askReport()}
        </Button>
      )}
    </div>
  );
}

function Papers({ contract }: { contract: ContractSheet }) {
  const supplements = contract.versions.filter((version) => version.version_no > 1);
  return (
    <div class="contracts-papers">
      <DocumentsOf key={contract.id} subject="contract" subjectId={contract.id} />
      {supplements.map((version) => (
        <section key={version.id}>
          <h4>{m.changeTitle(version.supplement_no ?? "")}</h4>
          <DocumentsOf subject="contract_version" subjectId={version.id} kinds={["supplement_agreement"]} />
        </section>
      ))}
    </div>
  );
}
