import { useEffect, useState } from "preact/hooks";
import { api } from "../../api/client";
import type * as contract from "../../api/schema";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormFrame } from "../../app/form-frame";
import { termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { SelectField, TextField } from "../../ui/field";
import { AmountField, isPositive, numberOf } from "./form-parts";
import { PlotFinder } from "./plot-finder";
import { closeAsked } from "./reuse.state";
import { mf } from "./sheet-messages";

type Limit = contract.UseLimitAnswer;

/** The last day that a use arranged on a day may have. */
function useLimit(arrangedOn: string): Limit | null {
  const [limit, setLimit] = useState<Limit | null>(null);
  useEffect(() => {
    setLimit(null);
    if (!arrangedOn) return;
    const question = new AbortController();
    api
      .get("/api/temporary-uses/limit", { query: { arranged_on: arrangedOn }, signal: question.signal })
      .then(setLimit)
      .catch(() => {
        // without an answer the server still refuses a day that is too late
      });
    return () => question.abort();
  }, [arrangedOn]);
  return limit;
}

interface UseProps {
  plot: { id: number; no: string; park: string } | null;
  measureId: number | null;
}

/** Arrange a temporary use; the last day that the law allows stands beside the field. */
export function UseForm({ plot: given, measureId }: UseProps) {
  const [plot, setPlot] = useState(given);
  const [facts, setFacts] = useState({
    user_name: "",
    purpose: "storage",
    purpose_zh: "",
    arranged_on: zone.value?.today ?? "",
    starts_on: zone.value?.today ?? "",
    until_on: "",
    area: "",
    rent: "",
    deposit: "",
    agreement_no: "",
    restoration_zh: "",
  });
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const set = (name: keyof typeof facts) => (value: string) => setFacts({ ...facts, [name]: value });
  const limit = useLimit(facts.arranged_on);
  const check = () => {
    if (!plot) return mf.needPlot();
    if (!facts.user_name.trim()) return mf.needUser();
    if (!facts.arranged_on || !facts.starts_on || !facts.until_on) return mf.needDay();
    if (![facts.area, facts.rent, facts.deposit].every(isPositive)) return mf.needNumber();
    if (facts.restoration_zh.trim().length < 2) return mf.needRestoration();
    return files.length > 0 ? null : mf.needProof();
  };
  return (
    <FormFrame
      title={plot ? `${plot.no} · ${mf.purpose()}` : mf.choosePlot()}
      width={640}
      check={check}
      send={() =>
        api.post("/api/temporary-uses", {
          body: {
            plot_id: plot!.id,
            measure_id: measureId,
            user_name: facts.user_name.trim(),
            purpose: facts.purpose,
            purpose_zh: facts.purpose_zh.trim(),
            arranged_on: facts.arranged_on,
            starts_on: facts.starts_on,
            until_on: facts.until_on,
            area_m2: numberOf(facts.area),
            rent_yuan_per_year: numberOf(facts.rent),
            deposit_yuan: numberOf(facts.deposit),
            agreement_no: facts.agreement_no.trim(),
            restoration_zh: facts.restoration_zh.trim(),
            evidence_ids: files.map(({ id }) => id),
          },
        })
      }
      onClose={closeAsked}
    >
      {!given && <PlotFinder chosen={plot} onChoose={setPlot} />}
      <div class="reuse-two">
        <TextField label={mf.user()} value={facts.user_name} onValue={set("user_name")} maxLength={200} required />
        <SelectField
          label={mf.purpose()}
          value={facts.purpose}
          options={termOptions("reuse.TemporaryPurpose")}
          onValue={set("purpose")}
        />
        <TextField
          label={mf.arrangedOn()}
          type="date"
          value={facts.arranged_on}
          max={zone.value?.today}
          onValue={set("arranged_on")}
          required
        />
        <TextField label={mf.startsOn()} type="date" value={facts.starts_on} onValue={set("starts_on")} required />
        <TextField
          label={mf.untilOn()}
          type="date"
          value={facts.until_on}
          min={facts.starts_on}
          max={limit?.limit_on}
          onValue={set("until_on")}
          hint={limit ? mf.limitIs(formatDate(limit.limit_on), limit.basis) : undefined}
          required
        />
        <AmountField label={mf.useArea()} unit="㎡" value={facts.area} onValue={set("area")} />
        <AmountField label={mf.rent()} unit={mf.yuan()} value={facts.rent} onValue={set("rent")} />
        <AmountField label={mf.deposit()} unit={mf.yuan()} value={facts.deposit} onValue={set("deposit")} />
        <TextField label={mf.agreementNo()} value={facts.agreement_no} onValue={set("agreement_no")} maxLength={100} />
        <TextField label={mf.purposeNote()} value={facts.purpose_zh} onValue={set("purpose_zh")} maxLength={500} />
      </div>
      <TextField
        label={mf.restoration()}
        value={facts.restoration_zh}
        onValue={set("restoration_zh")}
        maxLength={500}
        required
      />
      <EvidenceField label={mf.proof()} files={files} onFiles={setFiles} parkCode={plot?.park || null} required />
    </FormFrame>
  );
}
