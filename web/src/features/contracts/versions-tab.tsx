import { EvidenceList } from "../../app/evidence-field";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { formatNumber } from "../../locale/number";
import { boundText } from "../../locale/plot-fields";
import { Note } from "../../ui/states";
import { m } from "./messages";
import { tm } from "./terms-messages";
import type { Change, ContractSheet, Side, Version } from "./types";

interface Line {
  key: string;
  label: string;
  /** What each version says, oldest first. */
  values: string[];
}

/** The versions beside each other, every line that differs marked; below, what each supplement changed and why. */
export function VersionsTab({ contract }: { contract: ContractSheet }) {
  const { versions } = contract;
  const lines = linesOf(versions);
  return (
    <div class="contracts-versions">
      {versions.length === 1 && <Note>{m.oneVersion()}</Note>}
      <div class="page-scroll">
        <table class="contracts-compare">
          <thead>
            <tr>
              <th scope="col">{m.item()}</th>
              {versions.map((version) => (
                <th key={version.version_no} scope="col">
                  {m.versionTitle(version.version_no)}
                  <span class="quiet figure">{formatDate(version.holds_from)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.key}>
                <th scope="row">{line.label}</th>
                {line.values.map((value, index) => {
                  const differs = index > 0 && value !== line.values[index - 1];
                  return (
                    <td
                      key={versions[index]?.version_no}
                      class={differs ? "is-changed" : undefined}
                      title={differs ? m.changed() : undefined}
                    >
                      {differs && <span class="visually-hidden">{m.changed()}：</span>}
                      {value}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {versions.slice(1).map((version) => (
        <Supplement key={version.id} version={version} />
      ))}
    </div>
  );
}

function linesOf(versions: Version[]): Line[] {
  const line = (key: string, label: string, of: (version: Version) => string): Line => ({
    key,
    label,
    values: versions.map(of),
  });
  const day = (iso: string | null) => (iso ? formatDate(iso) : m.none());
  const indicators = [
    ...new Set(versions.flatMap((v) => v.terms.promises.map((p) => `${p.indicator}:${p.direction}`))),
  ];
  const numbers = [...new Set(versions.flatMap((v) => v.terms.instalments.map((p) => p.number)))].sort((a, b) => a - b);
  const bounds = [...new Set(versions.flatMap((v) => Object.keys(v.conditions)))];
  return [
    line("handover", tm.handoverOn(), (v) => day(v.terms.handover_on)),
    line("start", tm.startOn(), (v) => (v.terms.start_on ? formatDate(v.terms.start_on) : tm.startFollows())),
    line("completion", tm.completionOn(), (v) => day(v.terms.completion_on)),
    line("production", tm.productionOn(), (v) => day(v.terms.production_on)),
    line("initial", tm.initialPeriod(), (v) =>
      v.terms.initial_period_months === null ? m.none() : tm.months(v.terms.initial_period_months),
    ),
    line("attainment", tm.attainmentOn(), (v) =>
      v.terms.attainment_on ? formatDate(v.terms.attainment_on) : tm.attainmentFollows(),
    ),
    line("price", m.price(), (v) => (v.terms.price_yuan ? formatYuan(v.terms.price_yuan) : m.none())),
    ...numbers.map((number) =>
      line(`instalment:${number}`, tm.instalmentNo(number), (v) => {
        const part = v.terms.instalments.find((one) => one.number === number);
        return part ? `${formatDate(part.due_on)} ${formatYuan(part.amount_yuan)}` : m.none();
      }),
    ),
    ...indicators.map((key) => {
      const [indicator, direction] = key.split(":");
      return line(`promise:${key}`, term("supply.Indicator", indicator), (v) => {
        const found = v.terms.promises.find((p) => p.indicator === indicator && p.direction === direction);
        return found?.value_zh ?? m.none();
      });
    }),
    ...bounds.map((name) => line(`bound:${name}`, tm.bound(name), (v) => boundText(name, v.conditions[name]))),
  ];
}

function Supplement({ version }: { version: Version }) {
  return (
    <section class="contracts-supplement">
      <h4>{m.changeTitle(version.supplement_no ?? "")}</h4>
      <dl class="facts">
        <div class="fact">
          <dt>{m.cause()}</dt>
          <dd>{term("supply.SupplementCause", version.cause)}</dd>
        </div>
        <div class="fact">
          <dt>{m.reason()}</dt>
          <dd>{version.reason}</dd>
        </div>
        <div class="fact">
          <dt>{m.requestedOn()}</dt>
          <dd>{formatDate(version.requested_on)}</dd>
        </div>
        <div class="fact">
          <dt>{m.evidence()}</dt>
          <dd>
            <EvidenceList files={version.evidence} />
          </dd>
        </div>
        <div class="fact">
          <dt>{m.recordedBy()}</dt>
          <dd>{version.recorded_by_name}</dd>
        </div>
      </dl>
      <ChangeTable changes={version.changes} />
    </section>
  );
}

/** Each obligation that a supplement moves: before and after. */
export function ChangeTable({ changes }: { changes: Change[] }) {
  if (changes.length === 0) return null;
  return (
    <table class="contracts-changes">
      <thead>
        <tr>
          <th scope="col">{m.item()}</th>
          <th scope="col">{m.before()}</th>
          <th scope="col">{m.after()}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.key}>
            <th scope="row">{inLanguage(change.label_zh, change.label_en)}</th>
            <td>{change.before ? sideText(change.before) : m.added()}</td>
            <td class="is-changed">{change.after ? sideText(change.after) : m.dropped()}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sideText(side: Side): string {
  const parts = [formatDate(side.due_on)];
  if (side.value_zh) parts.push(side.value_zh);
  if (side.amount_yuan !== null) {
    const yuan = formatNumber(side.amount_yuan, 2);
    parts.push(inLanguage(`${yuan} 元`, `CNY ${yuan}`));
  }
  return parts.join(" · ");
}
