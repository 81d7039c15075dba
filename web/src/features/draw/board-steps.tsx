import { signal } from "@preact/signals";
import type { Finding } from "../../api/types";
import { goToBbox, showFinding } from "../../app/map-actions";
import { Button } from "../../ui/button";
import { FindingsList } from "../../ui/findings-list";
import { EmptyState } from "../../ui/states";
import type { OperationRow } from "./board.state";
import { b } from "./board-messages";
import { canUndo, nameOf, takeOut, takeUpAgain } from "./board-undo";

const show = (finding: Finding) => finding.geometry && showFinding(finding.geometry);
const listOpen = signal(true);

/** Every step of the proposal, the newest first; what failed can be drawn again. */
export function Steps({ rows }: { rows: OperationRow[] }) {
  const newest = [...rows].reverse();
  if (rows.length === 0)
    return (
      <EmptyState icon="draw" title={b.noOperations()}>
        {b.noOperationsText()}
      </EmptyState>
    );
  return (
    <details
      class="drawing-steps"
      open={listOpen.value}
      onToggle={(event) => {
        listOpen.value = event.currentTarget.open;
      }}
    >
      <summary>
        {b.operations()} <span class="figure">{rows.length}</span>
      </summary>
      <ol>
        {newest.map((row) => (
          <Step key={row.id} row={row} />
        ))}
      </ol>
    </details>
  );
}

function Step({ row }: { row: OperationRow }) {
  const from = row.parents.map((parent) => parent.plot_no).join("、");
  const to = row.shapes.filter((one) => one.is_live);
  const box = to[0]?.bbox;
  return (
    <li class={row.is_failed ? "drawing-step is-failed" : "drawing-step"}>
      <button
        type="button"
        class="drawing-step-name"
        disabled={!box}
        onClick={() => box && goToBbox(box as [number, number, number, number])}
      >
        <span class="figure">{row.sequence}</span> {nameOf(row)}
        {row.is_failed && <em> {b.failedStep()}</em>}
      </button>
      <span class="drawing-step-plots">
        {from}
        {from && to.length > 0 && " → "}
        {to.map((one) => one.plot_no).join("、")}
      </span>
      {row.is_failed && (
        <>
          <FindingsList findings={row.failures} onShow={show} />
          {canUndo.value && (
            <div class="drawing-actions">
              <Button kind="quiet" onClick={() => void takeUpAgain(row)}>
                {b.again()}
              </Button>
              <Button kind="quiet" onClick={() => void takeOut(row)}>
                {b.remove()}
              </Button>
            </div>
          )}
        </>
      )}
    </li>
  );
}
