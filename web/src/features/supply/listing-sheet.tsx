import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { DocumentsOf } from "../../app/documents-of";
import { extra, openDesk, setExtra } from "../../app/location";
import { selectPlot } from "../../app/selection";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { formatYuan } from "../../locale/money";
import { formatArea } from "../../locale/units";
import { Button, IconButton } from "../../ui/button";
import { confirmed } from "../../ui/dialog";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { Tabs } from "../../ui/tabs";
import { toast } from "../../ui/toast";
import { ApplicationsTab } from "./applications-tab";
import { ClockStrip } from "./clock-strip";
import { ComparisonTab } from "./comparison-tab";
import { DecisionTab } from "./decision-tab";
import { m } from "./messages";
import { PipelineMark } from "./pipeline-mark";
import { dialog, noteWritten, openListing, type SupplyDialog, sheet } from "./supply.state";
import { TermsTab } from "./terms-tab";
import type { ListingSheet } from "./types";

const tabIds = ["terms", "applications", "compare", "decision", "papers"] as const;
type TabId = (typeof tabIds)[number];

/** One announcement: its clock, what was announced, who applied, how they compare, what was decided, its documents. */
export function ListingSheetPanel() {
  const shown = sheet.data.value;
  const error = sheet.error.value;
  return (
    <section class="supply-sheet" aria-label={shown?.listing_no ?? m.listings()}>
      {!shown &&
        (error ? <ErrorState text={sentenceOf(error)} onRetry={sheet.reload} /> : <LoadingState label={m.loading()} />)}
      {!shown && <IconButton class="supply-close" icon="close" label={m.close()} onClick={() => openListing(null)} />}
      {shown && <Sheet listing={shown} />}
    </section>
  );
}

function Sheet({ listing }: { listing: ListingSheet }) {
  const chosen = extra.value.supply_tab as TabId;
  const isDraft = listing.state === "draft";
  const ids = isDraft ? (["terms", "papers"] as const) : tabIds;
  const current: TabId = (ids as readonly TabId[]).includes(chosen) ? chosen : "terms";
  const labels: Record<TabId, string> = {
    terms: m.tabTerms(),
    applications: m.tabApplications(),
    compare: m.tabCompare(),
    decision: m.tabDecision(),
    papers: m.tabPapers(),
  };
  return (
    <>
      <SheetHead listing={listing} />
      <Tabs
        tabs={ids.map((id) => ({
          id,
          label: labels[id],
          count: id === "applications" ? listing.applications.length : undefined,
        }))}
        current={current}
        label={m.tabs()}
        onChange={(id) => setExtra("supply_tab", id === "terms" ? null : id)}
      >
        {current === "terms" && <TermsTab listing={listing} />}
        {current === "applications" && <ApplicationsTab listing={listing} />}
        {current === "compare" && <ComparisonTab listing={listing} />}
        {current === "decision" && <DecisionTab listing={listing} />}
        {current === "papers" && (
          <div class="supply-papers">
            <DocumentsOf key={listing.listing_id} subject="listing" subjectId={listing.listing_id ?? 0} />
            {listing.allocation && (
              <DocumentsOf key={listing.allocation.id} subject="allocation" subjectId={listing.allocation.id} />
            )}
          </div>
        )}
      </Tabs>
    </>
  );
}

function SheetHead({ listing }: { listing: ListingSheet }) {
  return (
    <header class="supply-sheet-head">
      <div class="supply-sheet-line">
        <h3 class="figure">{listing.listing_no}</h3>
        <PipelineMark pipeline={listing.pipeline} />
        <IconButton icon="close" label={m.close()} onClick={() => openListing(null)} />
      </div>
      <p>
        <button
          type="button"
          class="supply-plot"
          title={m.openPlot(listing.plot_no)}
          onClick={() => {
            openDesk("map");
            selectPlot(listing.plot_id);
          }}
        >
          {listing.plot_no}
        </button>
        <span class="quiet">
          {" · "}
          {formatArea(listing.area_m2)}
          {" · "}
          {listing.start_price_yuan === null ? m.notSet() : formatYuan(listing.start_price_yuan)}
        </span>
      </p>
      {listing.origins.map((origin) => (
        <p key={origin.measure_id} class="supply-origin">
          <span class="quiet">{m.origin()} </span>
          <button
            type="button"
            class="supply-plot"
            onClick={() => {
              setExtra("reuse", String(origin.measure_id));
              openDesk("reuse");
            }}
          >
            {origin.reuse_no}
          </button>
          {" · "}
          {term("reuse.ReuseMeasure", origin.measure)}
          {origin.case_no && <span class="quiet"> · {m.originCase(origin.case_no)}</span>}
        </p>
      ))}
      {listing.ended_on && (
        <Note tone="warning">
          {m.endedBanner(formatDate(listing.ended_on))} · {listing.end_reason}
        </Note>
      )}
      {listing.mistake_reason && <Note tone="warning">{m.mistakeBanner(listing.mistake_reason)}</Note>}
      <Acts listing={listing} />
      <ClockStrip listing={listing} />
    </header>
  );
}

