import { useSignal } from "@preact/signals";
import { FormDialog } from "../../app/form-dialog";
import { termOptions } from "../../app/terms";
import { parkName, parks, zone } from "../../app/zone";
import { addDays, daysBetween } from "../../locale/days";
import { SelectField, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { m } from "./messages";
import { asked, chosen, closeAsked, groups, send } from "./patrol.state";
import { PlanDialog } from "./plan-dialog";
import type { Group, Member, Task, Visit } from "./types";
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
        await send("put", "/api/patrol/assignments", {
          plot_ids: plots,
          group_id: Number(group.value),
          valid_from: from.value,
        });
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
      onSubmit={() => send("post", `/api/patrol/tasks/${task.id}/cancellation`, { reason: reason.value })}
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
      onSubmit={() => send("post", `/api/patrol/visits/${visit.id}/withdrawal`, { reason: reason.value })}
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
      onSubmit={() => send("post", `/api/patrol/visits/${visit.id}/case`, { ground: ground.value })}
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

function GroupDialog() {
  const name = useSignal("");
  const park = useSignal("");
  const lon = useSignal("");
  const lat = useSignal("");
  return (
    <FormDialog
      title={m.newGroup()}
      submit={m.save()}
      done={m.groupMade()}
      ready={Boolean(name.value.trim()) && Boolean(lon.value) === Boolean(lat.value)}
      onClose={closeAsked}
      onSubmit={() =>
        send("post", "/api/patrol/groups", {
          name_zh: name.value,
          park_code: park.value || null,
          base_lon: lon.value ? Number(lon.value) : null,
          base_lat: lat.value ? Number(lat.value) : null,
        })
      }
    >
      <TextField required label={m.groupName()} value={name.value} maxLength={100} onValue={(v) => (name.value = v)} />
      <SelectField
        label={m.groupPark()}
        value={park.value}
        placeholder={m.wholeZone()}
        options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
        onValue={(value) => {
          park.value = value;
        }}
      />
      <div class="form-pair">
        <TextField
          inputMode="decimal"
          label={m.baseLon()}
          hint={m.baseHint()}
          value={lon.value}
          onValue={(v) => (lon.value = v)}
        />
        <TextField inputMode="decimal" label={m.baseLat()} value={lat.value} onValue={(v) => (lat.value = v)} />
      </div>
    </FormDialog>
  );
}

function MemberDialog({ group }: { group: Group }) {
  const name = useSignal("");
  const phone = useSignal("");
  const from = useSignal(today());
  return (
    <FormDialog
      title={`${m.addMember()} · ${group.name_zh}`}
      submit={m.save()}
      done={m.memberAdded()}
      ready={Boolean(name.value.trim() && from.value)}
      onClose={closeAsked}
      onSubmit={() =>
        send("post", `/api/patrol/groups/${group.id}/members`, {
          name_zh: name.value,
          phone: phone.value,
          joined_on: from.value,
        })
      }
    >
      <TextField required label={m.memberName()} value={name.value} maxLength={100} onValue={(v) => (name.value = v)} />
      <TextField type="tel" label={m.phone()} value={phone.value} maxLength={30} onValue={(v) => (phone.value = v)} />
      <TextField type="date" required label={m.joinedOn()} value={from.value} onValue={(v) => (from.value = v)} />
    </FormDialog>
  );
}

function LeaveDialog({ group, member }: { group: Group; member: Member }) {
  const earliest = addDays(member.joined_on, 1);
  const day = useSignal(daysBetween(earliest, today()) >= 0 ? today() : earliest);
  return (
    <FormDialog
      title={m.leaveTitle(member.name_zh)}
      submit={m.save()}
      done={m.leftDone()}
      ready={Boolean(day.value)}
      onClose={closeAsked}
      onSubmit={() => send("post", `/api/patrol/groups/${group.id}/members/${member.id}/end`, { left_on: day.value })}
    >
      <TextField
        type="date"
        required
        label={m.leftOn()}
        min={earliest}
        value={day.value}
        onValue={(v) => (day.value = v)}
      />
    </FormDialog>
  );
}
