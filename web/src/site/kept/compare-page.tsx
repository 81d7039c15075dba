import { signal } from "@preact/signals";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { resource } from "../../api/resource";
import { formatDate } from "../../locale/date";
import { inLanguage, language } from "../../locale/language";
import { Button } from "../../ui/button";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { SiteMark } from "../site-mark";
import { zone } from "../state";
import { BookLinks } from "./book-links";
import { siteAddress } from "./kept.state";
import { KeptFrame } from "./kept-frame";
import { k } from "./messages";
import type { ComparedRow, Comparison } from "./types";

const ids = new URLSearchParams(window.location.search).get("ids") ?? "";
const onlyDifferent = signal(false);

const found = resource(
  () => (window.location.pathname === "/compare" ? ids || "0" : null),
  (asked, stop) => api.get("/api/site-comparison", { query: { ids: asked }, signal: stop }),
);

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(window.location.href);
    toast(k.copied());
  } catch {
    toast(k.copyFailed(), "warning");
  }
}

function Row({ row }: { row: ComparedRow }) {
  const cells = language.value === "zh" ? row.cells_zh : row.cells_en;
  return (
    <tr class={row.differs ? "differs" : ""}>
      <th scope="row">
        {row.differs && (
          <span class="mark-differs" role="img" aria-label={k.differs()} title={k.differs()}>
            ◆
          </span>
        )}
        {inLanguage(row.label_zh, row.label_en)}
      </th>
      {cells.map((words, at) => {
        const leads = row.leading.includes(at);
        return (
          <td key={at} class={leads ? "leads" : ""}>
            {words}
            {leads && (
              <span class="mark-leads" role="img" aria-label={k.leads()} title={k.leads()}>
                ★
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

function Groups({ rows, columns }: { rows: readonly ComparedRow[]; columns: number }) {
  const groups = [...new Set(rows.map((row) => row.group_zh))];
  return groups.map((group) => {
    const own = rows.filter((row) => row.group_zh === group);
    return (
      <tbody key={group}>
        <tr class="compare-group">
          <th scope="rowgroup" colSpan={columns + 1}>
            {inLanguage(group, own[0]?.group_en)}
          </th>
        </tr>
        {own.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </tbody>
    );
  });
}

function Table({ answer }: { answer: Comparison }) {
  const rows = onlyDifferent.value ? answer.rows.filter((row) => row.differs) : answer.rows;
  const here = zone.data.value;
  return (
    <>
      {answer.missing.length > 0 && <Note tone="warning">{k.missing(answer.missing.length)}</Note>}
      <div class="compare-tools no-print">
        <label class="check-line">
          <input
            type="checkbox"
            checked={onlyDifferent.value}
            onChange={(event) => {
              onlyDifferent.value = event.currentTarget.checked;
            }}
          />
          {k.onlyDifferent()}
        </label>
        <span class="sheet-actions-gap" />
        <Button icon="link" onClick={copyLink}>
          {k.copyLink()}
        </Button>
        <Button icon="print" kind="primary" onClick={() => window.print()}>
          {k.print()}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <section class="compare-scroll" aria-label={k.comparePage()} tabIndex={0}>
        <table class={`compare-table compare-of-${answer.sites.length}`}>
          <thead>
            <tr>
              <th scope="col">{k.aspect()}</th>
              {answer.sites.map((site) => (
                <th scope="col" key={site.id}>
                  <a href={siteAddress(site.id)}>{site.plot_no}</a>
                  <span>{inLanguage(site.park_name_zh, site.park_name_en)}</span>
                  <SiteMark site={site} />
                </th>
              ))}
            </tr>
          </thead>
          <Groups rows={rows} columns={answer.sites.length} />
        </table>
      </section>
      <p class="source-line">
        {k.legend()} · {k.asOf(formatDate(answer.as_of))}
        {here?.is_demo && ` · ${inLanguage(here.notice_zh, here.notice_en)}`}
      </p>
      <section class="no-print kept-book">
        <h2>{k.book()}</h2>
        <BookLinks ids={answer.sites.map((site) => site.id)} />
      </section>
    </>
  );
}

/** Two to four sites side by side, made to be printed. */
export function ComparePage() {
  const answer = found.data.value;
  const error = found.error.value;
  return (
    <KeptFrame title={k.comparePage()}>
      <h1 class="kept-title">{k.comparePage()}</h1>
      {error !== null && !found.loading.value && <ErrorState text={sentenceOf(error)} onRetry={() => found.reload()} />}
      {error === null && answer === null && <LoadingState label={k.comparing()} />}
      {error === null && answer !== null && <Table answer={answer} />}
    </KeptFrame>
  );
}
