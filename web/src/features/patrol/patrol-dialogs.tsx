import { useSignal } from "@preact/signals";
import { api } from "../../api/client";
import { FormDialog } from "../../app/form-dialog";
import { termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { SelectField, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { GroupDialog, LeaveDialog, MemberDialog } from "./group-dialogs";
import { m } from "./messages";
import { asked, chosen, closeAsked, groups, send } from "./patrol.state";
import { PlanDialog } from "./plan-dialog";
import type { Task, Visit } from "./types";
import { VisitDialog } from "./visit-dialog";

/** The one open form of the part. */
export function PatrolDialogs() {
  const open = asked.value;
  switch (open?.kind) {
    case "plan":
      return <PlanDialog plots={open.plots} />;
    case "visit":
      return <VisitDialog of={open.of} />;
    case "assign":
      return <AssignDialog plots={open.plots} />;
    case "call_off":
      return <CallOffDialog task={open.task} />;
    case "withdraw":
      return <WithdrawDialog visit={open.visit} />;
    case "open_case":
      return <CaseDialog visit={open.visit} />;
    case "group":
      return <GroupDialog />;
    case "member":
      return <MemberDialog group={open.group} />;
    case "leave":
      return <LeaveDialog group={open.group} member={open.member} />;
    default:
      return null;
  }
}

const today = () => zone.value?.today ?? "";

function AssignDialog({ plots }: { plots: number[] }) {
  const group = useSignal("");
  const from = useSignal(today());
  return (
    <FormDialog
      title={m.assignTitle(plots.length)}
      submit={m.save()}
      done={m.assigned(plots.length)}
      ready={Boolean(group.value && from.value)}
      onClose={closeAsked}
      onSubmit={async () => {
        await send(
          api.put("/api/patrol/assignments", {
            body: { plot_ids: plots, group_id: Number(group.value), valid_from: from.value },
          }),
        );
        chosen.value = new Set();
      }}
    >
      <SelectField
        required
        label={m.group()}
        value={group.value}
        placeholder=""
        options={(groups.data.value ?? []).map(({ id, name_zh }) => ({ value: String(id), label: name_zh }))}
        hint={groups.data.value?.length === 0 ? m.noGroup() : undefined}
        onValue={(value) => {
          group.value = value;
        }}
      />
      <TextField type="date" required label={m.from()} value={from.value} onValue={(v) => (from.value = v)} />
    </FormDialog>
  );
}

function CallOffDialog({ task }: { task: Task }) {
  const reason = useSignal("");
  return (
    <FormDialog
      title={`${m.callOff()} ${task.task_no}`}
      submit={m.callOff()}
      done={m.calledOff()}
      danger
      ready={reason.value.trim().length > 1}
      onClose={closeAsked}
      onSubmit={() =>
        send(
          api.post("/api/patrol/tasks/{task_id}/cancellation", {
            path: { task_id: task.id },
            body: { reason: reason.value },
          }),
        )
      }
    >
      <Note tone="warning">{m.callOffNote()}</Note>
      <TextField required label={m.callOffReason()} value={reason.value} onValue={(v) => (reason.value = v)} />
    </FormDialog>
  );
}

function WithdrawDialog({ visit }: { visit: Visit }) {
  const reason = useSignal("");
  return (
    <FormDialog
      title={`${m.withdrawTitle()} · ${visit.plot_no ?? ""}`}
      submit={m.withdraw()}
      done={m.withdrawnDone()}
      danger
      ready={reason.value.trim().length > 1}
      onClose={closeAsked}
      onSubmit={() =>
        send(
          api.post("/api/patrol/visits/{visit_id}/withdrawal", {
            path: { visit_id: visit.id },
            body: { reason: reason.value },
          }),
        )
      }
    >
      <Note tone="warning">{m.withdrawNote()}</Note>
      <TextField required label={m.withdrawReason()} value={reason.value} onValue={(v) => (reason.value = v)} />
    </FormDialog>
  );
}

/** A clue that was seen becomes a case: the photographs of the visit are its first evidence. */
function CaseDialog({ visit }: { visit: Visit }) {
  const ground = useSignal(visit.observations.includes("stopped") ? "stopped" : "not_started");
  return (
    <FormDialog
      title={`${m.openCase()} · ${visit.plot_no ?? ""}`}
      submit={m.openCase()}
      done={m.caseOpened()}
      onClose={closeAsked}
      onSubmit={() =>
        send(
          api.post("/api/patrol/visits/{visit_id}/case", {
            path: { visit_id: visit.id },
            body: { ground: ground.value },
          }),
        )
      }
    >
      <SelectField
        required
        label={m.ground()}
        value={ground.value}
        options={termOptions("idle.IdleGround")}
        onValue={(value) => {
          ground.value = value;
        }}
      />
    </FormDialog>
  );
}
