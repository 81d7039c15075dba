import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { listed } from "../../locale/punctuation";
import { formatArea } from "../../locale/units";
import { Button, IconButton } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { EmptyState } from "../../ui/states";
import { toast } from "../../ui/toast";
import { m, mf } from "./messages";
import { ask, imports, mayEdit, park, search, year } from "./performance.state";
import type { AmountName, FigureList, Figures, MissingFigures } from "./types";

const shown: { name: AmountName; per: number; decimals: number }[] = [
  { name: "tax_yuan", per: 10_000, decimals: 2 },
  { name: "value_added_yuan", per: 10_000, decimals: 2 },
  { name: "revenue_yuan", per: 10_000, decimals: 2 },
  { name: "rd_yuan", per: 10_000, decimals: 2 },
  { name: "staff", per: 1, decimals: 0 },
  { name: "energy_tce", per: 1, decimals: 1 },
];

/** The figures of a year: who has told them, who has not, what came in by which workbook. */
export function FiguresPart({ list }: { list: FigureList }) {
  const words = search.value.trim();
  const rows = list.items.filter(
    (row) => !words || row.party_name_zh.includes(words) || (row.credit_code ?? "").includes(words.toUpperCase()),
  );
  return (
    <div class="performance-stack">
      <div class="league-tools">
        <p>{mf.told(list.items.length, list.items.filter((row) => row.segment === "above").length)}</p>
        <input
          class="input"
          type="search"
          value={search.value}
          placeholder={m.search()}
          aria-label={m.search()}
          onInput={(event) => {
            search.value = event.currentTarget.value;
          }}
        />
        <span class="league-run-tools">
          <Template />
          {mayEdit() && (
            <>
              <Button
                icon="plus"
                onClick={() => ask({ kind: "figures", row: null, partyId: null, partyName: "", parkCode: park.value })}
              >
                {mf.enter()}
              </Button>
              <Button kind="primary" icon="upload" onClick={() => ask({ kind: "import", sheet: null, replaces: null })}>
                {mf.importFile()}
              </Button>
            </>
          )}
        </span>
      </div>
      {list.missing.length > 0 && list.items.length > 0 && <Missing rows={list.missing} />}
      {rows.length === 0 ? (
        <EmptyState icon="table" title={words ? m.emptyLeague() : mf.empty()}>
          {words ? undefined : mf.emptyText()}
        </EmptyState>
      ) : (
        <FiguresTable rows={rows} />
      )}
      <Imports />
    </div>
  );
}

function Template() {
  const save = () => exportList("/api/performance/template.xlsx", { year: year.value, park: park.value });
  return (
    <Button icon="download" onClick={save}>
      {mf.template()}
    </Button>
  );
}

function Missing({ rows }: { rows: MissingFigures[] }) {
  return (
    <details class="performance-missing">
      <summary>
        <Badge tone="warning">{mf.missing(rows.length)}</Badge> <span class="quiet">{mf.missingText()}</span>
      </summary>
      <ul>
        {rows.map((row) => (
          <li key={`${row.party_id}-${row.park_code}`}>
            {row.party_name_zh} <span class="quiet">{row.park_code}</span>
            {mayEdit() && (
              <Button
                kind="quiet"
                onClick={() =>
                  ask({
                    kind: "figures",
                    row: null,
                    partyId: row.party_id,
                    partyName: row.party_name_zh,
                    parkCode: row.park_code,
                  })
                }
              >
                {mf.enter()}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function FiguresTable({ rows }: { rows: Figures[] }) {
  return (
    <div class="page-card page-scroll">
      <table class="page-table figures-table">
        <thead>
          <tr>
            <th scope="col">{m.enterprise()}</th>
            <th scope="col">{mf.segment()}</th>
            {shown.map(({ name }) => (
              <th key={name} scope="col" class="is-number">
                {mf[name]()}
              </th>
            ))}
            <th scope="col" class="is-number">
              {m.land()}
            </th>
            <th scope="col">{mf.source()}</th>
            <th scope="col" aria-label={mf.revise()} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {inLanguage(row.party_name_zh, row.party_name_en)}
                <span class="quiet figures-plots">
                  {row.park_code} ·{" "}
                  {listed([...new Set(row.land.map((part) => part.plot_no ?? "").filter(Boolean))]) || "—"}
                </span>
              </th>
              <td>{term("performance.Segment", row.segment)}</td>
              {shown.map(({ name, per, decimals }) => (
                <td key={name} class="figure is-number">
                  {row[name] === null ? "—" : formatNumber((row[name] ?? 0) / per, decimals)}
                </td>
              ))}
              <td
                class="figure is-number"
                title={row.land
                  .map((part) => `${term("performance.LandKind", part.kind)} ${formatArea(part.area_m2)}`)
                  .join("；")}
              >
                {formatArea(row.land_m2)}
              </td>
              <td class="quiet figures-source">{row.source}</td>
              <td class="page-actions">
                <IconButton
                  icon="history"
                  label={`${mf.versions()} ${row.party_name_zh}`}
                  onClick={() => ask({ kind: "history", row })}
                />
                {mayEdit() && (
                  <IconButton
                    icon="edit"
                    label={`${mf.revise()} ${row.party_name_zh}`}
                    onClick={() =>
                      ask({
                        kind: "figures",
                        row,
                        partyId: row.party_id,
                        partyName: row.party_name_zh,
                        parkCode: row.park_code,
                      })
                    }
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const tones = { checked: "info", accepted: "success", rejected: "neutral" } as const;

function Imports() {
  const rows = imports.data.value ?? [];
  const [busy, setBusy] = useState<number | null>(null);
  const open = (id: number) => {
    setBusy(id);
    api
      .get("/api/performance/imports/{import_id}", { path: { import_id: id } })
      .then((sheet) => ask({ kind: "import", sheet, replaces: null }))
      .catch((error: unknown) => toast(sentenceOf(error), "error"))
      .finally(() => setBusy(null));
  };
  return (
    <section class="performance-section">
      <h3>{mf.imports()}</h3>
      {imports.error.value !== null && <p class="quiet">{sentenceOf(imports.error.value)}</p>}
      {rows.length === 0 ? (
        <p class="quiet">{mf.noImports()}</p>
      ) : (
        <ul class="import-list page-card">
          {rows.map((row) => (
            <li key={row.id}>
              <Badge tone={tones[row.state]}>{term("performance.ImportState", row.state)}</Badge>
              <span class="import-name">
                {row.file_name}
                <span class="quiet">
                  {formatDate(row.received_at.slice(0, 10))} {row.received_by_name}
                  {row.replaces_id !== null && ` · ${mf.replaces(row.replaces_id)}`}
                  {row.accepted_rows !== null && ` · ${mf.rowsIn(row.accepted_rows)}`}
                  {row.reason && ` · ${row.reason}`}
                </span>
              </span>
              <a class="text-link" href={`/api/evidence/${row.evidence_id}/file`} title={`SHA-256 ${row.sha256}`}>
                {mf.original()}
              </a>
              <Button kind="quiet" busy={busy === row.id} onClick={() => open(row.id)}>
                {mf.open()}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
