import type { ComponentChildren } from "preact";
import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory, parkName } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { ErrorState, LoadingState } from "../../ui/states";
import { FactsPart } from "./facts-part";
import { LetterList } from "./letter-list";
import { lm } from "./letter-messages";
import { LightMark, WhyLight } from "./light-mark";
import { m, ms } from "./messages";
import { MonthsPart } from "./months-part";
import { MovesPart } from "./moves-part";
import { ProblemList } from "./problem-list";
import { ProgressPart } from "./progress-part";
import { asked, letters, openProject, problems, sheet } from "./projects.state";
import type { ProjectSheet } from "./types";

/** One project: where it stands and why, how it came there, plan and progress, letters and problems. */
export function SheetPage() {
  const project = sheet.data.value;
  const error = sheet.error.value;
  return (
    <div class="page projects-page">
      <div>
        <Button kind="quiet" icon="chevronLeft" onClick={() => openProject(null)}>
          {m.back()}
        </Button>
      </div>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={sheet.reload} />}
      {!project && error === null && <LoadingState />}
      {project && <Sheet project={project} />}
    </div>
  );
}

function Sheet({ project }: { project: ProjectSheet }) {
  const mayEdit = can("project:edit") && !isHistory.value;
  const maySupervise = can("supervision:edit") && !isHistory.value;
  const ask = (kind: "edit" | "schedule" | "progress" | "letter" | "problem") => () => {
    asked.value = { kind, sheet: project };
  };
  return (
    <>
      <header class="page-head sheet-head">
        <div>
          <h2>{inLanguage(project.name_zh, project.name_en)}</h2>
          <p class="sheet-line">
            <span class="figure">{project.project_no}</span>
            <Badge tone="accent">{term("projects.ProjectStage", project.stage)}</Badge>
            <span class="quiet">
              {m.since()} {formatDate(project.stage_since)}
            </span>
            <LightMark light={project.light} />
            <span class="quiet">{parkName(project.park_code)}</span>
            {project.plot_no && <span class="quiet">{project.plot_no}</span>}
          </p>
        </div>
      </header>
      <WhyLight
        light={project.light}
        aspects={project.why?.aspects ?? []}
        limits={project.limits}
        open={project.light === "red" || project.light === "yellow"}
      />
      <div class="sheet-columns">
        <div class="sheet-column">
          <Part title={ms.moves()}>
            <MovesPart project={project} />
          </Part>
          <Part title={ms.monthLights()}>
            <MonthsPart project={project} />
          </Part>
        </div>
        <div class="sheet-column sheet-wide">
          <Part title={ms.facts()} action={mayEdit && { label: ms.edit(), run: ask("edit") }}>
            <FactsPart project={project} />
          </Part>
          <Part
            title={ms.schedule()}
            action={mayEdit && { label: ms.report(), run: ask("progress") }}
            second={mayEdit && { label: ms.newPlan(), run: ask("schedule") }}
          >
            <ProgressPart project={project} />
          </Part>
          <Part title={m.letters()} action={maySupervise && { label: lm.newLetter(), run: ask("letter") }}>
            <LetterList list={letters.data.value} error={letters.error.value} retry={letters.reload} />
          </Part>
          <Part title={m.problems()} action={maySupervise && { label: lm.newProblem(), run: ask("problem") }}>
            <ProblemList list={problems.data.value} error={problems.error.value} retry={problems.reload} />
          </Part>
        </div>
      </div>
    </>
  );
}

interface PartAction {
  label: string;
  run: () => void;
}

interface PartProps {
  title: string;
  action?: PartAction | false;
  second?: PartAction | false;
  children: ComponentChildren;
}

/** One card of the sheet: title, what can be done here, content. */
export function Part({ title, action, second, children }: PartProps) {
  return (
    <section class="page-card sheet-part" aria-label={title}>
      <header class="sheet-part-head">
        <h3>{title}</h3>
        {second && <Button onClick={second.run}>{second.label}</Button>}
        {action && <Button onClick={action.run}>{action.label}</Button>}
      </header>
      {children}
    </section>
  );
}
