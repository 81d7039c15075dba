import { term } from "../../app/terms";
import { parkName } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { formatPercent } from "../../locale/number";
import { LightMark } from "./light-mark";
import { m } from "./messages";
import { doors, openProject, road } from "./projects.state";
import type { Project, ProjectList } from "./types";

const rank = { red: 0, yellow: 1, unknown: 2, green: 3 } as const;
const weight = (project: Project) => (project.light === null ? 4 : rank[project.light]);

/** One column per stage, the most pressing first; what has left the road stands below. */
export function Board({ list }: { list: ProjectList }) {
  const at = (stage: string) =>
    list.items
      .filter((project) => project.stage === stage)
      .sort((a, b) => weight(a) - weight(b) || b.untouched_days - a.untouched_days);
  const off = doors.flatMap((door) => at(door));
  return (
    <>
      <div class="board">
        {road.map((stage) => {
          const here = at(stage);
          return (
            <section key={stage} class="board-column" aria-label={term("projects.ProjectStage", stage)}>
              <h3 class="board-head">
                {term("projects.ProjectStage", stage)} <span class="figure quiet">{here.length}</span>
              </h3>
              <ul class="board-cards">
                {here.map((project) => (
                  <Card key={project.id} project={project} />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      {off.length > 0 && (
        <section class="board-off" aria-label={m.off()}>
          <h3 class="board-head">
            {m.off()} <span class="figure quiet">{off.length}</span>
          </h3>
          <ul class="board-cards board-row">
            {off.map((project) => (
              <Card key={project.id} project={project} showStage />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Card({ project, showStage = false }: { project: Project; showStage?: boolean }) {
  return (
    <li>
      <button
        type="button"
        class={`board-card board-card-${project.light ?? "none"}`}
        onClick={() => openProject(project.id)}
      >
        <span class="board-name">{inLanguage(project.name_zh, project.name_en)}</span>
        <span class="board-line">
          {showStage ? (
            <span>{term("projects.ProjectStage", project.stage)}</span>
          ) : (
            <LightMark light={project.light} />
          )}
          {project.done_share !== null && project.light !== null && (
            <span class="figure quiet">{formatPercent(project.done_share, 0)}</span>
          )}
        </span>
        <span class="quiet board-line">
          <span title={parkName(project.park_code)}>{project.plot_no ?? project.park_code}</span>
          <span>{project.service_officer_name}</span>
        </span>
        <Marks project={project} />
      </button>
    </li>
  );
}

function Marks({ project }: { project: Project }) {
  const { open_letters, overdue_letters, open_problems, overdue_problems, untouched_days, light } = project;
  const isAlive = light !== null || project.stage === "lead" || project.stage === "negotiating";
  if (!open_letters && !open_problems && !(isAlive && untouched_days >= 30)) return null;
  return (
    <span class="board-marks">
      {open_letters > 0 && <span class={overdue_letters > 0 ? "mark-late" : ""}>{m.lettersOpen(open_letters)}</span>}
      {open_problems > 0 && (
        <span class={overdue_problems > 0 ? "mark-late" : ""}>{m.problemsOpen(open_problems)}</span>
      )}
      {isAlive && untouched_days >= 30 && <span>{m.untouched(untouched_days)}</span>}
    </span>
  );
}
