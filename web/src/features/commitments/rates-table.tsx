import { sentenceOf } from "../../api/problem";
import { setExtra } from "../../app/location";
import { term, termOptions } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { formatNumber, formatPercent } from "../../locale/number";
import { Select } from "../../ui/field";
import { StackedBar } from "../../ui/stacked-bar";
import { ErrorState, LoadingState } from "../../ui/states";
import { by, type FilterName, rates, setFilter } from "./commitments.state";
import { m } from "./messages";
import { ColumnMark, classOf } from "./state-mark";
import { type RateRow, type TallyColumn, tallyColumns } from "./types";

/** Promises kept by park, industry, year or officer: every figure leads to the list behind it. */
export function RatesTable() {
  const table = rates.data.value;
  const error = rates.error.value;
  if (!table) return error ? <ErrorState text={sentenceOf(error)} onRetry={rates.reload} /> : <LoadingState />;
  const widest = Math.max(1, ...table.rows.map(({ due }) => due));
  return (
    <div class="promises-rates">
      <div class="promises-rates-head">
        <Select
          compact
          label={m.by()}
          value={by.value}
          options={termOptions("supply.RateBy")}
          onValue={(value) => setExtra("promise_by", value === "park" ? null : value)}
        />
        <span class="quiet">{m.ratesNote()}</span>
        <span class="quiet">{m.rateFormula()}</span>
      </div>
      <div class="page-card page-scroll">
        <table class="page-table promises-rate-table">
          <thead>
            <tr>
              <th scope="col">{groupName(table.by)}</th>
              <th scope="col">{m.keptRate()}</th>
              <th scope="col">{m.due()}</th>
              {tallyColumns.map((column) => (
                <th key={column} scope="col">
                  <span class="promise-state">
                    <ColumnMark column={column} />
                  </span>
                </th>
              ))}
              <th scope="col">{m.share()}</th>
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <Row key={row.key} row={row} by={table.by as FilterName} widest={widest} />
            ))}
          </tbody>
          <tfoot>
            <tr class="figure">
              <th scope="row">{m.total()}</th>
              <td>{table.total.kept_rate === null ? m.noRate() : formatPercent(table.total.kept_rate)}</td>
              <td>{formatNumber(table.total.due)}</td>
              {tallyColumns.map((column) => (
                <td key={column}>{formatNumber(table.total[column])}</td>
              ))}
              <td />
            </tr>
          </tfoot>
        </table>
      </div>
    </div>
  );
}

function groupName(group: string): string {
  const names: Record<string, () => string> = {
    park: m.park,
    industry: m.industry,
    year: m.year,
    officer: m.officer,
  };
  return names[group]?.() ?? m.group();
}

interface RowProps {
  row: RateRow;
  by: FilterName;
  widest: number;
}

function Row({ row, by: group, widest }: RowProps) {
  const none = group === "officer" ? m.nobody() : m.noIndustry();
  const name = row.key ? inLanguage(row.label_zh, row.label_en) : none;
  const open = (column: TallyColumn | null) => {
    setFilter(group, row.key || "-");
    setFilter("tally", column ?? "");
    setExtra("promise_view", null);
  };
  const figure = (value: number, column: TallyColumn | null) =>
    value === 0 ? (
      <span class="quiet">0</span>
    ) : (
      <button
        type="button"
        class="promise-link"
        aria-label={`${name} ${column ? term("supply.TallyColumn", column) : m.due()} ${value}`}
        onClick={() => open(column)}
      >
        {formatNumber(value)}
      </button>
    );
  return (
    <tr class="figure">
      <th scope="row">{name}</th>
      <td>
        <b>{row.kept_rate === null ? m.noRate() : formatPercent(row.kept_rate)}</b>
      </td>
      <td>{figure(row.due, null)}</td>
      {tallyColumns.map((column) => (
        <td key={column}>{figure(row[column], column)}</td>
      ))}
      <td class="promises-bar">
        <StackedBar
          label={m.bar(name)}
          full={widest}
          segments={tallyColumns.map((column) => ({
            key: column,
            value: row[column],
            color: classOf(column)?.color ?? "var(--faint)",
            pattern: classOf(column)?.pattern,
            label: m.segment(`${name} ${term("supply.TallyColumn", column)}`, row[column]),
            onPress: () => open(column),
          }))}
        />
      </td>
    </tr>
  );
}
