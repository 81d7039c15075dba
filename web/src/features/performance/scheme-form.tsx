import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { Refusal } from "../../app/form-dialog";
import { asOfQuery } from "../../app/location";
import { term, termOptions } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { Button, IconButton } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Checkbox, Select, SelectField, TextField } from "../../ui/field";
import { toast } from "../../ui/toast";
import { m, ms } from "./messages";
import { closeAsked, mayEdit, send, year } from "./performance.state";
import { PreviewTable } from "./preview-table";
import { bodyOf, type Entry, entriesOf, type SchemeEntries, weightsOf } from "./scheme-entries";
import type { PreviewRow, Scheme, SchemeSheet } from "./types";

/** Weights, references and shares: tried out on the year's figures without keeping anything, then kept as a new version. */
export function SchemeForm({ from, sheet }: { from: Scheme | null; sheet: SchemeSheet }) {
  const of = year.value ?? 0;
  const [entries, setEntries] = useState<SchemeEntries>(() => entriesOf(from, of));
  const [rows, setRows] = useState<PreviewRow[] | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const change = (next: Partial<SchemeEntries>) => setEntries({ ...entries, ...next });
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const preview = () =>
    attempt(async () => {
      const body = bodyOf(entries, of);
      setRows((await api.post("/api/performance/preview", { query: asOfQuery.value, body })).rows);
    });
  const save = () =>
    attempt(async () => {
      await send(api.post("/api/performance/schemes", { body: bodyOf(entries, of) }));
      toast(ms.savedVersion());
      closeAsked();
    });
  return (
    <Dialog
      title={`${of} ${m.schemes()}`}
      width={960}
      onClose={closeAsked}
      footer={
        <>
          <span class="quiet">{ms.previewText()}</span>
          <Button onClick={closeAsked}>{m.close()}</Button>
          <Button icon="scale" busy={busy} onClick={preview}>
            {ms.preview()}
          </Button>
          {mayEdit() && (
            <Button kind="primary" busy={busy} disabled={!entries.title.trim() || !entries.basis.trim()} onClick={save}>
              {ms.saveVersion()}
            </Button>
          )}
        </>
      }
    >
      <div class="form-stack">
        {failure !== null && <Refusal error={failure} />}
        {from === null && (
          <SelectField
            label={ms.fromPreset()}
            value=""
            placeholder="—"
            options={sheet.presets.map((preset) => ({ value: preset.code, label: preset.title_zh }))}
            onValue={(code) => {
              const preset = sheet.presets.find((one) => one.code === code);
              if (preset) change(entriesOf({ ...preset, note: "", confirmed: false }, of));
            }}
          />
        )}
        <div class="form-grid">
          <TextField
            label={ms.title()}
            value={entries.title}
            onValue={(title) => change({ title })}
            maxLength={200}
            required
          />
          <TextField
            label={ms.basis()}
            value={entries.basis}
            onValue={(basis) => change({ basis })}
            maxLength={400}
            required
          />
          {(["a", "b", "c"] as const).map((name) => (
            <TextField
              key={name}
              label={`${name.toUpperCase()} · ${ms.shares()}`}
              type="number"
              step="any"
              value={entries[name]}
              onValue={(value) => change({ [name]: value })}
            />
          ))}
          <Checkbox
            label={ms.confirmed()}
            checked={entries.confirmed}
            onChecked={(confirmed) => change({ confirmed })}
          />
        </div>
        <div>
          <Button icon="refresh" onClick={() => change({ criteria: withAverages(entries.criteria, sheet) })}>
            {ms.useAverages()}
          </Button>
        </div>
        {(["above", "below"] as const).map((segment) => (
          <Criteria
            key={segment}
            segment={segment}
            entries={entries.criteria}
            sheet={sheet}
            onChange={(criteria) => change({ criteria })}
          />
        ))}
        {rows && <PreviewTable rows={rows} />}
      </div>
    </Dialog>
  );
}

function withAverages(criteria: Entry[], sheet: SchemeSheet): Entry[] {
  return criteria.map((entry) => {
    const own = sheet.averages.find((one) => one.segment === entry.segment && one.criterion === entry.criterion);
    return own ? { ...entry, reference: own.reference, basis: `${year.value} ${ms.average()}` } : entry;
  });
}

interface CriteriaProps {
  segment: "above" | "below";
  entries: Entry[];
  sheet: SchemeSheet;
  onChange: (entries: Entry[]) => void;
}

function Criteria({ segment, entries, sheet, onChange }: CriteriaProps) {
  const total = weightsOf(entries, segment);
  const free = termOptions("performance.Criterion").filter(
    ({ value }) => !entries.some((entry) => entry.segment === segment && entry.criterion === value),
  );
  const set = (index: number, next: Partial<Entry>) =>
    onChange(entries.map((entry, at) => (at === index ? { ...entry, ...next } : entry)));
  return (
    <section>
      <h3>
        {term("performance.Segment", segment)}{" "}
        <span class={total === 100 ? "quiet" : "scheme-wrong"}>
          {ms.total()} {formatNumber(total, total % 1 ? 2 : 0)}
        </span>
      </h3>
      <table class="page-table">
        <thead>
          <tr>
            <th scope="col">{m.criterion()}</th>
            <th scope="col">{m.weight()}</th>
            <th scope="col">{m.reference()}</th>
            <th scope="col">{ms.cap()}</th>
            <th scope="col">{ms.average()}</th>
            <th scope="col" aria-label={ms.remove()} />
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => {
            if (entry.segment !== segment) return null;
            const name = term("performance.Criterion", entry.criterion);
            const word = sheet.criteria.find(({ criterion }) => criterion === entry.criterion);
            const own = sheet.averages.find((one) => one.segment === segment && one.criterion === entry.criterion);
            const input = (field: "weight" | "reference" | "cap", label: string) => (
              <input
                class="input scheme-number"
                type="number"
                step="any"
                min={0}
                value={entry[field]}
                aria-label={`${name} ${label}`}
                placeholder={field === "cap" ? ms.noCap() : undefined}
                onInput={(event) => set(index, { [field]: event.currentTarget.value })}
              />
            );
            return (
              <tr key={entry.criterion}>
                <td title={word && inLanguage(word.formula_zh, word.formula_en)}>
                  {name}{" "}
                  <span class="quiet why-unit">
                    {word?.unit_zh === "1" ? "" : inLanguage(word?.unit_zh, word?.unit_en)}
                  </span>
                </td>
                <td>{input("weight", m.weight())}</td>
                <td>{input("reference", m.reference())}</td>
                <td>{input("cap", ms.cap())}</td>
                <td class="figure">{own ? formatNumber(Number(own.reference), 4) : "—"}</td>
                <td>
                  <IconButton
                    icon="trash"
                    label={`${ms.remove()} ${name}`}
                    onClick={() => onChange(entries.filter((_, at) => at !== index))}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {free.length > 0 && (
        <Select
          compact
          label={ms.addCriterion()}
          value=""
          placeholder={ms.addCriterion()}
          options={free}
          onValue={(criterion) =>
            criterion &&
            onChange([
              ...entries,
              { segment, criterion, weight: "", reference: "", cap: "", basis: "", confirmed: false },
            ])
          }
        />
      )}
    </section>
  );
}
