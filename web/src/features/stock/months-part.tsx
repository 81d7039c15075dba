import { sentenceOf } from "../../api/problem";
import { setExtra } from "../../app/location";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { bracketed, colon } from "../../locale/punctuation";
import { areaFigure, areaUnitLabel, formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { EmptyState, ErrorState, LoadingState, Note } from "../../ui/states";
import { ClassMark } from "./class-mark";
import { m } from "./messages";
import { dialog, monthSheet, months, shownMonth } from "./stock.state";
import type { Figures, Month } from "./types";

export const monthName = (iso: string): string => m.month(iso.slice(0, 4), iso.slice(5, 7));

/** The stock month by month: frozen figures, restatements beside them, and what is known now. */
export function MonthsPart() {
  const found = months.data.value;
  const error = months.error.value;
  if (!found)
    return error !== null ? <ErrorState text={sentenceOf(error)} onRetry={months.reload} /> : <LoadingState />;
  const shown = shownMonth.value;
  if (!shown) {
    return (
      <EmptyState icon="calendar" title={m.emptyMonths()}>
        {m.emptyMonthsText()}
      </EmptyState>
    );
  }
  return (
    <div class="stock-months">
      <ul class="stock-month-list">
        {found.months.map((item) => (
          <li key={item.month}>
            <button
              type="button"
              class="stock-month"
              aria-pressed={item.month === shown.month}
              onClick={() => setExtra("stock_month", item.month)}
            >
              <span class="figure">{monthName(item.month)}</span>
              <MonthBadge item={item} />
            </button>
          </li>
        ))}
      </ul>
      <OneMonth item={shown} />
    </div>
  );
}

function MonthBadge({ item }: { item: Month }) {
  if (!item.is_complete) return <Badge>{m.running()}</Badge>;
  if (item.deviations.length > 0) return <Badge tone="warning">{m.differs()}</Badge>;
  if (item.reports.length > 1) return <Badge tone="info">{m.restatedBadge()}</Badge>;
  return item.reports.length ? <Badge tone="success">{m.frozen()}</Badge> : <Badge>{m.openMonth()}</Badge>;
}

function OneMonth({ item }: { item: Month }) {
  const mayFreeze = can("report:freeze") && item.is_complete && !isHistory.value;
  return (
    <div class="stock-month-body">
      <p class="stock-month-head">
        <b>{monthName(item.month)}</b>
        <span class="quiet">{m.identity()}</span>
        {mayFreeze && item.reports.length === 0 && (
          <Button
            kind="primary"
            icon="lock"
            onClick={() => {
              dialog.value = { kind: "freeze", month: item.month, restating: false };
            }}
          >
            {m.freeze()}
          </Button>
        )}
        {mayFreeze && item.reports.length > 0 && item.deviations.length > 0 && (
          <Button
            icon="edit"
            onClick={() => {
              dialog.value = { kind: "freeze", month: item.month, restating: true };
            }}
          >
            {m.restate()}
          </Button>
        )}
      </p>
      {item.deviations.length > 0 && <Note tone="warning">{m.differsNote()}</Note>}
      <FlowTable item={item} />
      <IdleLine item={item} />
      <Reports item={item} />
      <Moves />
    </div>
  );
}

function FlowTable({ item }: { item: Month }) {
  const first = byLine(item.reports[0]?.figures);
  const last = byLine(item.reports.length > 1 ? item.reports.at(-1)?.figures : undefined);
  const newest = last.size ? last : first;
  return (
    <table class="page-table stock-flow">
      <thead>
        <tr>
          <th scope="col">
            {m.stockClass()}
            {bracketed(areaUnitLabel())}
          </th>
          {[m.opening(), m.came(), m.went(), m.closing()].map((word) => (
            <th key={word} scope="col">
              {word}
            </th>
          ))}
          {first.size > 0 && <th scope="col">{m.frozenClosing()}</th>}
          {last.size > 0 && <th scope="col">{m.restated()}</th>}
          {first.size > 0 && <th scope="col">{m.apart()}</th>}
        </tr>
      </thead>
      <tbody>
        {item.now.map((line) => {
          const told = newest.get(line.line)?.closing_m2 ?? 0;
          const apart = line.closing_m2 - told;
          return (
            <tr key={line.line} class={line.line === "idle" ? "is-idle" : ""}>
              <th scope="row">{line.line === "idle" ? m.line_idle() : <ClassMark value={line.line} />}</th>
              <td>{areaFigure(line.opening_m2)}</td>
              <td>{areaFigure(line.came_m2)}</td>
              <td>{areaFigure(line.went_m2)}</td>
              <td>{areaFigure(line.closing_m2)}</td>
              {first.size > 0 && <td>{areaFigure(first.get(line.line)?.closing_m2 ?? 0)}</td>}
              {last.size > 0 && <td>{areaFigure(last.get(line.line)?.closing_m2 ?? 0)}</td>}
              {first.size > 0 && (
                <td class={Math.abs(apart) > 1 ? "stock-apart" : ""}>
                  {Math.abs(apart) > 0.5 ? areaFigure(apart) : "—"}
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const byLine = (figures: Figures[] | undefined) => new Map((figures ?? []).map((line) => [line.line, line]));

/** The idle land of the month with the ways in which it went, written as the sum that it is. */
function IdleLine({ item }: { item: Month }) {
  const line = item.now.find((found) => found.line === "idle");
  if (!line) return null;
  const figure = (word: string, value: number) => `${word} ${areaFigure(value)}`;
  const sum = [
    figure(m.opening(), line.opening_m2),
    `+ ${figure(m.found(), line.came_m2)}`,
    `− ${figure(m.extended(), line.extended_m2)}`,
    `− ${figure(m.reused(), line.reused_m2)}`,
    `− ${figure(m.recovered(), line.recovered_m2)}`,
    `− ${figure(m.annulled(), line.annulled_m2)}`,
    `= ${figure(m.closing(), line.closing_m2)}`,
  ].join(" ");
  return (
    <p class="figure">
      <b>{m.line_idle()}</b>
      {colon()}
      {sum} {areaUnitLabel()}
    </p>
  );
}

function Reports({ item }: { item: Month }) {
  return (
    <ul class="stock-reports quiet">
      {item.reports.map((report) => (
        <li key={report.id}>
          {report.sequence === 1
            ? m.frozenBy(formatDate(report.frozen_on), report.frozen_by_name, report.sha256.slice(0, 12))
            : m.restatedBy(formatDate(report.frozen_on), report.frozen_by_name, report.reason)}
          {!report.is_intact && <Badge tone="danger">{m.broken_hash()}</Badge>}
        </li>
      ))}
    </ul>
  );
}

function Moves() {
  const found = monthSheet.data.value;
  if (!found) return null;
  return (
    <section class="stock-moves">
      <h3>{m.moves()}</h3>
      {found.moves.length === 0 && <p class="quiet">{m.noMoves()}</p>}
      <ul>
        {found.moves.map((move) => (
          <li key={`${move.park_code}/${move.plot_id}/${move.from_class}/${move.to_class}`}>
            <span class="figure">{move.plot_no ?? `${move.park_code} ${m.ground()}`}</span>
            <span>
              {move.from_class ? term("stock.StockClass", move.from_class) : m.outside()} →{" "}
              {move.to_class ? term("stock.StockClass", move.to_class) : m.outside()}
            </span>
            <span class="figure">{formatArea(move.area_m2)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
