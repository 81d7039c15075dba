import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormFrame } from "../../app/form-frame";
import { openDesk, setExtra } from "../../app/location";
import { term, termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { listed } from "../../locale/punctuation";
import { formatArea } from "../../locale/units";
import { SelectField, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { AmountField, isPositive, numberOf } from "./form-parts";
import { closeAsked } from "./reuse.state";
import { mf, ms } from "./sheet-messages";
import { bodyOf, noTargets, TargetFields, targetsAreSound } from "./target-form";
import type { Start } from "./types";

/** Register a measure on a plot: what is known of plot and case is filled in, the measure's basis stands beside the choice. */
export function MeasureForm({ start }: { start: Start }) {
  const [facts, setFacts] = useState({
    measure: start.proposed_measure ?? "buy_back",
    origin: start.proposed_origin,
    planned_on: zone.value?.today ?? "",
    title_zh: "",
    origin_note: start.origin_note,
    reason_zh: "",
    area: "",
    officer_name: "",
  });
  const [targets, setTargets] = useState(noTargets);
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const set = (name: keyof typeof facts) => (value: string) => setFacts({ ...facts, [name]: value });
  const spec = start.measures.find(({ measure }) => measure === facts.measure);
  const origins = termOptions("reuse.ReuseOrigin").filter(({ value }) => value !== "idle_case" || start.case_id);
  const send = async () => {
    const made = await api.post("/api/reuse", {
      body: {
        plot_id: start.plot_id,
        measure: facts.measure,
        origin: facts.origin,
        case_id: facts.origin === "idle_case" ? start.case_id : null,
        planned_on: facts.planned_on,
        title_zh: facts.title_zh.trim(),
        origin_note: facts.origin_note.trim(),
        reason_zh: facts.reason_zh.trim(),
        area_m2: numberOf(facts.area),
        officer_name: facts.officer_name.trim(),
        evidence_ids: files.map(({ id }) => id),
        targets: bodyOf(targets),
      },
    });
    setExtra("reuse", String(made.id));
    openDesk("reuse");
  };
  return (
    <FormFrame
      title={mf.newTitle(start.plot_no)}
      width={640}
      check={() => {
        if (!facts.planned_on) return mf.needDay();
        return isPositive(facts.area) && targetsAreSound(targets) ? null : mf.needNumber();
      }}
      send={send}
      onClose={closeAsked}
    >
      {start.running.length > 0 && (
        <Note tone="warning">
          {mf.running(listed(start.running.map((one) => `${one.reuse_no} ${term("reuse.ReuseMeasure", one.measure)}`)))}
        </Note>
      )}
      <SelectField
        label={ms.measure()}
        value={facts.measure}
        options={termOptions("reuse.ReuseMeasure")}
        onValue={set("measure")}
        hint={spec ? `${term("reuse.ReuseRoad", spec.road)} · ${spec.basis} · ${spec.note_zh}` : undefined}
      />
      <div class="reuse-two">
        <SelectField label={ms.origin()} value={facts.origin} options={origins} onValue={set("origin")} />
        {facts.origin === "idle_case" && start.case_no ? (
          <p class="reuse-case">{mf.caseOf(start.case_no)}</p>
        ) : (
          <TextField label={mf.originNote()} value={facts.origin_note} onValue={set("origin_note")} maxLength={500} />
        )}
        <TextField
          label={mf.plannedOn()}
          type="date"
          value={facts.planned_on}
          max={zone.value?.today}
          onValue={set("planned_on")}
          required
        />
        <AmountField
          label={mf.area()}
          unit="㎡"
          value={facts.area}
          onValue={set("area")}
          hint={formatArea(start.area_m2)}
        />
        <TextField label={mf.title()} value={facts.title_zh} onValue={set("title_zh")} maxLength={200} />
        <TextField label={mf.officer()} value={facts.officer_name} onValue={set("officer_name")} maxLength={100} />
      </div>
      <TextField label={mf.reason()} value={facts.reason_zh} onValue={set("reason_zh")} maxLength={500} />
      <TargetFields targets={targets} onTargets={setTargets} />
      <EvidenceField label={mf.proof()} files={files} onFiles={setFiles} parkCode={start.park_code} />
    </FormFrame>
  );
}
