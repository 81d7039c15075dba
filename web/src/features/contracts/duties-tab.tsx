import { useState } from "preact/hooks";
import { openDesk, setExtra } from "../../app/location";
import { ReasonList } from "../../app/reason-list";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Badge, Chip } from "../../ui/chips";
import { Icon, type IconName } from "../../ui/icon";
import { EmptyState } from "../../ui/states";
import { m } from "./messages";
import type { ContractSheet, Duty } from "./types";

const marks: Record<string, { icon: IconName; tone: string }> = {
  kept: { icon: "success", tone: "kept" },
  late: { icon: "warning", tone: "late" },
  broken: { icon: "error", tone: "broken" },
  rectifying: { icon: "hourglass", tone: "late" },
  waived: { icon: "ban", tone: "quiet" },
  due: { icon: "clock", tone: "due" },
  not_yet_due: { icon: "clock", tone: "quiet" },
};

/** The obligations by day: what, until when, how it stands, and why. */
export function DutiesTab({ contract }: { contract: ContractSheet }) {
  const [openOnly, setOpenOnly] = useState(false);
  const shown = contract.obligations.filter((duty) => !openOnly || !duty.is_settled);
  if (contract.obligations.length === 0)
    return (
      <EmptyState icon="calendar" title={m.tabDuties()}>
        {m.noDuties()}
      </EmptyState>
    );
  return (
    <>
      <div class="contracts-duty-tools">
        <Tally duties={contract.obligations} />
        <Chip pressed={openOnly} onToggle={() => setOpenOnly(!openOnly)}>
          {m.openDuties()}
        </Chip>
      </div>
      <ol class="contracts-timeline">
        {shown.map((duty) => (
          <DutyEntry key={duty.obligation_key} duty={duty} contractId={contract.id} />
        ))}
      </ol>
    </>
  );
}

function Tally({ duties }: { duties: Duty[] }) {
  const columns = ["kept", "late", "broken", "waived", "not_yet_due"];
  return (
    <p class="contracts-tally">
      {columns.map((column) => (
        <span key={column}>
          {term("supply.TallyColumn", column)}{" "}
          <b class="figure">{duties.filter((duty) => duty.tally === column).length}</b>
        </span>
      ))}
    </p>
  );
}

function DutyEntry({ duty, contractId }: { duty: Duty; contractId: number }) {
  const mark = marks[duty.state] ?? { icon: "dot" as const, tone: "quiet" };
  return (
    <li class={`contracts-duty is-${mark.tone}`}>
      <span class="contracts-duty-day figure">{formatDate(duty.due_on)}</span>
      <span class="contracts-duty-mark">
        <Icon name={mark.icon} size={16} />
      </span>
      <div class="contracts-duty-text">
        <p>
          <b>{inLanguage(duty.label_zh, duty.label_en)}</b>
          <span class="contracts-duty-state">{term("supply.CommitmentState", duty.state)}</span>
          {duty.late_days > 0 && <span class="contracts-late">{m.late(duty.late_days)}</span>}
          {duty.kept_on && <span class="quiet">{m.keptOn(formatDate(duty.kept_on))}</span>}
          {duty.obligor === "authority" && <Badge>{m.ofAuthority()}</Badge>}
        </p>
        <Why duty={duty} contractId={contractId} />
      </div>
    </li>
  );
}

function Why({ duty, contractId }: { duty: Duty; contractId: number }) {
  const { reason } = duty;
  return (
    <details class="contracts-why">
      <summary>{m.why()}</summary>
      <ReasonList reason={reason} />
      <p class="contracts-next-step">
        <b>{m.nextStep()}</b> {inLanguage(reason.next_zh, reason.next_en)}{" "}
        {can("commitment:read") && (
          <button
            type="button"
            class="contracts-plot"
            onClick={() => {
              setExtra("promise", `${contractId}/${duty.obligation_key}`);
              openDesk("commitments");
            }}
          >
            {m.openChecks()}
          </button>
        )}
      </p>
    </details>
  );
}
