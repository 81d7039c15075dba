import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { FormDialog, Refusal, TextArea } from "../../app/form-dialog";
import { asOfQuery } from "../../app/location";
import { zone } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { addDays } from "../../locale/days";
import { formatLength } from "../../locale/units";
import { Checkbox, SelectField, TextField } from "../../ui/field";
import { LoadingState } from "../../ui/states";
import { GroundPicture } from "./ground-picture";
import { m } from "./messages";
import { chosen, closeAsked, groups, openTask, send } from "./patrol.state";
import type { CoverageItem, Picture, PlanAnswer } from "./types";

/** A round over the chosen plots: who, until when, and the shortest way as a sketch before it is kept. */
export function PlanDialog({ plots }: { plots: CoverageItem[] }) {
  const today = zone.value?.today ?? "";
  const park = plots[0]?.park_code ?? "";
  const fitting = (groups.data.value ?? []).filter(({ park_code }) => park_code === null || park_code === park);
  const usual = plots.find(({ group_id }) => group_id !== null)?.group_id ?? fitting[0]?.id;
  const title = useSignal(m.titleOf(formatDate(today)));
  const group = useSignal(usual === undefined || usual === null ? "" : String(usual));
  const who = useSignal("");
  const due = useSignal(addDays(today, 7));
  const note = useSignal("");
  const keep = useSignal(false);
  const ids = useMemo(() => plots.map(({ plot_id }) => plot_id), [plots]);
  const plan = useMemo(
    () =>
      resource(
        () => (group.value ? { plot_ids: ids, group_id: Number(group.value), keep_order: keep.value } : null),
        (body) => api.post("/api/patrol/tasks/preview", { body }),
      ),
    [ids],
  );
  const picture = useMemo(
    () =>
      resource(
        () => ({ plot_id: ids, park, ...asOfQuery.value }),
        (query, abort) => api.get("/api/patrol/picture", { query, signal: abort }),
      ),
    [ids],
  );
  useEffect(
    () => () => {
      plan.dispose();
      picture.dispose();
    },
    [plan, picture],
  );
  const members = fitting.find(({ id }) => String(id) === group.value)?.members ?? [];
  const found = plan.data.value;
  const save = async () => {
    const made = (await send(
      api.post("/api/patrol/tasks", {
        body: {
          title_zh: title.value,
          group_id: Number(group.value),
          assignee_name: who.value,
          plot_ids: ids,
          due_on: due.value,
          note_zh: note.value,
          keep_order: keep.value,
        },
      }),
    )) as { id: number };
    chosen.value = new Set();
    openTask(made.id);
  };
  return (
    <FormDialog
      title={`${m.planTitle()} · ${m.total(plots.length)}`}
      submit={m.plan()}
      done={m.planned()}
      width={860}
      ready={Boolean(title.value.trim().length > 1 && group.value && due.value && found)}
      onClose={closeAsked}
      onSubmit={save}
    >
      <div class="patrol-plan">
        <div class="form-stack">
          <TextField
            required
            label={m.title()}
            value={title.value}
            maxLength={200}
            onValue={(v) => (title.value = v)}
          />
          <SelectField
            required
            label={m.group()}
            value={group.value}
            placeholder=""
            options={fitting.map(({ id, name_zh }) => ({ value: String(id), label: name_zh }))}
            hint={fitting.length === 0 ? m.noGroup() : undefined}
            onValue={(value) => {
              group.value = value;
              who.value = "";
            }}
          />
          <SelectField
            label={m.assignee()}
            value={who.value}
            placeholder={m.anyone()}
            options={members.map(({ name_zh }) => ({ value: name_zh, label: name_zh }))}
            onValue={(value) => {
              who.value = value;
            }}
          />
          <TextField
            type="date"
            required
            label={m.taskDue()}
            min={today}
            value={due.value}
            onValue={(v) => (due.value = v)}
          />
          <Checkbox
            label={m.keepOrder()}
            checked={keep.value}
            onChecked={(value) => {
              keep.value = value;
            }}
          />
          <TextArea label={m.note()} value={note.value} rows={2} onValue={(v) => (note.value = v)} />
        </div>
        <div>
          {plan.error.value !== null && <Refusal error={plan.error.value} />}
          {!found && plan.error.value === null && group.value && <LoadingState />}
          {found && picture.data.value && <Way plan={found} picture={picture.data.value} />}
        </div>
      </div>
    </FormDialog>
  );
}

function Way({ plan, picture }: { plan: PlanAnswer; picture: Picture }) {
  const gained = plan.as_chosen_m - plan.length_m;
  return (
    <>
      <GroundPicture
        picture={picture}
        label={m.routePicture()}
        close
        height={380}
        way={{ line: plan.line, stops: plan.stops.map((stop) => ({ ...stop, is_done: false })) }}
      />
      <p class="figure">
        <b>{m.routeLength(formatLength(plan.length_m))}</b>{" "}
        <span class="quiet">
          {gained >= 1 && `${m.saved(formatLength(gained))} · `}
          {m.straight()}
        </span>
      </p>
      <p class="quiet">{plan.stops.map(({ plot_no }) => plot_no).join(" → ")}</p>
    </>
  );
}
