import { EvidenceList } from "../../app/evidence-field";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatNumber, formatPercent } from "../../locale/number";
import { Button } from "../../ui/button";
import { barsOf } from "./comparison";
import { asked } from "./reuse.state";
import { ms } from "./sheet-messages";
import { Part } from "./sheet-part";
import type { Change, Figures, Sheet } from "./types";

type Name = "investment_yuan" | "output_yuan" | "tax_yuan" | "value_added_yuan" | "staff" | "far";

/** What the land yields before and after: two bars a line, the figures written on them, what is not known said so. */
export function ComparisonPart({ sheet }: { sheet: Sheet }) {
  const mayEdit = can("reuse:edit") && !isHistory.value;
  const ask = (side: "before" | "after") => () => {
    asked.value = { kind: "figures", sheet, side };
  };
  return (
    <Part
      title={ms.comparison()}
      action={
        mayEdit && (
          <span class="reuse-acts">
            <Button kind="quiet" icon="edit" onClick={ask("before")}>
              {ms.fillBefore()}
            </Button>
            <Button kind="quiet" icon="edit" onClick={ask("after")}>
              {ms.fillAfter()}
            </Button>
          </span>
        )
      }
    >
      <p class="reuse-legend quiet">
        <span class="reuse-key reuse-key-before" /> {ms.before()} <span class="reuse-key reuse-key-after" />{" "}
        {ms.after()} · {ms.perMu()}
      </p>
      <ul class="reuse-bars">
        {sheet.comparison.map((change) => (
          <Line key={change.name} change={change} />
        ))}
      </ul>
      <Sources sheet={sheet} mayEdit={mayEdit} />
    </Part>
  );
}

function Line({ change }: { change: Change }) {
  const bars = barsOf(change);
  const digits = change.name === "staff" ? 0 : 2;
  const word = (value: number | null) => (value === null ? ms.unknown() : formatNumber(value, digits));
  const ratio = change.ratio;
  return (
    <li class="reuse-bar-line">
      <span class="reuse-bar-name">{ms[change.name as Name]()}</span>
      <span class="reuse-bar-pair">
        <span class="reuse-bar">
          <span class="reuse-bar-fill reuse-bar-before" style={{ width: `${bars.beforeWidth}%` }} />
          <span class={`figure ${bars.before === null ? "quiet" : ""}`}>{word(bars.before)}</span>
        </span>
        <span class="reuse-bar">
          <span class="reuse-bar-fill reuse-bar-after" style={{ width: `${bars.afterWidth}%` }} />
          <span class={`figure ${bars.after === null ? "quiet" : ""}`}>{word(bars.after)}</span>
        </span>
      </span>
      <strong class="figure reuse-ratio">
        {ratio === null ? "" : ratio >= 0 ? ms.more(formatPercent(ratio, 0)) : ms.less(formatPercent(ratio, 0))}
      </strong>
    </li>
  );
}

function Sources({ sheet, mayEdit }: { sheet: Sheet; mayEdit: boolean }) {
  if (sheet.figures.length === 0) return null;
  return (
    <details>
      <summary class="quiet">{ms.sources()}</summary>
      <ul class="reuse-list">
        {sheet.figures.map((row) => (
          <Source key={row.id} row={row} sheet={sheet} mayEdit={mayEdit} />
        ))}
      </ul>
    </details>
  );
}

function Source({ row, sheet, mayEdit }: { row: Figures; sheet: Sheet; mayEdit: boolean }) {
  return (
    <li class={row.taken_back_reason === null ? "" : "reuse-gone"}>
      <strong>{term("reuse.ReuseSide", row.side)}</strong> {ms.year(row.year)} ·{" "}
      {term("reuse.ReuseFigureSource", row.source)}
      {row.source_zh && <span> · {row.source_zh}</span>} <span class="quiet">{row.actor_name}</span>
      {row.taken_back_reason !== null && <p class="reuse-late">{ms.withdrawn(row.taken_back_reason)}</p>}
      {row.evidence.length > 0 && <EvidenceList files={row.evidence} />}
      {mayEdit && row.taken_back_reason === null && (
        <Button
          kind="quiet"
          icon="trash"
          onClick={() => {
            asked.value = { kind: "withdraw", sheet, subject: "figures", row };
          }}
        >
          {ms.withdraw()}
        </Button>
      )}
    </li>
  );
}
