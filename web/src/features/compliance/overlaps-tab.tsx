import { useSignal } from "@preact/signals";
import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { can } from "../../app/session";
import { term, termOptions } from "../../app/terms";
import { isHistory, parkName, parks } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatPercent } from "../../locale/number";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Badge, Chip } from "../../ui/chips";
import { Select } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import {
  clearFilter,
  filter,
  isFiltered,
  openPlot,
  overlapQuery,
  overlaps,
  setFilter,
  showPlace,
} from "./compliance.state";
import { m } from "./messages";
import { ReviewForm } from "./review-form";
import { VerdictMark } from "./severity-mark";
import type { Overlap } from "./types";

/** 占压: registered plots in conflict with constraint areas, and what was said of each. */
export function OverlapsTab() {
  const found = overlaps.data.value;
  const error = overlaps.error.value;
  const reviewing = useSignal<Overlap | null>(null);
  return (
    <section class="compliance-main" aria-label={m.overlaps()}>
      <Filters />
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={overlaps.reload} />}
      {!found && error === null && <LoadingState />}
      {found?.length === 0 && (
        <EmptyState icon="success" title={m.noOverlaps()}>
          {m.noOverlapsText()}
        </EmptyState>
      )}
      {found && found.length > 0 && (
        <ul class="compliance-list">
          {found.map((overlap) => (
            <OverlapRow key={overlap.id} overlap={overlap} onReview={() => (reviewing.value = overlap)} />
          ))}
        </ul>
      )}
      {reviewing.value && <ReviewForm overlap={reviewing.value} onClose={() => (reviewing.value = null)} />}
    </section>
  );
}

function Filters() {
  const wanted = filter.value;
  return (
    <div class="compliance-filters">
      <input
        class="input"
        type="search"
        value={wanted.overlap_q}
        placeholder={m.search()}
        aria-label={m.search()}
        onInput={(event) => setFilter("overlap_q", event.currentTarget.value)}
      />
      <Select
        compact
        label={m.park()}
        value={wanted.overlap_park}
        placeholder={m.allParks()}
        options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
        onValue={(value) => setFilter("overlap_park", value)}
      />
      <Select
        compact
        label={m.kind()}
        value={wanted.overlap_kind}
        placeholder={m.allKinds()}
        options={termOptions("land.ConstraintKind")}
        onValue={(value) => setFilter("overlap_kind", value)}
      />
      <Select
        compact
        label={m.cause()}
        value={wanted.overlap_cause}
        placeholder={m.allCauses()}
        options={termOptions("compliance.OverlapCause")}
        onValue={(value) => setFilter("overlap_cause", value)}
      />
      <Chip
        pressed={wanted.overlap_open !== ""}
        onToggle={() => setFilter("overlap_open", wanted.overlap_open ? "" : "1")}
      >
        {m.openOnly()}
      </Chip>
      {isFiltered("overlap_") && (
        <Button kind="quiet" onClick={() => clearFilter("overlap_")}>
          {m.clear()}
        </Button>
      )}
      <span class="compliance-end">
        <Button icon="download" onClick={() => exportList("/api/compliance/overlaps/export.xlsx", overlapQuery.value)}>
          {m.export()}
        </Button>
      </span>
    </div>
  );
}

interface RowProps {
  overlap: Overlap;
  onReview?: () => void;
  withPlot?: boolean;
}

/** One overlap: which plot, which area, how much, by which article, what was said of it. */
export function OverlapRow({ overlap, onReview, withPlot = true }: RowProps) {
  const area = overlap.mode === "outside" ? m.outside() : inLanguage(overlap.name_zh, overlap.name_en);
  const facts = [
    overlap.distance_m > 0 && m.distance(overlap.distance_m),
    `${overlap.basis}${overlap.basis_confirmed ? "" : `（${m.unconfirmed()}）`}`,
    `${term("compliance.OverlapCause", overlap.cause)} ${formatDate(overlap.found_on)}`,
  ].filter(Boolean);
  const may = onReview && overlap.decision === null && can("compliance:report") && !isHistory.value;
  return (
    <li class="compliance-item">
      <VerdictMark verdict={overlap.severity === "error" ? "conflict" : "to_check"} />
      <div class="compliance-words">
        <p>
          {withPlot && (
            <button
              type="button"
              class="compliance-link"
              title={m.openPlot()}
              onClick={() => openPlot(overlap.plot_id)}
            >
              {overlap.plot_no ?? `#${overlap.plot_id}`}
            </button>
          )}{" "}
          <b>{term("land.ConstraintKind", overlap.kind)}</b> {area}{" "}
          <span class="figure">
            {formatArea(overlap.overlap_m2)}（{formatArea(overlap.overlap_m2, "m2")}，{formatPercent(overlap.share, 2)}
            ）
          </span>
        </p>
        <p class="quiet">{inLanguage(overlap.fix_zh, overlap.fix_en)}</p>
        <p class="quiet figure">{facts.join(" · ")}</p>
        {overlap.decision && (
          <p>
            <Badge tone="info">{term("compliance.OverlapDecision", overlap.decision)}</Badge> {overlap.note_zh}{" "}
            <span class="quiet figure">
              {[overlap.document_no, overlap.reviewed_by_name, formatDate(overlap.reviewed_on ?? "")]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </p>
        )}
      </div>
      {may && <Button onClick={onReview}>{m.review()}</Button>}
      <button
        type="button"
        class="icon-button"
        title={m.showOnMap()}
        aria-label={`${m.showOnMap()} ${overlap.plot_no ?? ""} ${overlap.id}`}
        onClick={() => showPlace(overlap.geometry)}
      >
        <Icon name="target" />
      </button>
    </li>
  );
}
