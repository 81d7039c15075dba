import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { Problem } from "../../api/problem";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { TextArea } from "../../app/form-dialog";
import { FormFrame } from "../../app/form-frame";
import { term } from "../../app/terms";
import { zone } from "../../app/zone";
import { Checkbox, SelectField, TextField } from "../../ui/field";
import { type Entries, emptyEntries, entriesOf, type NumberName, numbers, termsOf, wrongNumber } from "./entries";
import { m } from "./messages";
import { closeAsked, kinds } from "./premises.state";
import type { Kind, PremisesRow } from "./types";

const labels: Record<NumberName, [() => string, () => string]> = {
  land_area_m2: [m.land, () => "㎡"],
  floor_area_m2: [m.floor, () => "㎡"],
  storeys: [m.storeys, () => ""],
  clear_height_m: [m.clearHeight, m.metre],
  floor_load_t_m2: [m.floorLoad, m.load],
  crane_t: [m.crane, m.tonne],
  rent_yuan_per_m2_month: [m.rent, m.rentUnit],
  sale_yuan: [m.sale, m.yuan],
  deposit_yuan: [m.deposit, m.yuan],
  lease_months_min: [m.leaseMin, m.months],
  lease_months_max: [m.leaseMax, m.months],
  paid_every_months: [m.paidEvery, m.months],
};

const hints: Partial<Record<NumberName, () => string>> = {
  land_area_m2: m.landHint,
  deposit_yuan: m.depositHint,
};

async function plotIdOf(no: string): Promise<number> {
  const { items } = await api.get("/api/plots", { query: { q: no, limit: 20 } });
  const found = items.find((plot) => plot.plot_no === no);
  if (!found) throw new Problem(0, "client.plot", m.noPlot(no), m.noPlot(no));
  return found.id;
}

/** Enter premises or revise them; published or withdrawn from a day on, what was told before stays in history. */
export function PremisesForm({ row, publish }: { row: PremisesRow | null; publish?: boolean }) {
  const today = zone.value?.today ?? "";
  const [kind, setKind] = useState<Kind>(row?.kind ?? "workshop");
  const [plotNo, setPlotNo] = useState(row?.plot_no ?? "");
  const [entries, setEntries] = useState<Entries>(() => {
    const start = row ? entriesOf(row) : { ...emptyEntries, observed_on: today };
    return publish === undefined ? start : { ...start, is_published: publish };
  });
  const [from, setFrom] = useState(today);
  const [reason, setReason] = useState("");
  const set = (name: keyof Entries) => (value: string) => setEntries({ ...entries, [name]: value });
  const check = (): string | null => {
    if (!row && !plotNo.trim()) return m.needPlot();
    if (!entries.title_zh.trim()) return m.needName();
    if (!entries.source.trim()) return m.needSource();
    if (!entries.observed_on) return m.needDay();
    if (row && reason.trim().length < 2) return m.needReason();
    const wrong = wrongNumber(entries);
    return wrong ? m.needNumber(labels[wrong][0]()) : null;
  };
  const send = async () => {
    const body = { terms: termsOf(entries), valid_from: from || null, reason: reason.trim() || null };
    if (row) return api.put("/api/premises/{premises_id}", { path: { premises_id: row.id }, body });
    return api.post("/api/premises", { body: { ...body, kind, plot_id: await plotIdOf(plotNo.trim()) } });
  };
  const shownNumbers = numbers.filter((name) => kind === "workshop" || !workshopOnly.includes(name));
  return (
    <FormFrame
      title={row ? m.formEdit(row.title_zh) : m.formNew()}
      text={m.outline()}
      width={720}
      check={check}
      send={send}
      onClose={closeAsked}
    >
      {!row && (
        <div class="premises-two">
          <SelectField
            label={m.kind()}
            value={kind}
            options={kinds.map((value) => ({ value, label: term("premises_kind", value) }))}
            onValue={(value) => setKind(value as Kind)}
          />
          <TextField label={m.plotNo()} hint={m.plotHint()} value={plotNo} onValue={setPlotNo} required />
        </div>
      )}
      <div class="premises-two">
        <TextField label={m.titleZh()} value={entries.title_zh} onValue={set("title_zh")} required maxLength={80} />
        <TextField label={m.titleEn()} value={entries.title_en} onValue={set("title_en")} maxLength={80} />
        {shownNumbers.map((name) => (
          <TextField
            key={name}
            label={labels[name][0]()}
            unit={labels[name][1]()}
            hint={hints[name]?.()}
            inputMode="decimal"
            value={entries[name]}
            onValue={set(name)}
          />
        ))}
        <TextField label={m.available()} type="date" value={entries.available_on} onValue={set("available_on")} />
        <TextField label={m.industries()} value={entries.industry_codes} onValue={set("industry_codes")} />
        <TextField label={m.contactZh()} value={entries.contact_zh} onValue={set("contact_zh")} maxLength={80} />
        <TextField label={m.contactEn()} value={entries.contact_en} onValue={set("contact_en")} maxLength={80} />
        <TextField label={m.phone()} value={entries.contact_phone} onValue={set("contact_phone")} maxLength={80} />
        <TextField label={m.consent()} value={entries.consent} onValue={set("consent")} maxLength={80} />
        <TextField label={m.source()} value={entries.source} onValue={set("source")} required maxLength={80} />
        <TextField label={m.observed()} type="date" value={entries.observed_on} onValue={set("observed_on")} required />
      </div>
      <TextArea label={m.summaryZh()} value={entries.summary_zh} onValue={set("summary_zh")} />
      <TextArea label={m.summaryEn()} value={entries.summary_en} onValue={set("summary_en")} />
      <TextArea label={m.obligationsZh()} value={entries.obligations_zh} onValue={set("obligations_zh")} />
      <TextArea label={m.obligationsEn()} value={entries.obligations_en} onValue={set("obligations_en")} />
      <Checkbox
        label={m.publishNow()}
        checked={entries.is_published}
        onChecked={(is_published) => setEntries({ ...entries, is_published })}
      />
      <div class="premises-two">
        <TextField label={m.validFrom()} type="date" value={from} onValue={setFrom} />
        {row && <TextField label={m.reason()} value={reason} onValue={setReason} required maxLength={200} />}
      </div>
    </FormFrame>
  );
}

