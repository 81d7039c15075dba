import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormFrame } from "../../app/form-frame";
import { term, termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { Checkbox, SelectField, TextField } from "../../ui/field";
import { ApprovalForm, WithdrawForm } from "./approval-form";
import { f } from "./form-messages";
import { m } from "./messages";
import { monthName } from "./months-part";
import { closeDialog, type Dialog, dialog, openPatch } from "./stock.state";
import { type Definition, type PatchSheet, type PlotStock, stockClasses } from "./types";
import "./stock.css";

/** The forms over the desk, one at a time. */
export function StockDialogs() {
  const current: Dialog | null = dialog.value;
  if (!current) return null;
  switch (current.kind) {
    case "decide":
      return <DecideForm patch={current.patch} />;
    case "part":
      return <PartForm plot={current.plot} partNo={current.partNo} />;
    case "undivide":
      return <UndivideForm plot={current.plot} />;
    case "freeze":
      return <FreezeForm month={current.month} restating={current.restating} />;
    case "definition":
      return <DefinitionForm before={current.before} />;
    case "approval":
      return <ApprovalForm before={current.before} />;
    case "withdraw":
      return <WithdrawForm before={current.before} />;
  }
}

const decidable = () =>
  stockClasses
    .filter((name) => name !== "unclassified")
    .map((value) => ({ value, label: term("stock.StockClass", value) }));
const today = () => zone.value?.today ?? "";
const reasonOf = (reason: string) => (reason.trim().length < 2 ? f.needReason() : null);

function DecideForm({ patch }: { patch: PatchSheet }) {
  const [entry, setEntry] = useState({ stock_class: "", name_zh: "", from: today(), reason: "" });
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const set = (name: keyof typeof entry) => (value: string) => setEntry({ ...entry, [name]: value });
  return (
    <FormFrame
      title={f.decideTitle()}
      text={f.decideText()}
      check={() => (entry.stock_class ? reasonOf(entry.reason) : f.needClass())}
      send={async () => {
        await api.post("/api/stock/patches/{patch_id}/decision", {
          path: { patch_id: patch.id },
          body: {
            stock_class: entry.stock_class,
            use: "used",
            name_zh: entry.name_zh.trim(),
            valid_from: entry.from || null,
            reason: entry.reason.trim(),
            evidence_ids: files.map(({ id }) => id),
          },
        });
        openPatch(null);
      }}
      onClose={closeDialog}
    >
      <SelectField
        label={f.classDecided()}
        value={entry.stock_class}
        placeholder={f.choose()}
        options={decidable()}
        onValue={set("stock_class")}
        required
      />
      <TextField label={f.partName()} value={entry.name_zh} onValue={set("name_zh")} maxLength={60} />
      <TextField label={f.from()} type="date" value={entry.from} onValue={set("from")} required />
      <TextField label={f.reason()} value={entry.reason} onValue={set("reason")} maxLength={500} required />
      <EvidenceField files={files} onFiles={setFiles} parkCode={patch.park_code} />
    </FormFrame>
  );
}

function PartForm({ plot, partNo }: { plot: PlotStock; partNo: number }) {
  const part = plot.parts.find((item) => item.part_no === partNo);
  const [entry, setEntry] = useState({
    use: part?.use ?? "",
    name_zh: part?.name_zh ?? "",
    stock_class: part?.stock_class ?? "",
    from: today(),
    reason: "",
  });
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const set = (name: keyof typeof entry) => (value: string) => setEntry({ ...entry, [name]: value });
  return (
    <FormFrame
      title={f.partTitle(partNo)}
      check={() => reasonOf(entry.reason)}
      send={async () => {
        await api.put("/api/plots/{plot_id}/stock/parts/{part_no}", {
          path: { plot_id: plot.plot_id, part_no: partNo },
          body: {
            use: entry.use,
            name_zh: entry.name_zh.trim(),
            stock_class: entry.stock_class || null,
            seen: plot.seen,
            valid_from: entry.from || null,
            reason: entry.reason.trim(),
            evidence_ids: files.map(({ id }) => id),
          },
        });
        openPatch(null);
      }}
      onClose={closeDialog}
    >
      <SelectField label={f.use()} value={entry.use} options={termOptions("stock.PartUse")} onValue={set("use")} />
      <SelectField
        label={f.classDecided()}
        value={entry.stock_class}
        placeholder={f.classByRule()}
        options={decidable()}
        onValue={set("stock_class")}
      />
      <TextField label={f.partName()} value={entry.name_zh} onValue={set("name_zh")} maxLength={60} />
      <TextField label={f.from()} type="date" value={entry.from} onValue={set("from")} required />
      <TextField label={f.reason()} value={entry.reason} onValue={set("reason")} maxLength={500} required />
      <EvidenceField files={files} onFiles={setFiles} parkCode={null} />
    </FormFrame>
  );
}

function UndivideForm({ plot }: { plot: PlotStock }) {
  const [from, setFrom] = useState(today());
  const [reason, setReason] = useState("");
  return (
    <FormFrame
      title={f.undivideTitle()}
      text={f.undivideText()}
      submit={f.undivide()}
      done={f.undivided()}
      check={() => reasonOf(reason)}
      send={async () => {
        const body = { seen: plot.seen, valid_from: from || null, reason: reason.trim() };
        await api.post("/api/plots/{plot_id}/stock/undivide", { path: { plot_id: plot.plot_id }, body });
        openPatch(null);
      }}
      onClose={closeDialog}
    >
      <TextField label={f.from()} type="date" value={from} onValue={setFrom} required />
      <TextField label={f.reason()} value={reason} onValue={setReason} maxLength={500} required />
    </FormFrame>
  );
}

function FreezeForm({ month, restating }: { month: string; restating: boolean }) {
  const [reason, setReason] = useState("");
  const name = monthName(month);
  return (
    <FormFrame
      title={restating ? f.restateTitle(name) : f.freezeTitle(name)}
      text={restating ? m.differsNote() : f.freezeText()}
      submit={restating ? m.restate() : m.freeze()}
      done={restating ? f.restateDone() : f.freezeDone()}
      check={() => (restating ? reasonOf(reason) : null)}
      send={() => api.post("/api/stock/months", { body: { month, reason: reason.trim() } })}
      onClose={closeDialog}
    >
      {restating && <TextField label={f.restateReason()} value={reason} onValue={setReason} maxLength={500} required />}
    </FormFrame>
  );
}

function DefinitionForm({ before }: { before: Definition }) {
  const [entry, setEntry] = useState({
    definition_zh: before.definition_zh,
    codes: before.land_use_codes.join(","),
    basis: before.basis,
    from: today(),
    reason: "",
  });
  const [confirmed, setConfirmed] = useState(before.confirmed);
  const set = (name: keyof typeof entry) => (value: string) => setEntry({ ...entry, [name]: value });
  return (
    <FormFrame
      title={f.definitionTitle(term("stock.StockClass", before.stock_class))}
      done={f.definitionSaved()}
      check={() => reasonOf(entry.reason)}
      send={() =>
        api.post("/api/stock/definitions", {
          body: {
            stock_class: before.stock_class,
            definition_zh: entry.definition_zh.trim(),
            definition_en: before.definition_en,
            land_use_codes: entry.codes.split(/[,，、\s]+/).filter(Boolean),
            basis: entry.basis.trim(),
            confirmed,
            valid_from: entry.from || null,
            reason: entry.reason.trim(),
          },
        })
      }
      onClose={closeDialog}
    >
      <TextField
        label={f.definitionText()}
        value={entry.definition_zh}
        onValue={set("definition_zh")}
        maxLength={500}
        required
      />
      {before.stock_class === "not_for_supply" && (
        <TextField label={f.codes()} value={entry.codes} onValue={set("codes")} required />
      )}
      <TextField label={f.basis()} value={entry.basis} onValue={set("basis")} maxLength={300} required />
      <Checkbox label={f.confirmed()} checked={confirmed} onChecked={setConfirmed} />
      <TextField label={f.from()} type="date" value={entry.from} onValue={set("from")} required />
      <TextField label={f.reason()} value={entry.reason} onValue={set("reason")} maxLength={500} required />
    </FormFrame>
  );
}
