import { sentenceOf } from "../../api/problem";
import { showLayer } from "../../app/layers";
import { goToBbox } from "../../app/map-actions";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { bracketed } from "../../locale/punctuation";
import { areaFigure, areaUnitLabel } from "../../locale/units";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { FindingsList } from "../../ui/findings-list";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { f } from "./form-messages";
import { m } from "./messages";
import { approvals, dialog } from "./stock.state";
import type { Approval } from "./types";

/** Approvals to convert: what was approved, what of it has been supplied, what is still to be. */
export function ApprovalsList() {
  const found = approvals.data.value;
  const error = approvals.error.value;
  if (!found)
    return error !== null ? <ErrorState text={sentenceOf(error)} onRetry={approvals.reload} /> : <LoadingState />;
  const mayEdit = can("stock:edit") && !isHistory.value;
  const add = mayEdit && (
    <Button
      icon="plus"
      onClick={() => {
        dialog.value = { kind: "approval", before: null };
      }}
    >
      {f.newApproval()}
    </Button>
  );
  if (found.length === 0) {
    return (
      <EmptyState icon="document" title={f.noApprovals()} action={add || undefined}>
        {f.noApprovalsText()}
      </EmptyState>
    );
  }
  return (
    <div class="stock-scroll">
      {add && <p class="stock-tools">{add}</p>}
      <table class="page-table stock-flow">
        <thead>
          <tr>
            <th scope="col">{f.approvalNo()}</th>
            <th scope="col" class="stock-text">
              {f.title()}
            </th>
            <th scope="col">{f.approvedOn()}</th>
            <th scope="col">
              {m.area()}
              {bracketed(areaUnitLabel())}
            </th>
            <th scope="col">{f.supplied()}</th>
            <th scope="col">{f.publicPart()}</th>
            <th scope="col">{f.unsupplied()}</th>
            {mayEdit && <th scope="col" aria-label={f.correctApproval()} />}
          </tr>
        </thead>
        <tbody>
          {found.map((row) => (
            <OneApproval key={row.id} row={row} mayEdit={mayEdit} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function OneApproval({ row, mayEdit }: { row: Approval; mayEdit: boolean }) {
  const open = (row.drawn_m2 ?? row.area_m2) - row.supplied_m2 - row.public_m2;
  const show = () => {
    showLayer("conversion_approval", true);
    goToBbox(row.bbox);
  };
  return (
    <tr>
      <th scope="row">
        <button type="button" class="stock-link" title={m.zoom()} onClick={show}>
          {row.approval_no}
        </button>
      </th>
      <td class="stock-text">
        {term("stock.ApprovalKind", row.kind)} · {row.title} {!row.holds && <Badge>{f.lapsed()}</Badge>}
        {row.findings.length > 0 && <FindingsList findings={row.findings} />}
      </td>
      <td>{formatDate(row.approved_on)}</td>
      <td>{areaFigure(row.area_m2)}</td>
      <td>{areaFigure(row.supplied_m2)}</td>
      <td>{areaFigure(row.public_m2)}</td>
      <td>{areaFigure(Math.max(0, open))}</td>
      {mayEdit && (
        <td class="page-actions">
          <Button
            kind="quiet"
            onClick={() => {
              dialog.value = { kind: "approval", before: row };
            }}
          >
            {f.correctApproval()}
          </Button>
          <Button
            kind="quiet"
            onClick={() => {
              dialog.value = { kind: "withdraw", before: row };
            }}
          >
            {f.withdrawApproval()}
          </Button>
        </td>
      )}
    </tr>
  );
}