interface Act {
  label: string;
  permission: string;
  kind?: "primary";
  dialog?: SupplyDialog;
  run?: () => void;
}

function actsOf(listing: ListingSheet): Act[] {
  const withdraw: Act = {
    label: listing.state === "draft" ? m.giveUp() : m.withdraw(),
    permission: "listing:publish",
    dialog: { kind: "end", listing, how: "withdraw" },
  };
  const fail: Act = { label: m.fail(), permission: "listing:publish", dialog: { kind: "end", listing, how: "fail" } };
  switch (listing.state) {
    case "draft":
      return [
        { label: m.publish(), permission: "listing:publish", kind: "primary", dialog: { kind: "publish", listing } },
        { label: m.revise(), permission: "listing:edit", dialog: { kind: "revise", listing } },
        withdraw,
      ];
    case "published":
      return [
        { label: m.receive(), permission: "application:edit", kind: "primary", dialog: { kind: "apply", listing } },
        { label: m.closeApplications(), permission: "listing:edit", run: () => closeApplications(listing) },
        withdraw,
      ];
    case "closed": {
      const tied = (listing.comparison?.tied.length ?? 0) > 0;
      const decide: Act = {
        label: m.decide(),
        permission: "allocation:decide",
        kind: tied ? undefined : "primary",
        dialog: { kind: "decide", listing },
      };
      const lots: Act = {
        label: m.draw(),
        permission: "allocation:decide",
        kind: "primary",
        dialog: { kind: "lots", listing },
      };
      return [...(tied ? [lots] : []), decide, fail, withdraw];
    }
    case "settled": {
      const allocation = listing.allocation;
      if (allocation?.state !== "live" || allocation.contract_no) return [];
      const publish: Act = {
        label: m.publishResult(),
        permission: "allocation:decide",
        kind: "primary",
        dialog: { kind: "result", listing, allocation },
      };
      return [
        ...(allocation.result ? [] : [publish]),
        { label: m.revoke(), permission: "allocation:decide", dialog: { kind: "revoke", listing, allocation } },
      ];
    }
    default:
      return [
        { label: m.reoffer(), permission: "listing:edit", kind: "primary", dialog: { kind: "reoffer", listing } },
        ...(listing.state === "withdrawn" && listing.published_at && !listing.mistake_reason
          ? [{ label: m.mistake(), permission: "listing:publish", dialog: { kind: "mistake" as const, listing } }]
          : []),
      ];
  }
}

function Acts({ listing }: { listing: ListingSheet }) {
  const acts = actsOf(listing).filter((act) => can(act.permission));
  if (acts.length === 0) return null;
  return (
    <div class="supply-acts">
      {acts.map((act) => (
        <Button
          key={act.label}
          kind={act.kind}
          disabled={isHistory.value}
          title={isHistory.value ? m.historyNote() : undefined}
          onClick={() => {
            if (act.dialog) dialog.value = act.dialog;
            else act.run?.();
          }}
        >
          {act.label}
        </Button>
      ))}
    </div>
  );
}

async function closeApplications(listing: ListingSheet): Promise<void> {
  const sure = await confirmed({
    title: m.closeSure(),
    text: m.closeText(listing.listing_no ?? ""),
    confirm: m.closeSure(),
  });
  if (!sure) return;
  try {
    await api.post("/api/listings/{listing_id}/close", { path: { listing_id: listing.listing_id! } });
    toast(m.closed());
    noteWritten();
  } catch (error) {
    toast(sentenceOf(error), "error");
  }
}
