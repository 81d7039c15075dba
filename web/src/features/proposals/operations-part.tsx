import { sentenceOf } from "../../api/problem";
import type { Geometry } from "../../api/types";
import { goToBbox, showFinding } from "../../app/map-actions";
import { term } from "../../app/terms";
import { formatArea } from "../../locale/units";
import { Button, IconButton } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { FieldChoices } from "./field-choices";
import { m } from "./messages";
import { actOn, mayEdit } from "./proposals.state";
import type { Operation, Parent, Sheet } from "./types";

/** What was drawn, in order: from which plots to which, what is in conflict, what came to nothing and why. */
export function OperationsPart({ sheet }: { sheet: Sheet }) {
  return (
    <section class="proposals-section" aria-label={m.operations()}>
      <h4>{m.operations()}</h4>
      {sheet.operations.length === 0 && <p class="quiet">{m.noOperations()}</p>}
      <ol class="proposals-operations">
        {sheet.operations.map((operation) => (
          <Item key={operation.id} operation={operation} />
        ))}
      </ol>
    </section>
  );
}

function Item({ operation }: { operation: Operation }) {
  const shapes = operation.shapes.filter(({ is_live }) => is_live);
  const run = (act: "removal" | "restoration" | "rebase", done: string) =>
    actOn(operation, act)
      .then(() => toast(done))
      .catch((error: unknown) => toast(sentenceOf(error), "error"));
  return (
    <li class={`proposals-operation ${operation.is_removed ? "is-removed" : ""}`}>
      <div class="proposals-line-head">
        <strong>
          {operation.sequence}. {term("proposals.OperationKind", operation.kind)}
        </strong>
        {operation.is_failed && <Badge tone="danger">{m.failed()}</Badge>}
        {operation.is_removed && <Badge>{m.removed()}</Badge>}
        <span class="proposals-tools">
          {operation.cut_line && operation.is_failed && (
            <IconButton
              icon="target"
              label={m.showLine()}
              onClick={() => operation.cut_line && showFinding(operation.cut_line)}
            />
          )}
          {mayEdit.value && !operation.is_removed && (
            <IconButton icon="trash" label={m.remove()} onClick={() => run("removal", m.removedDone())} />
          )}
          {mayEdit.value && operation.is_removed && (
            <Button kind="quiet" onClick={() => run("restoration", m.restoredDone())}>
              {m.restore()}
            </Button>
          )}
        </span>
      </div>
      <p class="figure">
        {operation.parents.map(({ plot_no }) => plot_no).join("、")}
        {operation.parents.length > 0 && shapes.length > 0 && " → "}
        {shapes.map((shape, index) => (
          <span key={shape.id} class="proposals-no">
            {index > 0 && " "}
            <button type="button" class="proposals-link" onClick={() => goToBbox(shape.bbox)}>
              {shape.plot_no}
            </button>{" "}
            <span class="quiet">{formatArea(shape.area_planar_m2)}</span>
          </span>
        ))}
      </p>
      {operation.statement_zh && (
        <p>
          <span class="quiet">{m.statement()}</span> {operation.statement_zh}
        </p>
      )}
      <FieldChoices operation={operation} />
      {operation.note_zh && <p class="quiet">{operation.note_zh}</p>}
      {operation.is_failed && <FindingsList findings={operation.failures} />}
      {!operation.is_removed &&
        operation.parents.map((parent) => (
          <Conflict key={parent.id} parent={parent} onRebase={() => run("rebase", m.rebased())} />
        ))}
    </li>
  );
}

/** A plot that was published anew meanwhile: both boundaries to look at, and the way to take the new one over. */
function Conflict({ parent, onRebase }: { parent: Parent; onRebase: () => void }) {
  const changed = parent.is_live && parent.newest_version_no !== null;
  if (!changed && !parent.is_stale) return null;
  const who = parent.changed_by_name ?? m.somebody();
  const no = parent.plot_no ?? "";
  const what = !changed
    ? m.stale()
    : parent.is_retired
      ? m.conflictRetired(no, who)
      : parent.newest_version_no === parent.base_version_no
        ? m.conflictConditions(no, who)
        : m.conflictChanged(no, who, parent.base_version_no ?? 0, parent.newest_version_no ?? 0);
  const look = (geometry: Geometry | null, label: string) =>
    geometry && (
      <Button kind="quiet" icon="eye" onClick={() => showFinding(geometry)}>
        {label}
      </Button>
    );
  return (
    <Note tone="error">
      <p>{what}</p>
      <div class="proposals-conflict">
        {look(parent.geometry, m.seeMine())}
        {look(parent.newest_geometry, m.seeTheirs())}
        {mayEdit.value && !parent.is_retired && <Button onClick={onRebase}>{m.rebase()}</Button>}
      </div>
    </Note>
  );
}
