import { formatDate } from "../../locale/date";
import { inLanguage, language } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { formatNumber, formatPercent } from "../../locale/number";
import { Note } from "../../ui/states";
import { listed } from "../words";
import { v } from "./messages";
import { Basis, Unconfirmed } from "./thresholds";
import type { Penalty, Preview } from "./types";
import { Wide } from "./wide";

/** What is owed by when, in the order of the days; indicators are told with the check that measures them. */
export function Duties({ answer }: { answer: Preview }) {
  const dated = answer.duties.filter((duty) => duty.kind !== "indicator");
  const { deposit } = answer;
  const share = formatPercent(deposit.share, 0);
  return (
    <div class="preview-part">
      <h3>{v.duties()}</h3>
      {dated.length === 0 ? (
        <p>{v.noDuties()}</p>
      ) : (
        <Wide label={v.duties()}>
          <table class="sheet-table preview-table">
            <thead>
              <tr>
                <th scope="col">{v.due()}</th>
                <th scope="col">{v.duty()}</th>
                <th scope="col">{v.whose()}</th>
                <th scope="col">{v.basis()}</th>
              </tr>
            </thead>
            <tbody>
              {dated.map((duty) => (
                <tr key={duty.key}>
                  <td class="figure">
                    {formatDate(duty.due_on)}
                    <span class={`origin origin-${duty.origin}`}>{inLanguage(duty.origin_zh, duty.origin_en)}</span>
                  </td>
                  <th scope="row">
                    {inLanguage(duty.label_zh, duty.label_en)} <Unconfirmed of={duty} />
                  </th>
                  <td>{inLanguage(duty.obligor_zh, duty.obligor_en)}</td>
                  <td class="preview-basis">
                    {duty.basis}
                    {duty.rests_on
                      .filter((entry) => !entry.confirmed)
                      .map((entry) => (
                        <span key={entry.basis} class="preview-source">
                          <Unconfirmed of={entry} /> <Basis of={entry} />
                        </span>
                      ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      <p class="source-line">
        {v.deposit()} <strong>{deposit.amount_yuan === null ? v.toBeSet() : formatYuan(deposit.amount_yuan)}</strong> ·{" "}
        {deposit.is_announced ? v.depositAnnounced() : v.depositShare(share)} · <Basis of={deposit} />{" "}
        <Unconfirmed of={deposit} />
      </p>
    </div>
  );
}

/** When somebody comes to look, and what is measured then. */
export function Checks({ answer }: { answer: Preview }) {
  if (answer.checks.length === 0) return null;
  return (
    <div class="preview-part">
      <h3>{v.checks()}</h3>
      <ol class="preview-checks">
        {answer.checks.map((check) => (
          <li key={check.label_zh}>
            <span class="figure">{formatDate(check.on)}</span>{" "}
            <strong>{inLanguage(check.label_zh, check.label_en)}</strong>
            {check.indicators_zh.length > 0 && (
              <span class="quiet"> {listed(language.value === "zh" ? check.indicators_zh : check.indicators_en)}</span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function costWords(penalty: Penalty): string {
  if (penalty.amount_yuan !== null) {
    const amount =
      language.value === "zh" ? formatYuan(penalty.amount_yuan) : `CNY ${formatNumber(penalty.amount_yuan, 0)}`;
    return penalty.is_daily ? v.perDay(amount) : amount;
  }
  return penalty.unit === "days" ? v.days(formatNumber(penalty.value)) : "—";
}

/** What a breach costs, whichever side breaks the contract. */
export function Penalties({ answer }: { answer: Preview }) {
  if (answer.penalties.length === 0) return null;
  return (
    <div class="preview-part">
      <h3>{v.penalties()}</h3>
      <ul class="preview-penalties">
        {answer.penalties.map((penalty) => (
          <li key={penalty.kind}>
            <p>
              <strong>{inLanguage(penalty.label_zh, penalty.label_en)}</strong> <Unconfirmed of={penalty} />
            </p>
            <p class="figure">
              {costWords(penalty)}
              {penalty.from_on && <span class="quiet"> · {v.from(formatDate(penalty.from_on))}</span>}
            </p>
            {penalty.note_zh && <p class="gloss">{inLanguage(penalty.note_zh, penalty.note_en)}</p>}
            <p class="preview-basis">
              <Basis of={penalty} />
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the rules say of the plan: a threshold missed, a price not known, dates that do not follow each other. */
export function Said({ answer }: { answer: Preview }) {
  const said = answer.findings.filter((finding) => finding.code !== "contract.start_derived");
  return said.map((finding) => (
    <Note key={finding.code + finding.message_zh} tone={finding.severity === "error" ? "error" : "warning"}>
      {inLanguage(finding.message_zh, finding.message_en)} {inLanguage(finding.fix_zh, finding.fix_en)}
    </Note>
  ));
}
