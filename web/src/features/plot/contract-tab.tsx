import { term } from "../../app/terms";
import { shownDate } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { daysBetween } from "../../locale/days";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { formatArea } from "../../locale/units";
import { Fact, Facts } from "../../ui/facts";
import { Icon, type IconName } from "../../ui/icon";
import { EmptyState } from "../../ui/states";
import { m } from "./messages";
import { Section } from "./section";
import type { Contract, Dossier, Milestone } from "./types";

export function ContractTab({ plot }: { plot: Dossier }) {
  const { contract } = plot;
  if (!contract)
    return (
      <EmptyState icon="document" title={m.contractEmpty()}>
        {m.contractEmptyText()}
      </EmptyState>
    );
  return (
    <>
      <Section title={m.milestones()}>
        <Milestones contract={contract} />
      </Section>
      <Section title={m.contract()}>
        <Facts>
          <Fact label={m.contractNo()} source={contract.source}>
            {contract.contract_no}
          </Fact>
          {contract.supervision_no && <Fact label={m.supervisionNo()}>{contract.supervision_no}</Fact>}
          <Fact label={m.buyer()}>{inLanguage(contract.party_name_zh, contract.party_name_en)}</Fact>
          <Fact label={m.signedOn()}>{formatDate(contract.signed_on)}</Fact>
          <Fact label={m.contractArea()}>{formatArea(contract.area_m2)}</Fact>
          <Fact label={m.price()}>{formatYuan(contract.price_yuan)}</Fact>
          {contract.term_years !== null && <Fact label={m.term()}>{m.years(contract.term_years)}</Fact>}
        </Facts>
      </Section>
    </>
  );
}

function Milestones({ contract }: { contract: Contract }) {
  return (
    <table class="plot-table plot-milestones figure">
      <thead>
        <tr>
          <th scope="col">{m.milestone()}</th>
          <th scope="col">{m.agreed()}</th>
          <th scope="col">{m.actual()}</th>
        </tr>
      </thead>
      <tbody>
        {contract.milestones.map((entry) => (
          <MilestoneRow key={entry.kind} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function MilestoneRow({ entry }: { entry: Milestone }) {
  const { tone, icon, word } = verdict(entry, shownDate.value);
  return (
    <tr title={entry.document || undefined}>
      <th scope="row">
        {term("supply.MilestoneKind", entry.kind)}
        {entry.note && <span class="plot-note">{entry.note}</span>}
      </th>
      <td>{entry.agreed_on ? formatDate(entry.agreed_on) : <span class="quiet">{m.pending()}</span>}</td>
      <td>
        {entry.actual_on ? formatDate(entry.actual_on) : <span class="quiet">{m.pending()}</span>}
        {word && (
          <span class={`plot-verdict is-${tone}`}>
            <Icon name={icon} size={12} />
            {word}
          </span>
        )}
      </td>
    </tr>
  );
}

/** Kept, late or still ahead: word and shape, not colour alone. */
function verdict(entry: Milestone, day: string | null): { tone: string; icon: IconName; word: string } {
  const { agreed_on, actual_on, days_late } = entry;
  if (!agreed_on) return { tone: "neutral", icon: "clock", word: "" };
  if (actual_on || (days_late !== null && days_late > 0)) {
    const late = days_late ?? 0;
    if (late > 0) return { tone: actual_on ? "late" : "overdue", icon: "warning", word: m.late(late) };
    return { tone: "kept", icon: "success", word: late < 0 ? m.early(-late) : m.onTime() };
  }
  return day
    ? { tone: "neutral", icon: "clock", word: m.daysLeft(daysBetween(day, agreed_on)) }
    : { tone: "neutral", icon: "clock", word: "" };
}
