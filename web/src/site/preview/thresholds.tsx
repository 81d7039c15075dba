import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { formatArea } from "../../locale/units";
import { v } from "./messages";
import type { Preview, RestsOn, Source, Threshold } from "./types";
import { Wide } from "./wide";

/** 待核对: nobody has checked the value against its text yet. */
export function Unconfirmed({ of: { confirmed } }: { of: RestsOn }) {
  if (confirmed) return null;
  return (
    <span class="unconfirmed" title={v.unconfirmedWhy()}>
      {v.unconfirmed()}
    </span>
  );
}

/** Where a number comes from; one that nobody confirmed says since when it stands like that. */
export function Basis({ of: source }: { of: Source }) {
  return (
    <>
      {source.basis}
      {!source.confirmed && <span class="preview-since"> · {v.since(formatDate(source.since))}</span>}
    </>
  );
}

export function amountWords(amount: number, unit: "yuan" | "yuan_per_year" | "m2"): string {
  if (unit === "m2") return formatArea(amount, "m2");
  return formatYuan(amount) + (unit === "yuan_per_year" ? v.perYear() : "");
}

function Mine({ line }: { line: Threshold }) {
  if (line.verdict === "unknown") return <td class="quiet">—</td>;
  const gap = line.gap !== null && line.total !== null ? amountWords(line.gap, line.total.unit) : null;
  const most = line.words_zh.startsWith("≤");
  return (
    <td class={`verdict verdict-${line.verdict}`}>
      <strong>
        {line.verdict === "met" ? "✓ " : "✗ "}
        {inLanguage(line.verdict_zh, line.verdict_en)}
      </strong>
      <span>{inLanguage(line.planned_zh, line.planned_en)}</span>
      {gap && <span>{most ? v.over(gap) : v.short(gap)}</span>}
    </td>
  );
}

/** Every threshold, what it comes to on this site, and whether the plan meets it. */
export function Thresholds({ answer }: { answer: Preview }) {
  const planned = answer.thresholds.some((line) => line.verdict !== "unknown");
  return (
    <div class="preview-part">
      <h3>{v.thresholds()}</h3>
      <Wide label={v.thresholds()}>
        <table class="sheet-table preview-table">
          <thead>
            <tr>
              <th scope="col">{v.indicator()}</th>
              <th scope="col">{v.asked()}</th>
              <th scope="col">{v.comesTo()}</th>
              {planned && <th scope="col">{v.mine()}</th>}
              <th scope="col">{v.checked()}</th>
              <th scope="col">{v.basis()}</th>
            </tr>
          </thead>
          <tbody>
            {answer.thresholds.map((line) => (
              <tr key={line.indicator}>
                <th scope="row">
                  {inLanguage(line.label_zh, line.label_en)} <Unconfirmed of={line} />
                </th>
                <td>{inLanguage(line.words_zh, line.words_en)}</td>
                <td>
                  {line.total === null ? (
                    "—"
                  ) : (
                    <>
                      <strong>{amountWords(line.total.amount, line.total.unit)}</strong>
                      <span class="quiet preview-of">{inLanguage(line.total.label_zh, line.total.label_en)}</span>
                    </>
                  )}
                </td>
                {planned && <Mine line={line} />}
                <td>{inLanguage(line.due_zh, line.due_en)}</td>
                <td class="preview-basis">
                  <Basis of={line} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <p class="source-line">
        {v.source(inLanguage(answer.threshold_source.label_zh, answer.threshold_source.label_en))}
      </p>
    </div>
  );
}
