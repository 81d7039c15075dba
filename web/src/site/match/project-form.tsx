import { useState } from "preact/hooks";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { NumberBlank } from "../blanks";
import { noPlan, type Plan, type PlanNumber, planNumbers } from "../plan";
import { matched, matchWith, plan, setPlan } from "../state";
import { w } from "./messages";

const units: Record<PlanNumber, () => string> = {
  investment: w.wan,
  output: w.wan,
  added: w.wan,
  tax: w.wan,
  energy: w.tce,
  staff: w.people,
  waterUse: w.cubic,
  sewageUse: w.cubic,
  floorArea: w.m2,
  rent: w.rentUnit,
  buildingHeight: w.metre,
  far: w.ratio,
};

function ProjectNumber({ name, value }: { name: PlanNumber; value: number | null }) {
  return (
    <div class="project-number">
      <span class="project-number-name">{w[name]()}</span>
      <span class="project-number-value">
        <NumberBlank
          label={w[name]()}
          value={value}
          placeholder={w.blank()}
          onValue={(next) => setPlan({ [name]: next })}
        />{" "}
        {units[name]()}
      </span>
    </div>
  );
}

/** Criteria that exclude when nobody says otherwise; the server's list of usual musts. */
const usual = ["industry", "park", "area_min", "area_max", "floor_area", "price", "rent", "delivery"];

function Musts({ current }: { current: Plan }) {
  const answer = matched.data.value;
  const asked = answer?.weights ?? [];
  const must = new Set(current.must ?? usual);
  // Both ends of an area are one wish.
  const named = (criterion: string) => (criterion === "area_min" ? ["area_min", "area_max"] : [criterion]);
  const toggle = (criterion: string, on: boolean) => {
    const next = new Set(must);
    for (const name of named(criterion)) {
      if (on) next.add(name);
      else next.delete(name);
    }
    setPlan({ must: [...next] });
  };
  if (asked.length === 0) return null;
  return (
    <fieldset class="project-musts">
      <legend>{w.must()}</legend>
      {asked.map((item) => (
        <label key={item.criterion} class="project-must">
          <input
            type="checkbox"
            checked={must.has(item.criterion)}
            onChange={(event) => toggle(item.criterion, event.currentTarget.checked)}
          />
          {inLanguage(item.label_zh, item.label_en)}
        </label>
      ))}
    </fieldset>
  );
}

function Weights({ current }: { current: Plan }) {
  const answer = matched.data.value;
  if (!answer || answer.weights.length === 0) return null;
  return (
    <fieldset class="project-weights">
      <legend>{w.weights()}</legend>
      <p class="quiet">{w.weightsWhy()}</p>
      {answer.weights.map((item) => (
        <label key={item.criterion} class="project-weight">
          <span>{inLanguage(item.label_zh, item.label_en)}</span>
          <input
            type="range"
            min={0}
            max={50}
            value={current.weights[item.criterion] ?? item.weight}
            onChange={(event) =>
              setPlan({ weights: { ...current.weights, [item.criterion]: Number(event.currentTarget.value) } })
            }
          />
          <output>{current.weights[item.criterion] ?? item.weight}</output>
        </label>
      ))}
      {Object.keys(current.weights).length > 0 && (
        <Button kind="quiet" onClick={() => setPlan({ weights: {} })}>
          {w.usualWeights()}
        </Button>
      )}
    </fieldset>
  );
}

/** What one says of the project beside the sentence: figures, musts, weights. Folded away until wanted. */
export function ProjectForm() {
  const current = plan.value ?? noPlan;
  const told = planNumbers.filter((name) => current[name] !== null).length;
  const [open, setOpen] = useState(told === 0);
  return (
    <section class="project" aria-label={w.project()}>
      <button type="button" class="pick pick-more" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="filter" size={14} />
        {told > 0 ? w.showProjectOn(told) : w.showProject()}
        <Icon name={open ? "chevronUp" : "chevronDown"} size={14} />
      </button>
      {open && (
        <div class="project-open">
          <p class="quiet project-lead">{w.lead()}</p>
          <div class="project-numbers">
            {planNumbers.map((name) => (
              <ProjectNumber key={name} name={name} value={current[name]} />
            ))}
          </div>
          <Musts current={current} />
          <Weights current={current} />
          {(told > 0 || current.must !== null || Object.keys(current.weights).length > 0) && (
            <Button kind="quiet" icon="close" onClick={() => matchWith(noPlan)}>
              {w.clearPlan()}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
