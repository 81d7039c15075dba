import { formatNumber, formatPercent } from "../../locale/number";
import { filter, setFilter } from "./commitments.state";
import { m } from "./messages";
import { ColumnMark } from "./state-mark";
import { type Tally, type TallyColumn, tallyColumns } from "./types";

/** 应履约 = 已履约 + 逾期 + 违约 + 免除 + 未到期: each column is the button for the list behind it. */
export function Identity({ tally }: { tally: Tally }) {
  const chosen = filter.value.tally;
  const press = (column: string) => setFilter("tally", chosen === column ? "" : column);
  return (
    <section class="promise-identity" aria-label={m.equals()} title={m.equals()}>
      <button
        type="button"
        class="promise-sum promise-due"
        aria-pressed={chosen === ""}
        onClick={() => setFilter("tally", "")}
      >
        <b class="figure">{formatNumber(tally.due)}</b>
        <span>{m.due()}</span>
      </button>
      {tallyColumns.map((column, index) => (
        <Column key={column} column={column} first={index === 0} tally={tally} chosen={chosen} onPress={press} />
      ))}
      <div class="promise-rate" title={m.rateFormula()}>
        <b class="figure">{tally.kept_rate === null ? m.noRate() : formatPercent(tally.kept_rate)}</b>
        <span>{m.keptRate()}</span>
      </div>
    </section>
  );
}

interface ColumnProps {
  column: TallyColumn;
  first: boolean;
  tally: Tally;
  chosen: string;
  onPress: (column: string) => void;
}

function Column({ column, first, tally, chosen, onPress }: ColumnProps) {
  const note = column === "late" && tally.late_open > 0 ? m.lateOpen(tally.late_open) : null;
  return (
    <>
      <span class="promise-sign" aria-hidden="true">
        {first ? "=" : "+"}
      </span>
      <button
        type="button"
        class="promise-sum"
        aria-pressed={chosen === column}
        title={note ?? undefined}
        onClick={() => onPress(column)}
      >
        <b class="figure">{formatNumber(tally[column])}</b>
        <span>
          <ColumnMark column={column} />
        </span>
        {note && <small>{note}</small>}
      </button>
    </>
  );
}
