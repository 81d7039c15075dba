import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormDialog, TextArea } from "../../app/form-dialog";
import { term, termOptions } from "../../app/terms";
import { shownDate } from "../../app/zone";
import { bracketed } from "../../locale/punctuation";
import { formatArea } from "../../locale/units";
import { SelectField, TextField } from "../../ui/field";
import { FindingsList } from "../../ui/findings-list";
import { m, ml } from "./messages";
import { closeAsked, send } from "./performance.state";
import type { LowRow, RoomRow } from "./types";

/** What an officer makes of a candidate: listed with kind and way, moved on, dismissed or closed. */
export function LowForm({ row }: { row: LowRow }) {
  const [decision, setDecision] = useState<string>(
    row.state === null || row.state === "candidate" ? "listed" : row.state,
  );
  const [kind, setKind] = useState(row.kind ?? row.suggested_kind ?? "");
  const [way, setWay] = useState(row.way ?? row.suggested_ways[0] ?? "");
  const [day, setDay] = useState(shownDate.value ?? "");
  const [disposed, setDisposed] = useState(
    row.disposed_m2 ? String(Number(((row.disposed_m2 * 3) / 2000).toFixed(4))) : "",
  );
  const [progress, setProgress] = useState(row.progress_zh ?? "");
  const [reason, setReason] = useState("");
  const [paper, setPaper] = useState(row.document ?? "");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const ways = termOptions("performance.DisposalWay");
  const suggested = new Set<string>(row.suggested_ways);
  return (
    <FormDialog
      title={`${row.plot_no} · ${row.party_name_zh ?? ""}`}
      submit={m.save()}
      done={m.saved()}
      width={600}
      onClose={closeAsked}
      ready={day !== "" && reason.trim() !== "" && (decision !== "listed" || kind !== "")}
      onSubmit={() =>
        send(
          api.put("/api/plots/{plot_id}/low-efficiency", {
            path: { plot_id: row.plot_id },
            body: {
              decision,
              valid_from: day,
              reason_zh: reason.trim(),
              kind: kind || null,
              way: way || null,
              disposed_m2: disposed === "" ? "0" : ((Number(disposed) * 2000) / 3).toFixed(2),
              progress_zh: progress.trim(),
              document: paper.trim() || null,
              evidence_ids: files.map(({ id }) => id),
            },
          }),
        )
      }
    >
      <FindingsList findings={row.reasons} />
      <div class="form-grid">
        <SelectField
          label={ml.decision()}
          value={decision}
          options={termOptions("performance.LowEfficiencyState").filter(({ value }) => value !== "candidate")}
          onValue={setDecision}
        />
        <TextField label={ml.from()} type="date" value={day} onValue={setDay} required />
        <SelectField
          label={ml.kind()}
          value={kind}
          placeholder="—"
          required={decision === "listed"}
          options={termOptions("performance.LowEfficiencyKind")}
          onValue={setKind}
        />
        <SelectField
          label={ml.way()}
          value={way}
          placeholder="—"
          options={[
            ...ways
              .filter(({ value }) => suggested.has(value))
              .map((one) => ({ ...one, label: `${one.label}${bracketed(ml.suggested())}` })),
            ...ways.filter(({ value }) => !suggested.has(value)),
          ]}
          onValue={setWay}
        />
        <TextField
          label={ml.disposed()}
          type="number"
          step="any"
          min={0}
          hint={formatArea(row.area_m2)}
          value={disposed}
          onValue={setDisposed}
        />
        <TextField label={ml.document()} value={paper} onValue={setPaper} maxLength={200} />
      </div>
      <TextArea label={ml.progress()} value={progress} onValue={setProgress} />
      <TextArea label={ml.reason()} value={reason} onValue={setReason} required />
      <EvidenceField files={files} onFiles={setFiles} parkCode={row.park_code} />
    </FormDialog>
  );
}

/** The floor area of a plot as measured. */
export function BuiltForm({ row }: { row: RoomRow }) {
  const [floor, setFloor] = useState(row.floor_area_m2 === null ? "" : String(row.floor_area_m2));
  const [counted, setCounted] = useState("");
  const [footprint, setFootprint] = useState(row.footprint_m2 === null ? "" : String(row.footprint_m2));
  const [buildings, setBuildings] = useState("");
  const [day, setDay] = useState(shownDate.value ?? "");
  const [source, setSource] = useState("");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const number = (value: string) => (value === "" ? null : Number(value).toFixed(2));
  return (
    <FormDialog
      title={`${row.plot_no} · ${ml.measure()}`}
      submit={m.save()}
      done={m.saved()}
      onClose={closeAsked}
      ready={floor !== "" && day !== "" && source.trim() !== ""}
      onSubmit={() =>
        send(
          api.put("/api/plots/{plot_id}/built", {
            path: { plot_id: row.plot_id },
            body: {
              floor_area_m2: Number(floor).toFixed(2),
              counted_floor_area_m2: number(counted),
              footprint_m2: number(footprint),
              buildings: buildings === "" ? null : Number(buildings),
              measured_on: day,
              source: source.trim(),
              evidence_ids: files.map(({ id }) => id),
            },
          }),
        )
      }
    >
      <p class="quiet">
        {formatArea(row.area_m2)} · {ml.far()} {row.far_max ?? "—"} {row.far_source && bracketed(row.far_source)} ·{" "}
        {term("performance.RoomState", row.state)}
      </p>
      <div class="form-grid">
        <TextField label={ml.floorArea()} type="number" step="any" min={0} value={floor} onValue={setFloor} required />
        <TextField label={ml.counted()} type="number" step="any" min={0} value={counted} onValue={setCounted} />
        <TextField label={ml.footprint()} type="number" step="any" min={0} value={footprint} onValue={setFootprint} />
        <TextField label={ml.buildings()} type="number" step={1} min={0} value={buildings} onValue={setBuildings} />
        <TextField label={ml.measuredOn()} type="date" value={day} onValue={setDay} required />
        <TextField label={ml.sourceOf()} value={source} onValue={setSource} maxLength={200} required />
      </div>
      <EvidenceField files={files} onFiles={setFiles} parkCode={row.park_code} />
    </FormDialog>
  );
}
