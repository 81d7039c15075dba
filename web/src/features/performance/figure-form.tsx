import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormDialog, TextArea } from "../../app/form-dialog";
import { PartyFinder } from "../../app/party-finder";
import { term, termOptions } from "../../app/terms";
import { parkName, parks } from "../../app/zone";
import { SelectField, TextField } from "../../ui/field";
import { kinds, landOf, perMu } from "./figure-land";
import { m, mf } from "./messages";
import { closeAsked, send, year } from "./performance.state";
import { type AmountName, amountNames, type Figures } from "./types";

const wan = new Set<AmountName>([
  "tax_yuan",
  "value_added_yuan",
  "output_yuan",
  "revenue_yuan",
  "fixed_investment_yuan",
  "rd_yuan",
  "electricity_kwh",
]);
const plain = (value: number) => String(Number(value.toFixed(6)));

interface Props {
  row: Figures | null;
  partyId: number | null;
  partyName: string;
  parkCode: string;
}

/** Figures of one enterprise and year, entered or corrected by hand. */
export function FigureForm({ row, partyId, partyName, parkCode }: Props) {
  const [party, setParty] = useState({ id: partyId, name: partyName });
  const [park, setPark] = useState(parkCode);
  const [segment, setSegment] = useState<string>(row?.segment ?? "above");
  const [startedOn, setStartedOn] = useState(row?.started_on ?? "");
  const [amounts, setAmounts] = useState(() => startOf(row));
  const [areas, setAreas] = useState(() => areasOf(row));
  const [source, setSource] = useState("");
  const [reason, setReason] = useState("");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const of = row?.year ?? year.value ?? 0;
  return (
    <FormDialog
      title={mf.figuresOf(party.name || m.enterprise(), of)}
      submit={m.save()}
      done={m.saved()}
      width={640}
      onClose={closeAsked}
      ready={
        party.id !== null &&
        park !== "" &&
        amounts.tax_yuan !== "" &&
        source.trim() !== "" &&
        (!row || reason.trim() !== "")
      }
      onSubmit={() =>
        send(
          api.put("/api/performance/figures", {
            body: {
              party_id: party.id!,
              park_code: park,
              year: of,
              segment,
              started_on: startedOn || null,
              ...amountsOf(amounts),
              land: landOf(areas, row?.land ?? []),
              source: source.trim(),
              reason: reason.trim(),
              evidence_ids: files.map(({ id }) => id),
            },
          }),
        )
      }
    >
      {party.id === null && (
        <PartyFinder label={mf.find()} onPick={({ id, name_zh }) => setParty({ id, name: name_zh })} />
      )}
      <div class="form-grid">
        {!row && (
          <SelectField
            label={m.park()}
            value={park}
            placeholder="—"
            required
            options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
            onValue={setPark}
          />
        )}
        <SelectField
          label={mf.segment()}
          value={segment}
          options={termOptions("performance.Segment")}
          onValue={setSegment}
        />
        <TextField label={mf.startedOn()} type="date" value={startedOn} onValue={setStartedOn} />
        {amountNames.map((name) => (
          <TextField
            key={name}
            label={mf[name]()}
            type="number"
            step="any"
            value={amounts[name]}
            required={name === "tax_yuan"}
            onValue={(value) => setAmounts({ ...amounts, [name]: value })}
          />
        ))}
        {kinds.map((kind) => (
          <TextField
            key={kind}
            label={mf.areaOf(term("performance.LandKind", kind))}
            type="number"
            step="any"
            min={0}
            value={areas[kind] ?? ""}
            onValue={(value) => setAreas({ ...areas, [kind]: value })}
          />
        ))}
      </div>
      {row && <p class="field-hint">{mf.keepsPlots()}</p>}
      <TextField label={mf.source()} value={source} onValue={setSource} maxLength={200} required />
      {row && <TextArea label={mf.reason()} value={reason} onValue={setReason} required />}
      <EvidenceField files={files} onFiles={setFiles} parkCode={park || null} />
    </FormDialog>
  );
}

function startOf(row: Figures | null): Record<AmountName, string> {
  const text = (name: AmountName) => {
    const value = row?.[name];
    return value === null || value === undefined ? "" : plain(wan.has(name) ? value / 10_000 : value);
  };
  return Object.fromEntries(amountNames.map((name) => [name, text(name)])) as Record<AmountName, string>;
}

function amountsOf(amounts: Record<AmountName, string>): Record<string, string | null> {
  const told = (name: AmountName) =>
    amounts[name] === "" ? null : wan.has(name) ? (Number(amounts[name]) * 10_000).toFixed(2) : amounts[name];
  return Object.fromEntries(amountNames.map((name) => [name, told(name)]));
}

function areasOf(row: Figures | null): Record<string, string> {
  const sum = (kind: string) =>
    (row?.land ?? []).filter((part) => part.kind === kind).reduce((total, part) => total + part.area_m2, 0);
  return Object.fromEntries(kinds.map((kind) => [kind, sum(kind) > 0 ? plain(sum(kind) / perMu) : ""]));
}