const workshopOnly: readonly string[] = [
  "storeys",
  "clear_height_m",
  "floor_load_t_m2",
  "crane_t",
  "rent_yuan_per_m2_month",
  "lease_months_min",
  "lease_months_max",
  "paid_every_months",
];

/** Photographs for the public sheet; they are kept as evidence like any other file. */
export function PhotoForm({ row }: { row: PremisesRow }) {
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const today = zone.value?.today ?? "";
  const [taken, setTaken] = useState(today);
  return (
    <FormFrame
      title={`${m.photo()} · ${row.title_zh}`}
      text={m.photoText()}
      check={() => (files.length === 0 ? m.needPhoto() : null)}
      send={async () => {
        for (const file of files)
          await api.post("/api/sites/{site_id}/photos", {
            path: { site_id: row.id },
            body: {
              evidence_id: file.id,
              caption_zh: file.title,
              taken_on: file.dated ?? taken,
            },
          });
      }}
      onClose={closeAsked}
    >
      <EvidenceField label={m.photos()} files={files} onFiles={setFiles} parkCode={row.park_code} required />
      <TextField label={m.observed()} type="date" value={taken} onValue={setTaken} />
    </FormFrame>
  );
}

/** Premises that should never have been published: withdrawn, from the past of the public window too. */
export function MistakeForm({ row }: { row: PremisesRow }) {
  const [since, setSince] = useState("");
  const [reason, setReason] = useState("");
  return (
    <FormFrame
      title={m.mistakeTitle(row.title_zh)}
      text={m.mistakeText()}
      check={() => (reason.trim().length < 2 ? m.needReason() : null)}
      send={() =>
        api.post("/api/premises/{premises_id}/mistake", {
          path: { premises_id: row.id },
          body: { since: since || null, reason: reason.trim() },
        })
      }
      onClose={closeAsked}
    >
      <TextField label={m.mistakeSince()} hint={m.mistakeSinceHint()} type="date" value={since} onValue={setSince} />
      <TextField label={m.reason()} value={reason} onValue={setReason} required maxLength={200} />
    </FormFrame>
  );
}
