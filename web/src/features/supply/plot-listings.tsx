import { useEffect, useMemo } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { resource } from "../../api/resource";
import { dataRevision } from "../../app/changes";
import { asOfQuery, openDesk } from "../../app/location";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { Button } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { m } from "./messages";
import { PipelineMark } from "./pipeline-mark";
import { dialog, openListing } from "./supply.state";
import "./supply.css";

const open = new Set(["draft", "announced", "deciding", "decided", "contract"]);

/** A plot's place in the plan and its announcements, newest first; each opens on the supply desk. */
export function PlotListings({ plotId }: { plotId: number }) {
  const rows = useMemo(
    () =>
      resource(
        () => ({ query: asOfQuery.value, _: dataRevision.value }),
        ({ query }, signal) => api.get("/api/plots/{plot_id}/listings", { path: { plot_id: plotId }, query, signal }),
      ),
    [plotId],
  );
  useEffect(() => rows.dispose, [rows]);
  const found = rows.data.value;
  if (!found)
    return rows.error.value ? (
      <ErrorState text={sentenceOf(rows.error.value)} onRetry={rows.reload} />
    ) : (
      <LoadingState />
    );
  const mayDraft = can("listing:edit") && !isHistory.value && !found.some((row) => open.has(row.pipeline));
  const draft = mayDraft && (
    <Button
      icon="megaphone"
      onClick={() => {
        openDesk("supply");
        dialog.value = { kind: "draft", plotId };
      }}
    >
      {m.newListing()}
    </Button>
  );
  if (found.length === 0) return <EmptyState icon="megaphone" title={m.noPlotListings()} action={draft || undefined} />;
  return (
    <div class="supply-of-plot">
      {draft}
      {found.map((row) => (
        <section key={row.listing_id ?? `p${row.plan_item_id}`} class="supply-card">
          <header>
            <PipelineMark pipeline={row.pipeline} />
            <b class="figure">{row.listing_no ?? row.plan_title}</b>
          </header>
          <Facts>
            <Fact label={m.method()}>{term("supply.ListingMethod", row.method)}</Fact>
            {row.announced_on && <Fact label={m.announcedOn()}>{formatDate(row.announced_on)}</Fact>}
            {row.start_price_yuan !== null && <Fact label={m.price()}>{formatYuan(row.start_price_yuan)}</Fact>}
            {row.winner_name_zh && <Fact label={m.winner()}>{row.winner_name_zh}</Fact>}
            <Fact label={m.next()}>
              {inLanguage(row.next_zh, row.next_en)}
              {row.next_on && ` · ${formatDate(row.next_on)}`}
            </Fact>
          </Facts>
          {row.listing_id !== null && (
            <Button
              kind="quiet"
              icon="external"
              onClick={() => {
                openDesk("supply");
                openListing(row.listing_id);
              }}
            >
              {m.openInDesk()}
            </Button>
          )}
        </section>
      ))}
    </div>
  );
}
