import { useSignal } from "@preact/signals";
import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { FormFrame } from "../../app/form-frame";
import { can } from "../../app/session";
import { term, termOptions } from "../../app/terms";
import { isHistory, zone } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { Button } from "../../ui/button";
import { Badge, Chip } from "../../ui/chips";
import { Checkbox, SelectField, TextField } from "../../ui/field";
import { m } from "./messages";
import type { BasicSet, Demand, RequirementTable } from "./types";

/** What every standard plot must have besides the values: the basic indicators, the servicing level, the assessments. */
export function StandardsPart({ table }: { table: RequirementTable }) {
  const form = useSignal<"basic" | "demands" | null>(null);
  const close = () => {
    form.value = null;
  };
  const basic = table.basic_sets.find(({ in_force }) => in_force) ?? null;
  const demand = table.demands.find(({ in_force }) => in_force) ?? null;
  const mayEdit = can("indicator:edit") && !isHistory.value;
  return (
    <div class="prepare-standards">
      <section class="page-card prepare-standard">
        <Head title={m.basicSet()} entry={basic} onRevise={mayEdit ? () => (form.value = "basic") : undefined} />
        <p class="prepare-chips">
          {basic?.indicators.map((name) => (
            <Chip key={name}>{term("supply.Indicator", name)}</Chip>
          ))}
        </p>
      </section>
      <section class="page-card prepare-standard">
        <Head title={m.demands()} entry={demand} onRevise={mayEdit ? () => (form.value = "demands") : undefined} />
        <p>
          {m.level()}：<b>{term("land.ServicingLevel", demand?.servicing_level)}</b>
        </p>
        <p class="prepare-chips">
          {demand?.assessments.map((kind) => (
            <Chip key={kind}>{term("supply.AssessmentKind", kind)}</Chip>
          ))}
        </p>
      </section>
      {form.value === "basic" && <BasicForm basic={basic} onClose={close} />}
      {form.value === "demands" && <DemandsForm demand={demand} onClose={close} />}
    </div>
  );
}

interface HeadProps {
  title: string;
  entry: BasicSet | Demand | null;
  onRevise?: () => void;
}

function Head({ title, entry, onRevise }: HeadProps) {
  return (
    <>
      <div class="prepare-part-head">
        <h4>{title}</h4>
        {onRevise && (
          <Button kind="quiet" icon="edit" onClick={onRevise}>
            {m.revise()}
          </Button>
        )}
      </div>
      {entry && (
        <p class="quiet prepare-small">
          {entry.basis} · {m.from()} {formatDate(entry.effective_from)}{" "}
          <Badge tone={entry.confirmed ? "success" : "warning"}>
            {entry.confirmed ? m.confirmed() : m.unconfirmed()}
          </Badge>
        </p>
      )}
    </>
  );
}

/** Day, document and reason of a revision. */
function usePapers(before: BasicSet | Demand | null) {
  const [from, setFrom] = useState(zone.value?.today ?? "");
  const [basis, setBasis] = useState(before?.basis ?? "");
  const [reason, setReason] = useState("");
  const [isConfirmed, setConfirmed] = useState(before?.confirmed ?? false);
  return {
    wrong: () =>
      !from ? m.needDay() : basis.trim().length < 2 ? m.needBasis() : reason.trim().length < 2 ? m.needReason() : null,
    sent: {
      effective_from: from,
      basis: basis.trim(),
      confirmed: isConfirmed,
      note: before?.note ?? "",
      reason: reason.trim(),
    },
    fields: (
      <>
        <TextField label={m.from()} type="date" value={from} onValue={setFrom} required />
        <TextField label={m.basisField()} value={basis} onValue={setBasis} maxLength={300} required />
        <Checkbox label={m.isConfirmed()} checked={isConfirmed} onChecked={setConfirmed} />
        <TextField label={m.reason()} value={reason} onValue={setReason} maxLength={500} required />
      </>
    ),
  };
}

function Choices({
  vocabulary,
  chosen,
  onChange,
}: {
  vocabulary: string;
  chosen: string[];
  onChange: (list: string[]) => void;
}) {
  return (
    <div class="prepare-boxes">
      {termOptions(vocabulary).map(({ value, label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={chosen.includes(value)}
          onChecked={(on) => onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value))}
        />
      ))}
    </div>
  );
}

function BasicForm({ basic, onClose }: { basic: BasicSet | null; onClose: () => void }) {
  const [chosen, setChosen] = useState<string[]>(basic?.indicators ?? []);
  const papers = usePapers(basic);
  return (
    <FormFrame
      title={m.reviseBasic()}
      width={600}
      onClose={onClose}
      check={() => (chosen.length ? papers.wrong() : m.needOne())}
      send={() => api.post("/api/indicators/basic-set", { body: { indicators: chosen, ...papers.sent } })}
    >
      <Choices vocabulary="supply.Indicator" chosen={chosen} onChange={setChosen} />
      {papers.fields}
    </FormFrame>
  );
}

function DemandsForm({ demand, onClose }: { demand: Demand | null; onClose: () => void }) {
  const [level, setLevel] = useState<string>(demand?.servicing_level ?? "five");
  const [chosen, setChosen] = useState<string[]>(demand?.assessments ?? []);
  const papers = usePapers(demand);
  return (
    <FormFrame
      title={m.reviseDemands()}
      width={600}
      onClose={onClose}
      check={papers.wrong}
      send={() =>
        api.post("/api/indicators/demands", { body: { servicing_level: level, assessments: chosen, ...papers.sent } })
      }
    >
      <SelectField
        label={m.level()}
        value={level}
        options={termOptions("land.ServicingLevel").filter(({ value }) => value !== "unknown")}
        onValue={setLevel}
      />
      <p class="field-label">{m.demandedAssessments()}</p>
      <Choices vocabulary="supply.AssessmentKind" chosen={chosen} onChange={setChosen} />
      {papers.fields}
    </FormFrame>
  );
}
