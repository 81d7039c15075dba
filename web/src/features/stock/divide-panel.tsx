import { useEffect, useState } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { noteDataChange } from "../../app/changes";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { areaFromM2, areaToM2, areaUnit, areaUnitLabel, formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { LoadingState, Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { areaM2, cut, dividing, type Method, method, preview, redraw, side, stopDividing } from "./divide.state";
import { f } from "./form-messages";
import { m } from "./messages";
import { openPatch } from "./stock.state";
import "./stock.css";

interface Entry {
  name_zh: string;
  use: string;
}

/** Divide a plot: a line, a drawn part or an area; the pieces are shown with their areas before anything is kept. */
export function DividePanel() {
  const now = dividing.value;
  const found = preview.data.value;
  const [entries, setEntries] = useState<Entry[]>([]);
  const [reason, setReason] = useState("");
  const [from, setFrom] = useState(zone.value?.today ?? "");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const count = found?.pieces.length ?? 0;
  useEffect(() => {
    setEntries((before) => Array.from({ length: count }, (_, index) => before[index] ?? { name_zh: "", use: "" }));
  }, [count]);
  if (!now) return null;
  const save = async () => {
    const wrong =
      !found || !cut.value
        ? f.needCut()
        : entries.some(({ use }) => !use)
          ? f.needUse()
          : reason.trim().length < 2
            ? f.needReason()
            : null;
    setFailure(wrong);
    if (wrong || !found) return;
    setBusy(true);
    try {
      await api.post("/api/plots/{plot_id}/stock/parts", {
        path: { plot_id: now.stock.plot_id },
        body: {
          cut: cut.value!,
          parts: entries,
          seen: now.stock.seen,
          valid_from: from || null,
          reason: reason.trim(),
          evidence_ids: files.map(({ id }) => id),
        },
      });
      toast(f.saved());
      stopDividing();
      openPatch(null);
      noteDataChange();
    } catch (error) {
      setFailure(sentenceOf(error));
    }
    setBusy(false);
  };
  return (
    <div class="stock-sheet form-column">
      <p class="stock-sheet-head">
        <b>
          {m.divideThis()} {now.name}
        </b>
        <Button kind="quiet" icon="close" aria-label={m.close()} onClick={stopDividing} />
      </p>
      <Target />
      <HowFields />
      {preview.loading.value && <LoadingState />}
      {preview.error.value !== null && <Note tone="error">{sentenceOf(preview.error.value)}</Note>}
      {found && preview.error.value === null && (
        <fieldset class="stock-pieces">
          <legend>{f.pieces(count)}</legend>
          {found.pieces.map((piece, index) => (
            <PieceFields
              key={index}
              title={f.piece(index + 1, formatArea(piece.area_m2))}
              entry={entries[index] ?? { name_zh: "", use: "" }}
              onEntry={(entry) => setEntries(entries.map((other, at) => (at === index ? entry : other)))}
            />
          ))}
          <p class="quiet figure">{f.sum(formatArea(found.pieces.reduce((sum, piece) => sum + piece.area_m2, 0)))}</p>
        </fieldset>
      )}
      <TextField label={f.from()} type="date" value={from} onValue={setFrom} required />
      <TextField label={f.reason()} value={reason} onValue={setReason} maxLength={500} required />
      <EvidenceField files={files} onFiles={setFiles} parkCode={null} />
      {failure && <Note tone="error">{failure}</Note>}
      <Button kind="primary" busy={busy} onClick={save}>
        {f.save()}
      </Button>
    </div>
  );
}

function Target() {
  const now = dividing.value;
  if (!now || now.stock.parts.length === 0) return null;
  return (
    <SelectField
      label={f.target()}
      value={String(now.partNo)}
      options={now.stock.parts.map((part) => ({
        value: String(part.part_no),
        label: `${m.part(part.part_no)} ${part.name_zh} ${formatArea(part.area_m2)}`,
      }))}
      onValue={(value) => {
        dividing.value = { ...now, partNo: Number(value) };
      }}
    />
  );
}

function HowFields() {
  const how = method.value;
  const typed = areaM2.value;
  return (
    <>
      <SelectField
        label={f.method()}
        value={how}
        options={termOptions("stock.CutMethod")}
        onValue={(value) => {
          method.value = value as Method;
        }}
      />
      {how === "area" ? (
        <>
          <SelectField
            label={f.side()}
            value={side.value}
            options={termOptions("stock.CutSide")}
            onValue={(value) => {
              side.value = value;
            }}
          />
          <TextField
            label={f.areaCut()}
            type="number"
            min="0"
            step="0.01"
            unit={areaUnitLabel()}
            value={typed === null ? "" : String(Math.round(areaFromM2(typed, areaUnit.value) * 10_000) / 10_000)}
            onValue={(value) => {
              areaM2.value = Number(value) > 0 ? areaToM2(Number(value), areaUnit.value) : null;
            }}
          />
        </>
      ) : (
        <>
          <Note tone="info">{how === "line" ? f.lineHint() : f.polygonHint()}</Note>
          <Button icon="refresh" onClick={redraw}>
            {f.redraw()}
          </Button>
        </>
      )}
    </>
  );
}

function PieceFields({ title, entry, onEntry }: { title: string; entry: Entry; onEntry: (entry: Entry) => void }) {
  return (
    <div class="stock-piece">
      <p class="figure">{title}</p>
      <SelectField
        label={f.use()}
        value={entry.use}
        placeholder={f.choose()}
        options={termOptions("stock.PartUse")}
        onValue={(use) => onEntry({ ...entry, use })}
        required
      />
      <TextField
        label={f.partName()}
        value={entry.name_zh}
        onValue={(name_zh) => onEntry({ ...entry, name_zh })}
        maxLength={60}
      />
    </div>
  );
}
