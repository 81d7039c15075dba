import { useState } from "preact/hooks";
import { showFinding } from "../../app/map-actions";
import { parks } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { findings, parkCode } from "./draw.state";
import { m } from "./messages";
import { attempted, faultsOf, fill, form, landUses, refusal, register, sending } from "./register-form.state";

/** The few facts that make a drawn shape a plot of the register. */
export function RegisterTab() {
  const [more, setMore] = useState(false);
  const values = form.value;
  const faults = attempted.value ? faultsOf(values) : {};
  const blocking = findings.value.judged && findings.value.list.some((finding) => finding.severity === "error");
  return (
    <form
      class="draw-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void register();
      }}
    >
      {faults.shape && <Note tone="warning">{faults.shape}</Note>}
      <SelectField
        label={m.park()}
        required
        value={parkCode.value}
        placeholder={m.choosePark()}
        options={parks.value.map((park) => ({
          value: park.code,
          label: `${park.code} ${inLanguage(park.name_zh, park.name_en)}`,
        }))}
        error={faults.park}
        onValue={(code) => {
          parkCode.value = code;
        }}
      />
      <TextField
        label={m.plotNo()}
        required
        value={values.plot_no}
        error={faults.plot_no}
        maxLength={40}
        autocomplete="off"
        onValue={(plot_no) => fill({ plot_no })}
      />
      <SelectField
        label={m.landUse()}
        value={values.land_use}
        placeholder={m.chooseLandUse()}
        options={(landUses.data.value ?? []).map((entry) => ({
          value: `${entry.scheme}|${entry.code}`,
          label: `${entry.code} ${inLanguage(entry.name_zh, entry.name_en)}`,
        }))}
        onValue={(land_use) => fill({ land_use })}
      />
      <TextField
        label={m.validFrom()}
        required
        type="date"
        value={values.valid_from}
        error={faults.valid_from}
        onValue={(valid_from) => fill({ valid_from })}
      />
      <TextField
        label={m.document()}
        hint={m.documentHint()}
        value={values.document}
        maxLength={120}
        onValue={(document) => fill({ document })}
      />
      {more && <MoreFields />}
      <button type="button" class="draw-more" aria-expanded={more} onClick={() => setMore(!more)}>
        {more ? m.less() : m.more()}
      </button>
      {refusal.value && <Refusal />}
      {blocking && !refusal.value && (
        <FindingsList
          findings={findings.value.list.filter((finding) => finding.severity === "error")}
          onShow={(finding) => finding.geometry && showFinding(finding.geometry)}
        />
      )}
      <Button kind="primary" type="submit" busy={sending.value} disabled={blocking}>
        {m.register()}
      </Button>
    </form>
  );
}

function MoreFields() {
  const values = form.value;
  const faults = attempted.value ? faultsOf(values) : {};
  return (
    <>
      <TextField
        label={m.surveyedArea()}
        hint={m.surveyedHint()}
        unit="㎡"
        inputMode="decimal"
        value={values.area_surveyed_m2}
        error={faults.area_surveyed_m2}
        onValue={(area_surveyed_m2) => fill({ area_surveyed_m2: area_surveyed_m2.trim() })}
      />
      <TextField label={m.address()} value={values.address} maxLength={300} onValue={(address) => fill({ address })} />
      <TextField
        label={m.parcelNo()}
        value={values.parcel_no}
        maxLength={40}
        onValue={(parcel_no) => fill({ parcel_no })}
      />
    </>
  );
}

function Refusal() {
  const problem = refusal.value;
  if (!problem) return null;
  return (
    <>
      <Note tone="error">{problem.sentence}</Note>
      {problem.findings.length > 0 && (
        <FindingsList
          findings={problem.findings}
          onShow={(finding) => finding.geometry && showFinding(finding.geometry)}
        />
      )}
    </>
  );
}
