import { signal } from "@preact/signals";
import { term } from "../../app/terms";
import { areaFigure, areaUnitLabel } from "../../locale/units";
import { Bars } from "./bars";
import { follow, openList } from "./cockpit.state";
import { FigureTile } from "./figure-tile";
import { Flow } from "./flow";
import { League } from "./league";
import { m } from "./messages";
import { ParkTable } from "./park-table";
import type { AgeBy, Cockpit, Figure } from "./types";

const tones: Record<string, "danger" | "warning" | "success"> = {
  "idle.determined": "danger",
  "idle.rate": "danger",
  "idle.suspected": "warning",
  "project.red": "danger",
  "project.yellow": "warning",
  "project.green": "success",
  "duty.red": "danger",
  "duty.escalated": "danger",
  "duty.amber": "warning",
  "duty.green": "success",
};
const ageBy = signal<AgeBy>("idle_age");

/** Every group of figures, and the pictures beside them. */
export function Overview({ found }: { found: Cockpit }) {
  const shown = found.figures.filter((figure) => !figure.is_input);
  const groups = [...new Set(shown.map((figure) => figure.group))];
  return (
    <div class="cockpit">
      {groups.map((group) => (
        <Group key={group} group={group} figures={shown.filter((figure) => figure.group === group)} />
      ))}
      <div class="cockpit-pictures">
        <Ageing found={found} />
        <Flow found={found} />
        <League found={found} />
        <Pipeline found={found} />
      </div>
      <section>
        <h3 class="cockpit-title">{m.byPark()}</h3>
        <ParkTable found={found} />
      </section>
    </div>
  );
}

function Group({ group, figures }: { group: string; figures: Figure[] }) {
  return (
    <section class={`cockpit-group cockpit-${group}`}>
      <h3 class="cockpit-title">{term("cockpit.FigureGroup", group)}</h3>
      <div class="tiles">
        {figures.map((figure) => (
          <FigureTile key={figure.id} figure={figure} tone={tones[figure.id]} defined={figure.id === "idle.rate"} />
        ))}
      </div>
    </section>
  );
}

/** 闲置账龄: how long land has been idle, or its case open; a bar opens its list. */
function Ageing({ found }: { found: Cockpit }) {
  const bars = found.ageing.filter(({ by }) => by === ageBy.value);
  return (
    <section class="picture">
      <header class="picture-head">
        <h3 class="cockpit-title">{m.ageing()}</h3>
        <div class="picture-choice" role="group" aria-label={m.ageing()}>
          {(["idle_age", "case_age"] as const).map((by) => (
            <button key={by} type="button" aria-pressed={ageBy.value === by} onClick={() => (ageBy.value = by)}>
              {by === "idle_age" ? m.idleAge() : m.caseAge()}
            </button>
          ))}
        </div>
      </header>
      <Bars
        label={m.ageing()}
        bars={bars.map(({ by, band, count, area_m2 }) => ({
          key: band,
          name: term("cockpit.AgeBand", band),
          value: area_m2,
          words: `${areaFigure(area_m2)} ${areaUnitLabel()} · ${count}`,
          tone: band === "more" ? "danger" : band === "y2" ? "warning" : "accent",
          onPress: () => openList("idle.determined", { age: `${by}:${band}` }),
        }))}
      />
      <p class="tile-age">{m.ageBasis()}</p>
    </section>
  );
}

/** The road of projects: how many stand where; a bar opens the projects of that stage. */
function Pipeline({ found }: { found: Cockpit }) {
  return (
    <section class="picture">
      <header class="picture-head">
        <h3 class="cockpit-title">{m.pipeline()}</h3>
      </header>
      <Bars
        label={m.pipeline()}
        bars={found.pipeline.map(({ stage, count, link }) => ({
          key: stage,
          name: term("projects.ProjectStage", stage),
          value: count,
          words: `${count}`,
          onPress: () => follow(link),
        }))}
      />
    </section>
  );
}
