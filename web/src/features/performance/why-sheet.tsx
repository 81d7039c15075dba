import { useEffect, useRef } from "preact/hooks";
import { setExtra } from "../../app/location";
import { term } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { formatNumber, formatPercent } from "../../locale/number";
import { bracketed, colon, listed } from "../../locale/punctuation";
import { formatArea } from "../../locale/units";
import { Button, IconButton } from "../../ui/button";
import { criterionColors } from "./criterion-colors";
import { GradeMark } from "./grade-mark";
import { m, mf } from "./messages";
import {
  ask,
  markedCriterion,
  mayEdit,
  openResult,
  openTab,
  schemes,
  search,
  setYear,
  showPlot,
} from "./performance.state";
import type { Contribution, CriterionWord, LeagueRow } from "./types";

/** Why an enterprise has its grade: rank, each criterion with value, reference and points, and what stood in for what. */
export function WhySheet({ row }: { row: LeagueRow }) {
  return (
    <aside class="why-sheet" aria-label={m.why()}>
      <header class="why-head">
        <div>
          <GradeMark grade={row.grade} status={row.status} />
          <h3>{inLanguage(row.party_name_zh, row.party_name_en)}</h3>
          <p class="quiet figure">
            {row.credit_code} · {row.park_code} · {formatArea(row.land_m2)}
          </p>
        </div>
        <IconButton icon="close" label={m.close()} onClick={() => openResult(null)} />
      </header>
      <div class="why-body">
        {row.rank !== null && row.ranked_of !== null && (
          <p class="why-sentence">
            {m.ranked(term("performance.Segment", row.segment), row.rank, row.ranked_of)}
            {row.is_tied && bracketed(m.tied())} · {m.score()} {formatNumber(row.score, 2)}
          </p>
        )}
        {row.upheld_appeal_id !== null && row.given_grade && <p class="why-sentence">{m.adjusted(row.given_grade)}</p>}
        {row.reason_zh && <p class="why-sentence">{row.reason_zh}</p>}
        <Contributions parts={row.contributions} />
        <div class="why-actions">
          <Button
            icon="table"
            onClick={() => {
              setYear(String(row.year));
              search.value = row.party_name_zh;
              openTab("figures");
            }}
          >
            {m.toFigures()}
          </Button>
          {row.plot_id !== null && (
            <Button icon="pin" onClick={() => row.plot_id !== null && showPlot(row.plot_id)}>
              {m.showOnMap()}
            </Button>
          )}
          {row.status === "graded" && !row.has_open_appeal && mayEdit() && (
            <Button icon="mail" onClick={() => ask({ kind: "appeal", row })}>
              {m.appeal()}
            </Button>
          )}
          {row.has_open_appeal && (
            <Button
              icon="mail"
              onClick={() => {
                setExtra("appeal", null);
                openTab("appeals");
              }}
            >
              {m.openAppeal()}
            </Button>
          )}
        </div>
      </div>
    </aside>
  );
}

export function Contributions({ parts }: { parts: Contribution[] }) {
  const table = useRef<HTMLTableElement>(null);
  const marked = markedCriterion.value;
  useEffect(() => {
    if (marked) table.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [marked]);
  const units = new Map<string, CriterionWord>(
    (schemes.data.value?.criteria ?? []).map((word) => [word.criterion, word]),
  );
  return (
    <table ref={table} class="page-table why-table">
      <thead>
        <tr>
          <th scope="col">{m.criterion()}</th>
          <th scope="col" class="is-number">
            {m.value()}
          </th>
          <th scope="col" class="is-number">
            {m.reference()}
          </th>
          <th scope="col" class="is-number">
            {m.points()}
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => {
          const word = units.get(part.criterion);
          const shown = (value: string | null) =>
            value === null
              ? "—"
              : part.criterion === "rd_share"
                ? formatPercent(Number(value), 2)
                : formatNumber(Number(value), Number(value) < 1 ? 4 : 2);
          return (
            <tr key={part.criterion} aria-current={part.criterion === marked ? "true" : undefined}>
              <td title={word ? inLanguage(word.formula_zh, word.formula_en) : undefined}>
                <span
                  class="league-dot"
                  style={{ backgroundColor: criterionColors[part.criterion] }}
                  aria-hidden="true"
                />
                {term("performance.Criterion", part.criterion)}
                <span class="quiet why-unit">
                  {[word?.unit_zh === "1" ? "" : inLanguage(word?.unit_zh, word?.unit_en), part.note && note(part)]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </td>
              <td class="figure is-number">{shown(part.value)}</td>
              <td class="figure is-number">{shown(part.reference)}</td>
              <td class="figure is-number">
                {part.points === null ? "—" : formatNumber(Number(part.points), 2)}
                <span class="quiet"> / {formatNumber(Number(part.weight))}</span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function note(part: Contribution): string {
  const words = m as unknown as Record<string, () => string>;
  const said = words[part.note ?? ""]?.() ?? part.note ?? "";
  if (part.note !== "missing") return said;
  const fields = mf as unknown as Record<string, () => string>;
  return `${said}${colon()}${listed(part.missing.map((name) => fields[name]?.() ?? (name === "land_m2" ? m.land() : name)))}`;
}
