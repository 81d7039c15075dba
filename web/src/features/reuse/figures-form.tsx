import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { noteDataChange } from "../../app/changes";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormFrame } from "../../app/form-frame";
import { term } from "../../app/terms";
import { zone } from "../../app/zone";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/field";
import { toast } from "../../ui/toast";
import { AmountField, isPositive, numberOf, yuanOf } from "./form-parts";
import { closeAsked } from "./reuse.state";
import { mf } from "./sheet-messages";
import type { Sheet } from "./types";

/** One side's figures with what proves them, or taken over from the yearly figures of the plot. */
export function FiguresForm({ sheet, side }: { sheet: Sheet; side: "before" | "after" }) {
  const [facts, setFacts] = useState({
    year: zone.value?.today.slice(0, 4) ?? "",
    area: String(sheet.area_m2),
    floor: "",
    investment: "",
    output: "",
    tax: "",
    value_added: "",
    staff: "",
    source_zh: "",
  });
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const set = (name: keyof typeof facts) => (value: string) => setFacts({ ...facts, [name]: value });
  const sums = [facts.floor, facts.investment, facts.output, facts.tax, facts.staff];
  return (
    <FormFrame
      title={mf.figuresTitle(term("reuse.ReuseSide", side))}
      text={mf.unknownHint()}
      width={600}
      check={() => {
        if (!(Number(facts.area) > 0)) return mf.needArea();
        if (!sums.every(isPositive) || Number.isNaN(Number(facts.value_added))) return mf.needNumber();
        return files.length > 0 ? null : mf.needProof();
      }}
      send={() =>
        api.post("/api/reuse/{measure_id}/figures", {
          path: { measure_id: sheet.id },
          body: {
            side,
            year: Number(facts.year),
            area_m2: facts.area.trim(),
            floor_area_m2: numberOf(facts.floor),
            investment_yuan: yuanOf(facts.investment),
            output_yuan: yuanOf(facts.output),
            tax_yuan: yuanOf(facts.tax),
            value_added_yuan: yuanOf(facts.value_added),
            staff: facts.staff.trim() ? Math.round(Number(facts.staff)) : null,
            source_zh: facts.source_zh.trim(),
            evidence_ids: files.map(({ id }) => id),
          },
        })
      }
      onClose={closeAsked}
    >
      {sheet.yearly_figures.length > 0 && <FromYearly sheet={sheet} side={side} />}
      <div class="reuse-two">
        <TextField label={mf.year()} inputMode="numeric" value={facts.year} onValue={set("year")} required />
        <AmountField label={mf.landArea()} unit="㎡" value={facts.area} onValue={set("area")} required />
        <AmountField label={mf.floorArea()} unit="㎡" value={facts.floor} onValue={set("floor")} />
        <AmountField label={mf.investment()} value={facts.investment} onValue={set("investment")} />
        <AmountField label={mf.output()} value={facts.output} onValue={set("output")} />
        <AmountField label={mf.tax()} value={facts.tax} onValue={set("tax")} />
        <AmountField label={mf.valueAdded()} value={facts.value_added} onValue={set("value_added")} />
        <AmountField label={mf.staff()} unit={mf.people()} value={facts.staff} onValue={set("staff")} />
      </div>
      <TextField label={mf.source()} value={facts.source_zh} onValue={set("source_zh")} maxLength={200} />
      <EvidenceField label={mf.proof()} files={files} onFiles={setFiles} parkCode={sheet.park_code} required />
    </FormFrame>
  );
}

function FromYearly({ sheet, side }: { sheet: Sheet; side: "before" | "after" }) {
  const take = (year: number) => {
    api
      .post("/api/reuse/{measure_id}/figures/from-yearly", { path: { measure_id: sheet.id }, body: { side, year } })
      .then(() => {
        noteDataChange();
        closeAsked();
      })
      .catch((error: unknown) => toast(sentenceOf(error), "error"));
  };
  return (
    <div class="reuse-acts">
      <span class="quiet">{mf.fromYearly()}</span>
      {sheet.yearly_figures.map((row) => (
        <Button key={row.year} title={row.source_zh} onClick={() => take(row.year)}>
          {mf.takeYear(row.year)}
        </Button>
      ))}
    </div>
  );
}
