import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage, language } from "../../locale/language";
import { Badge } from "../../ui/chips";
import { LightMark } from "./light-mark";
import { m } from "./messages";
import { type Axis, at, axisOver, monthTicks } from "./time-axis";
import type { Lane, Process, Stage } from "./types";

interface Props {
  process: Process;
  onCase: (id: number) => void;
}

/** The process as lanes on one axis of days: items of a stage side by side, the longest branch marked, today as a line. */
export function Lanes({ process, onCase }: Props) {
  const stages = process.stages.filter((stage) => stage.lanes.length || stage.not_needed.length);
  const days = stages.flatMap((stage) => [
    stage.started_on,
    stage.due_on,
    stage.ended_on,
    ...stage.lanes.flatMap((lane) => [lane.accepted_on, lane.ends_on, lane.finished_on]),
  ]);
  // A process in which nothing moves any more is shown in its own time.
  const moving = stages.some((stage) => stage.lanes.some((lane) => lane.finished_on === null));
  const axis = axisOver([process.started_on, ...(moving ? [process.as_of] : []), ...days]);
  return (
    <div class="approval-lanes">
      <div class="approval-axis" aria-hidden="true">
        {monthTicks(axis).map((day) => (
          <span key={day} class="approval-tick figure" style={{ left: `${at(axis, day)}%` }}>
            {monthName(day)}
          </span>
        ))}
        <span class="approval-tick approval-tick-today" style={{ left: `${at(axis, process.as_of)}%` }}>
          {m.today()}
        </span>
      </div>
      {stages.map((stage) => (
        <StageLanes key={stage.code} stage={stage} axis={axis} asOf={process.as_of} onCase={onCase} />
      ))}
    </div>
  );
}

function monthName(day: string): string {
  const [year, month] = day.split("-");
  if (language.value === "zh") return month === "01" ? `${year}年1月` : `${Number(month)}月`;
  return `${month}/${(year ?? "").slice(2)}`;
}

interface StageProps {
  stage: Stage;
  axis: Axis;
  asOf: string;
  onCase: (id: number) => void;
}

function StageLanes({ stage, axis, asOf, onCase }: StageProps) {
  const names = new Map(stage.lanes.map((lane) => [lane.item_code, inLanguage(lane.item_name_zh, lane.item_name_en)]));
  const branch = stage.plan_branch.map((code) => names.get(code) ?? code).join(" → ");
  return (
    <section class="approval-stage" aria-label={inLanguage(stage.name_zh, stage.name_en)}>
      <header class="approval-stage-head">
        <h3>{inLanguage(stage.name_zh, stage.name_en)}</h3>
        <span class="approval-stage-state">
          <LightMark light={stage.state === "done" ? null : stage.light} />
          {term("approvals.StageState", stage.state)}
        </span>
        <span class="figure">
          {stage.ended_on ? m.endedOn(formatDate(stage.ended_on)) : stage.due_on && m.dueOn(formatDate(stage.due_on))}
        </span>
        <span class="quiet figure">
          {stage.plan_workdays !== null && m.byList(stage.plan_workdays, branch)}
          {stage.is_alongside && ` · ${m.alongside()}`}
        </span>
      </header>
      {stage.lanes.map((lane) => (
        <LaneRow key={lane.case_id} lane={lane} stage={stage} axis={axis} asOf={asOf} onCase={onCase} />
      ))}
      {stage.not_needed.map((spared) => (
        <div key={spared.case_id} class="approval-lane approval-lane-spared">
          <button type="button" class="approval-lane-name" onClick={() => onCase(spared.case_id)}>
            {inLanguage(spared.item_name_zh, spared.item_name_en)}
          </button>
          <span class="quiet">
            {m.notNeeded()}：{spared.reason}
          </span>
        </div>
      ))}
    </section>
  );
}

interface LaneProps extends StageProps {
  lane: Lane;
}

function LaneRow({ lane, stage, axis, asOf, onCase }: LaneProps) {
  const name = inLanguage(lane.item_name_zh, lane.item_name_en);
  const sentence = inLanguage(lane.sentence_zh, lane.sentence_en);
  return (
    <div class={`approval-lane ${lane.is_longest && stage.state !== "done" ? "is-longest" : ""}`}>
      <button
        type="button"
        class="approval-lane-name"
        title={m.lane(name, sentence)}
        onClick={() => onCase(lane.case_id)}
      >
        <LightMark light={lane.light} />
        <span class="approval-lane-title">{name}</span>
        <span class="approval-lane-marks">
          {lane.is_longest && stage.state !== "done" && (
            <Badge tone="accent" title={m.longestHint()}>
              {m.longest()}
            </Badge>
          )}
          {lane.is_simulated && !lane.has_effect && <Badge title={m.noEffect()}>{m.simulatedMark()}</Badge>}
          {lane.tolerances_overdue > 0 && <Badge tone="danger">{m.toleratedLate(lane.tolerances_overdue)}</Badge>}
          {lane.tolerances_pending > 0 && <Badge tone="warning">{m.tolerated(lane.tolerances_pending)}</Badge>}
          {lane.round > 1 && <Badge>{m.round(lane.round)}</Badge>}
          <span class="quiet">{term("approvals.CaseState", lane.state)}</span>
        </span>
      </button>
      <LaneBar lane={lane} stage={stage} axis={axis} asOf={asOf} />
    </div>
  );
}

function LaneBar({ lane, stage, axis, asOf }: { lane: Lane; stage: Stage; axis: Axis; asOf: string }) {
  const begins = lane.accepted_on ?? beginsAfter(lane, stage);
  const ends = lane.finished_on ?? lane.ends_on;
  const open = lane.accepted_on !== null && lane.finished_on === null && lane.state !== "returned";
  const late = open && lane.due_on !== null && lane.due_on < asOf;
  const left = at(axis, begins);
  const right = Math.max(at(axis, ends), left + 0.6);
  const kind = lane.accepted_on === null ? "planned" : lane.finished_on ? "done" : lane.state;
  return (
    <span class="approval-track" aria-hidden="true">
      <span
        class={`approval-bar approval-bar-${kind} ${lane.light && lane.accepted_on ? `approval-bar-${lane.light}` : ""}`}
        style={{ left: `${left}%`, width: `${right - left}%` }}
      />
      {late && (
        <span
          class="approval-bar approval-bar-over"
          style={{ left: `${right}%`, width: `${at(axis, asOf) - right}%` }}
        />
      )}
      <span class="approval-now" style={{ left: `${at(axis, asOf)}%` }} />
      <span
        class={`approval-end figure ${right > 80 ? "is-before" : ""}`}
        style={{ left: `${right > 80 ? left : late ? at(axis, asOf) : right}%` }}
      >
        {shortDay(ends)}
      </span>
    </span>
  );
}

/** Where an item that nobody has handed in should begin: after what it needs of this stage, else with the stage. */
function beginsAfter(lane: Lane, stage: Stage): string {
  const needed = stage.lanes.filter((other) => lane.needs.includes(other.item_code));
  const ends = needed.map((other) => other.finished_on ?? other.ends_on).sort();
  return ends.at(-1) ?? stage.started_on ?? lane.ends_on;
}

function shortDay(day: string): string {
  const [, month, date] = day.split("-");
  return `${Number(month)}/${Number(date)}`;
}
