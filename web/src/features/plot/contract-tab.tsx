import { openDesk, setExtra } from "../../app/location";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { shownDate } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { daysBetween } from "../../locale/days";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
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
      <Section
        title={m.milestones()}
        note={contract.version_no > 1 ? m.contractVersion(contract.version_no) : undefined}
      >
        <Milestones contract={contract} />
      </Section>
      <Section title={m.contract()} action={<OpenContract id={contract.id} />}>
        <Facts>
          <Fact label={m.contractNo()} source={contract.source}>
            {contract.contract_no}
          </Fact>
          {contract.supervision_no && <Fact label={m.supervisionNo()}>{contract.supervision_no}</Fact>}
          <Fact label={m.buyer()}>{inLanguage(contract.party_name_zh, contract.party_name_en)}</Fact>
          <Fact label={m.signedOn()}>{formatDate(contract.signed_on)}</Fact>
          <Fact label={m.contractArea()}>{formatArea(contract.area_m2)}</Fact>
          <Fact label={m.price()}>{formatYuan(contract.price_yuan)}</Fact>
          {contract.supplement_no && <Fact label={m.supplement()}>{contract.supplement_no}</Fact>}
          {contract.term_years !== null && <Fact label={m.term()}>{m.years(contract.term_years)}</Fact>}
        </Facts>
      </Section>
    </>
  );
}

/** The contract's own sheet: duties with why, versions side by side, documents. */
function OpenContract({ id }: { id: number }) {
  if (!can("contract:read")) return null;
  return (
    <Button
      kind="quiet"
      icon="handshake"
      onClick={() => {
        setExtra("contract", String(id));
        openDesk("contracts");
      }}
    >
      {m.openContract()}
    </Button>
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
      <td>
        <Agreed entry={entry} />
      </td>
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

/** The agreed day; where none was agreed, the one that the law puts in its place. */
function Agreed({ entry }: { entry: Milestone }) {
  if (entry.agreed_on) return <>{formatDate(entry.agreed_on)}</>;
  if (!entry.due_on) return <span class="quiet">{m.pending()}</span>;
  return (
    <>
      {formatDate(entry.due_on)}
      <span class="plot-note">{m.dueFollows()}</span>
    </>
  );
}

/** Kept, late or still ahead: word and shape, not colour alone. */
function verdict(entry: Milestone, day: string | null): { tone: string; icon: IconName; word: string } {
  const { due_on, actual_on, days_late } = entry;
  if (!due_on) return { tone: "neutral", icon: "clock", word: "" };
  if (actual_on || (days_late !== null && days_late > 0)) {
    const late = days_late ?? 0;
    if (late > 0) return { tone: actual_on ? "late" : "overdue", icon: "warning", word: m.late(late) };
    return { tone: "kept", icon: "success", word: late < 0 ? m.early(-late) : m.onTime() };
  }
  return day
    ? { tone: "neutral", icon: "clock", word: m.daysLeft(daysBetween(day, due_on)) }
    : { tone: "neutral", icon: "clock", word: "" };
}
