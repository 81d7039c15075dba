import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatNumber, formatPercent } from "../../locale/number";
import { colon } from "../../locale/punctuation";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { EmptyState, Note } from "../../ui/states";
import { m, ms } from "./messages";
import { ask, mayEdit } from "./performance.state";
import type { Scheme, SchemeSheet } from "./types";

/** How the year is scored: the version in force with weights, references and caps, and the versions before it. */
export function SchemesPart({ sheet }: { sheet: SchemeSheet }) {
  const [newest, ...older] = sheet.schemes;
  return (
    <div class="performance-stack">
      <div class="league-tools">
        <p class="quiet">{ms.formula()}</p>
        <span class="league-run-tools">
          {newest && (
            <Button icon="scale" onClick={() => ask({ kind: "scheme", from: newest, sheet })}>
              {ms.preview()}
            </Button>
          )}
          {mayEdit() && (
            <Button kind="primary" icon="plus" onClick={() => ask({ kind: "scheme", from: newest ?? null, sheet })}>
              {newest ? ms.newVersion() : ms.fromPreset()}
            </Button>
          )}
        </span>
      </div>
      {newest ? (
        <OneScheme scheme={newest} sheet={sheet} />
      ) : (
        <EmptyState icon="scale" title={ms.none()}>
          {ms.noneText()}
        </EmptyState>
      )}
      {older.map((scheme) => (
        <details key={scheme.id} class="performance-section">
          <summary>
            {ms.version(scheme.version_no)} · {scheme.title_zh}{" "}
            <span class="quiet">
              {formatDate(scheme.recorded_at.slice(0, 10))} {scheme.recorded_by_name}
            </span>
          </summary>
          <OneScheme scheme={scheme} sheet={sheet} />
        </details>
      ))}
    </div>
  );
}

function OneScheme({ scheme, sheet }: { scheme: Scheme; sheet: SchemeSheet }) {
  return (
    <section class="page-card scheme-card">
      <header>
        <h3>
          {scheme.title_zh} <span class="quiet">{ms.version(scheme.version_no)}</span>{" "}
          {!scheme.confirmed && <Badge tone="warning">{m.unconfirmed()}</Badge>}
        </h3>
        <p class="quiet">
          {ms.shareText(
            formatNumber(scheme.share_a * 100),
            formatNumber(scheme.share_b * 100),
            formatNumber(scheme.share_c * 100),
          )}
          {scheme.runs > 0 && ` · ${ms.usedBy(scheme.runs)}`}
        </p>
        <p class="quiet">
          {ms.basis()}
          {colon()}
          {scheme.basis}
          {scheme.note && ` · ${scheme.note}`}
        </p>
      </header>
      {!scheme.confirmed && <Note tone="warning">{m.unconfirmedText()}</Note>}
      <div class="scheme-segments">
        {(["above", "below"] as const).map((segment) => (
          <div key={segment} class="page-scroll">
            <h4>{term("performance.Segment", segment)}</h4>
            <table class="page-table">
              <thead>
                <tr>
                  <th scope="col">{m.criterion()}</th>
                  <th scope="col" class="is-number">
                    {m.weight()}
                  </th>
                  <th scope="col" class="is-number">
                    {m.reference()}
                  </th>
                  <th scope="col" class="is-number">
                    {ms.cap()}
                  </th>
                </tr>
              </thead>
              <tbody>
                {scheme.criteria
                  .filter((item) => item.segment === segment)
                  .map((item) => {
                    const word = sheet.criteria.find(({ criterion }) => criterion === item.criterion);
                    return (
                      <tr key={item.criterion}>
                        <td title={word && inLanguage(word.formula_zh, word.formula_en)}>
                          {term("performance.Criterion", item.criterion)}
                          <span class="quiet why-unit" title={item.reference_basis}>
                            {[
                              word?.unit_zh === "1" ? "" : inLanguage(word?.unit_zh, word?.unit_en),
                              !item.reference_confirmed && m.unconfirmed(),
                            ]
                              .filter(Boolean)
                              .join(" · ")}
                          </span>
                        </td>
                        <td class="figure is-number">{formatNumber(Number(item.weight))}</td>
                        <td class="figure is-number">
                          {item.criterion === "rd_share"
                            ? formatPercent(Number(item.reference), 2)
                            : formatNumber(Number(item.reference), 4)}
                        </td>
                        <td class="figure is-number">
                          {item.cap === null ? ms.noCap() : formatNumber(Number(item.cap), 2)}
                        </td>
                      </tr>
                    );
                  })}
              </tbody>
            </table>
          </div>
        ))}
      </div>
    </section>
  );
}
