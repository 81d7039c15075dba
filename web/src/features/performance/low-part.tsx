import { useState } from "preact/hooks";
import { term } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { bracketed } from "../../locale/punctuation";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Badge, Chip } from "../../ui/chips";
import { EmptyState } from "../../ui/states";
import { m, ml } from "./messages";
import { ask, canReuse, handOver, mayEdit, showPlot } from "./performance.state";
import type { LowRow } from "./types";

const states = ["candidate", "listed", "dismissed", "closed"] as const;
const tones = { candidate: "warning", listed: "info", dismissed: "neutral", closed: "success" } as const;

/** Land of low efficiency: candidates by rule with their reasons, and what became of each. */
export function LowPart({ rows }: { rows: LowRow[] }) {
  const [state, setState] = useState<string>("");
  const shown = rows.filter((row) => !state || row.state === state);
  if (rows.length === 0) {
    return (
      <EmptyState icon="recycle" title={ml.empty()}>
        {ml.emptyText()}
      </EmptyState>
    );
  }
  return (
    <div class="performance-stack">
      <div class="league-tools">
        {states.map((one) => (
          <Chip
            key={one}
            pressed={state === one}
            onToggle={() => setState(state === one ? "" : one)}
            count={rows.filter((row) => row.state === one).length}
          >
            {term("performance.LowEfficiencyState", one)}
          </Chip>
        ))}
        <span class="quiet">{formatArea(shown.reduce((sum, row) => sum + row.area_m2, 0))}</span>
      </div>
      <div class="page-card page-scroll">
        <table class="page-table low-table">
          <thead>
            <tr>
              <th scope="col">{m.plot()}</th>
              <th scope="col">{ml.state()}</th>
              <th scope="col">{ml.reasons()}</th>
              <th scope="col" class="is-number">
                {ml.taxes()}
              </th>
              <th scope="col">
                {ml.kind()} / {ml.way()}
              </th>
              <th scope="col" class="is-number">
                {ml.left()}
              </th>
              <th scope="col" aria-label={ml.decide()} />
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.plot_id} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Row({ row }: { row: LowRow }) {
  const taxes = [...row.taxes].reverse().slice(0, 2);
  return (
    <tr>
      <td>
        <button type="button" class="text-link" title={m.showOnMap()} onClick={() => showPlot(row.plot_id)}>
          {row.plot_no}
        </button>
        <span class="quiet">
          {inLanguage(row.party_name_zh ?? "", row.party_name_en ?? "")} · {formatArea(row.area_m2)}
        </span>
      </td>
      <td>{row.state && <Badge tone={tones[row.state]}>{term("performance.LowEfficiencyState", row.state)}</Badge>}</td>
      <td class="low-reasons">
        <ul>
          {row.reasons.map((reason) => (
            <li key={reason.code} title={reason.basis ?? undefined}>
              {inLanguage(reason.message_zh, reason.message_en)}
            </li>
          ))}
        </ul>
        {row.reason_zh && <p class="quiet">{row.reason_zh}</p>}
        {row.progress_zh && <p class="quiet">{row.progress_zh}</p>}
        {row.unknown.length > 0 && (
          <details class="quiet">
            <summary>{ml.unknown()}</summary>
            {row.unknown.map((finding) => inLanguage(finding.message_zh, finding.message_en)).join(" ")}
          </details>
        )}
      </td>
      <td class="figure is-number">
        {taxes.map((tax) => (
          <span key={tax.year} class="low-tax">
            <span class="quiet">{tax.year}</span> {formatNumber(tax.tax_wan_per_mu, 2)}
          </span>
        ))}
      </td>
      <td>
        {row.kind
          ? term("performance.LowEfficiencyKind", row.kind)
          : row.suggested_kind && (
              <span class="quiet">
                {term("performance.LowEfficiencyKind", row.suggested_kind)}
                {bracketed(ml.suggested())}
              </span>
            )}
        <span class="quiet">{row.way && term("performance.DisposalWay", row.way)}</span>
      </td>
      <td class="figure is-number">{formatArea(row.left_m2)}</td>
      <td class="page-actions">
        {mayEdit() && (
          <Button kind="quiet" onClick={() => ask({ kind: "low", row })}>
            {row.state === "candidate" ? ml.decide() : ml.update()}
          </Button>
        )}
        {canReuse() && (row.state === "candidate" || row.state === "listed") && (
          <Button kind="quiet" icon="recycle" title={ml.handOverTitle()} onClick={() => handOver(row.plot_id)}>
            {ml.handOver()}
          </Button>
        )}
      </td>
    </tr>
  );
}
