import { useSignal } from "@preact/signals";
import { api } from "../../api/client";
import { FormDialog } from "../../app/form-dialog";
import { parkName, parks, zone } from "../../app/zone";
import { addDays, daysBetween } from "../../locale/days";
import { SelectField, TextField } from "../../ui/field";
import { m } from "./messages";
import { closeAsked, send } from "./patrol.state";
import type { Group, Member } from "./types";

const today = () => zone.value?.today ?? "";

export function GroupDialog() {
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
        send(
          api.post("/api/patrol/groups", {
            body: {
              name_zh: name.value,
              park_code: park.value || null,
              base_lon: lon.value ? Number(lon.value) : null,
              base_lat: lat.value ? Number(lat.value) : null,
            },
          }),
        )
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

export function MemberDialog({ group }: { group: Group }) {
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
        send(
          api.post("/api/patrol/groups/{group_id}/members", {
            path: { group_id: group.id },
            body: { name_zh: name.value, phone: phone.value, joined_on: from.value },
          }),
        )
      }
    >
      <TextField required label={m.memberName()} value={name.value} maxLength={100} onValue={(v) => (name.value = v)} />
      <TextField type="tel" label={m.phone()} value={phone.value} maxLength={30} onValue={(v) => (phone.value = v)} />
      <TextField type="date" required label={m.joinedOn()} value={from.value} onValue={(v) => (from.value = v)} />
    </FormDialog>
  );
}

export function LeaveDialog({ group, member }: { group: Group; member: Member }) {
  const earliest = addDays(member.joined_on, 1);
  const day = useSignal(daysBetween(earliest, today()) >= 0 ? today() : earliest);
  return (
    <FormDialog
      title={m.leaveTitle(member.name_zh)}
      submit={m.save()}
      done={m.leftDone()}
      ready={Boolean(day.value)}
      onClose={closeAsked}
      onSubmit={() =>
        send(
          api.post("/api/patrol/groups/{group_id}/members/{member_id}/end", {
            path: { group_id: group.id, member_id: member.id },
            body: { left_on: day.value },
          }),
        )
      }
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
