import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { noteDataChange } from "../../app/changes";
import { TextArea } from "../../app/form-dialog";
import { goToBbox, showFinding } from "../../app/map-actions";
import { can } from "../../app/session";
import { formatInstant } from "../../locale/date";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { SelectField } from "../../ui/field";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { m, md, mt } from "./messages";
import { pickedPlace, picking, pickPlace } from "./on-map";
import { asked, mayEdit, remarking } from "./proposals.state";
import type { Remark, Sheet } from "./types";

/** What the reviewer says, each at its place, and what became of it. */
export function RemarksPart({ sheet }: { sheet: Sheet }) {
  const mayRemark = sheet.state === "submitted" && can("proposal:review") && !sheet.is_mine;
  if (sheet.remarks.length === 0 && !mayRemark) return null;
  return (
    <section class="proposals-section" aria-label={m.remarks()}>
      <div class="proposals-line-head">
        <h4>{m.remarks()}</h4>
        {mayRemark && !remarking.value && (
          <Button
            kind="quiet"
            icon="plus"
            onClick={() => {
              remarking.value = true;
            }}
          >
            {m.addRemark()}
          </Button>
        )}
      </div>
      {mayRemark && remarking.value && <RemarkForm key={sheet.id} sheet={sheet} />}
      {sheet.remarks.length === 0 && <p class="quiet">{m.noRemarks()}</p>}
      <ul class="proposals-remarks">
        {sheet.remarks.map((remark) => (
          <Item key={remark.id} remark={remark} sheet={sheet} />
        ))}
      </ul>
    </section>
  );
}

function Item({ remark, sheet }: { remark: Remark; sheet: Sheet }) {
  const shape = sheet.operations.flatMap(({ shapes }) => shapes).find(({ id }) => id === remark.shape_id);
  const place = remark.geometry;
  return (
    <li class={`proposals-remark ${remark.resolved_by_name ? "is-done" : ""}`}>
      <div class="proposals-line-head">
        <span class="proposals-sub figure">
          {remark.author_name} · {formatInstant(remark.recorded_at)}
          {remark.plot_no && ` · ${remark.plot_no}`}
        </span>
        {!remark.resolved_by_name && (
          <Badge tone={remark.must_mend ? "warning" : "info"}>{remark.must_mend ? m.mustMend() : m.hint()}</Badge>
        )}
      </div>
      <p>{remark.body_zh}</p>
      {remark.resolved_by_name && (
        <p class="proposals-sub">{m.resolved(remark.resolved_by_name, remark.resolution_zh || m.done())}</p>
      )}
      <div class="proposals-conflict">
        {(place || shape) && (
          <Button
            kind="quiet"
            icon="target"
            onClick={() => (place ? showFinding(place) : shape && goToBbox(shape.bbox))}
          >
            {m.onMap()}
          </Button>
        )}
        {mayEdit.value && !remark.resolved_by_name && (
          <Button
            kind="quiet"
            icon="check"
            onClick={() => {
              asked.value = { kind: "resolve", sheet, remark };
            }}
          >
            {m.resolve()}
          </Button>
        )}
      </div>
    </li>
  );
}

/** In the panel and not over the map, because the place is pointed at there. */
function RemarkForm({ sheet }: { sheet: Sheet }) {
  const [body, setBody] = useState("");
  const [shape, setShape] = useState("");
  const [mustMend, setMustMend] = useState(true);
  const [fault, setFault] = useState<string | null>(null);
  const shapes = sheet.operations.flatMap((operation) => operation.shapes.filter(({ is_final }) => is_final));
  const close = () => {
    pickedPlace.value = null;
    remarking.value = false;
  };
  const save = async () => {
    if (!body.trim()) return setFault(md.needBody());
    if (!shape && !pickedPlace.value) return setFault(md.needPlace());
    try {
      await api.post("/api/proposals/{proposal_id}/remarks", {
        path: { proposal_id: sheet.id },
        body: {
          body_zh: body.trim(),
          shape_id: shape ? Number(shape) : null,
          geometry: pickedPlace.value,
          must_mend: mustMend,
        },
      });
      toast(md.remarked());
      close();
      noteDataChange();
    } catch (error) {
      setFault(sentenceOf(error));
    }
  };
  return (
    <form
      class="proposals-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextArea label={md.remarkBody()} value={body} onValue={setBody} required />
      <SelectField
        label={md.remarkShape()}
        value={shape}
        placeholder={md.anyShape()}
        options={shapes.map(({ id, plot_no }) => ({ value: String(id), label: plot_no }))}
        onValue={setShape}
      />
      <div class="proposals-conflict">
        <Button icon="pin" disabled={picking.value} onClick={pickPlace}>
          {picking.value ? md.picking() : md.pick()}
        </Button>
        {pickedPlace.value && (
          <Button
            kind="quiet"
            onClick={() => {
              pickedPlace.value = null;
            }}
          >
            {md.picked()} · {md.unpick()}
          </Button>
        )}
      </div>
      <label class="proposals-check">
        <input type="checkbox" checked={mustMend} onChange={(event) => setMustMend(event.currentTarget.checked)} />
        {md.mustMend()}
      </label>
      {fault && <Note tone="error">{fault}</Note>}
      <div class="proposals-conflict">
        <Button kind="primary" type="submit">
          {m.addRemark()}
        </Button>
        <Button kind="quiet" onClick={close}>
          {mt.close()}
        </Button>
      </div>
    </form>
  );
}
