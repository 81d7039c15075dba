import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { noteDataChange } from "../../app/changes";
import { can } from "../../app/session";
import { isHistory, zone } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { Dialog } from "../../ui/dialog";
import { Select, TextField } from "../../ui/field";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { RefusalNote, useAct } from "./act";
import { f } from "./form-messages";
import { PlotChoice } from "./plot-choice";
import { closeDialog, plans } from "./supply.state";
import type { SupplyPlan } from "./types";

/** The supply plans with their lines, a new plan, and plots put into one or taken out. */
export function PlansDialog() {
  const found = plans.data.value;
  const mayEdit = can("listing:edit") && !isHistory.value;
  return (
    <Dialog title={f.plansTitle()} width={760} onClose={closeDialog}>
      <div class="supply-form">
        {!found &&
          (plans.error.value ? (
            <ErrorState text={sentenceOf(plans.error.value)} onRetry={plans.reload} />
          ) : (
            <LoadingState />
          ))}
        {found?.length === 0 && <Note>{f.noPlans()}</Note>}
        {found?.map((plan) => (
          <Plan key={plan.id} plan={plan} mayEdit={mayEdit} />
        ))}
        {mayEdit && <NewPlan />}
      </div>
    </Dialog>
  );
}

function Plan({ plan, mayEdit }: { plan: SupplyPlan; mayEdit: boolean }) {
  const [quarter, setQuarter] = useState("1");
  const [chosen, setChosen] = useState<number | null>(null);
  const { busy, refusal, run } = useAct();
  const done = plan.items.filter((item) => item.listing_no).length;
  const add = () =>
    run(async () => {
      await api.post("/api/supply-plans/{plan_id}/items", {
        path: { plan_id: plan.id },
        body: { plot_id: chosen!, planned_quarter: Number(quarter) },
      });
      setChosen(null);
      noteDataChange();
    });
  const remove = (id: number, no: string) =>
    run(async () => {
      await api.post("/api/supply-plan-items/{item_id}/remove", {
        path: { item_id: id },
        body: { reason: f.removeItemText(no, plan.title) },
      });
      noteDataChange();
    });
  return (
    <section class="supply-plan">
      <h3>{plan.title}</h3>
      <p class="quiet">
        {plan.document}
        {plan.document && " · "}
        {plan.approved_on ? formatDate(plan.approved_on) : f.notApproved()} · {f.planItems(plan.items.length, done)}
      </p>
      <RefusalNote refusal={refusal} />
      <div class="supply-chips">
        {plan.items.map((item) => (
          <Chip
            key={item.id}
            removeLabel={f.removeItem(item.plot_no)}
            onRemove={mayEdit && !item.listing_no ? () => remove(item.id, item.plot_no) : undefined}
          >
            {item.plot_no} · {f.quarterOf(item.planned_quarter)}
            {item.listing_no && ` · ${item.listing_no}`}
          </Chip>
        ))}
      </div>
      {mayEdit && (
        <div class="supply-acts">
          <PlotChoice value={chosen} onPick={(plot) => setChosen(plot.id)} />
          <Select
            label={f.quarter()}
            value={quarter}
            options={[1, 2, 3, 4].map((n) => ({ value: String(n), label: f.quarterOf(n) }))}
            onValue={setQuarter}
          />
          <Button icon="plus" busy={busy} disabled={chosen === null} onClick={add}>
            {f.addItem()}
          </Button>
        </div>
      )}
    </section>
  );
}

function NewPlan() {
  const year = Number(zone.value?.today.slice(0, 4)) || 2026;
  const [entries, setEntries] = useState({ year: String(year + 1), title: "", document: "", approved_on: "" });
  const { busy, refusal, run } = useAct();
  const set = (change: Partial<typeof entries>) => setEntries({ ...entries, ...change });
  const make = () =>
    run(async () => {
      await api.post("/api/supply-plans", {
        body: {
          year: Number(entries.year),
          title: entries.title.trim(),
          document: entries.document.trim(),
          approved_on: entries.approved_on || null,
        },
      });
      set({ title: "", document: "", approved_on: "" });
      noteDataChange();
    });
  return (
    <fieldset class="supply-fields">
      <legend>{f.newPlan()}</legend>
      <RefusalNote refusal={refusal} />
      <TextField label={f.planTitle()} value={entries.title} required onValue={(title) => set({ title })} />
      <TextField
        label={f.planYear()}
        value={entries.year}
        inputMode="numeric"
        required
        onValue={(text) => set({ year: text })}
      />
      <TextField label={f.planDocument()} value={entries.document} onValue={(document) => set({ document })} />
      <TextField
        type="date"
        label={f.planApproved()}
        value={entries.approved_on}
        onValue={(approved_on) => set({ approved_on })}
      />
      <div class="supply-picked">
        <Button
          icon="plus"
          busy={busy}
          disabled={!entries.title.trim() || !/^\d{4}$/.test(entries.year)}
          onClick={make}
        >
          {f.makePlan()}
        </Button>
      </div>
    </fieldset>
  );
}
