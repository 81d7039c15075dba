import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { openDesk } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { listed } from "../../locale/punctuation";
import { formatArea, formatLength } from "../../locale/units";
import { Button, IconButton } from "../../ui/button";
import { ErrorState, LoadingState } from "../../ui/states";
import { toast } from "../../ui/toast";
import { GroundPicture } from "./ground-picture";
import { m } from "./messages";
import { asked, mayEdit, openTask, send, task, taskPicture } from "./patrol.state";
import { DueMark, TaskMark } from "./tasks-view";
import type { Stop, Task } from "./types";

/** One round: the way as a sketch, the stops in order, what was seen; prints as the sheet that is carried along. */
export function TaskSheet() {
  const found = task.data.value;
  if (task.error.value !== null) return <ErrorState text={sentenceOf(task.error.value)} onRetry={task.reload} />;
  if (!found) return <LoadingState />;
  return (
    <article class="patrol-sheet">
      <Head task={found} />
      <div class="patrol-split">
        <Stops task={found} />
        <Sketch task={found} />
      </div>
    </article>
  );
}

const isOver = (found: Task) => found.state === "done" || found.state === "cancelled";

function Head({ task: found }: { task: Task }) {
  return (
    <header class="patrol-sheet-head">
      <div>
        <h3>
          {found.task_no} {found.title_zh} <TaskMark task={found} /> <DueMark task={found} />
        </h3>
        <p class="quiet">
          {inLanguage(found.park_name_zh, found.park_name_en)} · {found.group_name_zh}
          {found.assignee_name && ` · ${found.assignee_name}`} · {m.taskDue()} {formatDate(found.due_on)} ·{" "}
          {m.progress()} {found.visited} / {found.stop_count}
          {found.route_length_m !== null && ` · ${m.routeLength(formatLength(found.route_length_m))}`}
        </p>
        <p class="quiet">
          {m.plannedBy(found.recorded_by_name, formatDate(found.planned_on))}
          {found.note_zh && ` · ${found.note_zh}`}
        </p>
        {found.cancelled_on && <p>{m.cancelledBecause(formatDate(found.cancelled_on), found.cancel_reason ?? "")}</p>}
      </div>
      <div class="patrol-acts no-print">
        <Button icon="back" onClick={() => openTask(null)}>
          {m.back()}
        </Button>
        <Button icon="print" onClick={() => window.print()}>
          {m.print()}
        </Button>
        {mayEdit.value && !isOver(found) && (
          <Button
            icon="ban"
            onClick={() => {
              asked.value = { kind: "call_off", task: found };
            }}
          >
            {m.callOff()}
          </Button>
        )}
      </div>
    </header>
  );
}

async function reorder(found: Task, order: number[]): Promise<void> {
  try {
    await send(
      api.put("/api/patrol/tasks/{task_id}/order", { path: { task_id: found.id }, body: { plot_ids: order } }),
    );
    toast(m.orderSaved());
  } catch (error) {
    toast(sentenceOf(error), "error");
  }
}

function Stops({ task: found }: { task: Task }) {
  const order = found.stops.map(({ plot_id }) => plot_id);
  const swap = (index: number, other: number) => {
    const next = [...order];
    const [one, two] = [next[index], next[other]];
    if (one === undefined || two === undefined) return;
    next[index] = two;
    next[other] = one;
    void reorder(found, next);
  };
  const mayOrder = mayEdit.value && !isOver(found);
  return (
    <table class="page-table patrol-grid patrol-stops" aria-label={m.stops()}>
      <thead>
        <tr>
          <th scope="col" class="number">
            {m.stopNo()}
          </th>
          <th scope="col">{m.plotNo()}</th>
          <th scope="col">{m.holder()}</th>
          <th scope="col">{m.reason()}</th>
          <th scope="col">{m.development()}</th>
          <th scope="col">{m.seen()}</th>
          <th scope="col" class="print-only-cell">
            {m.signHere()}
          </th>
          <th scope="col" class="no-print" />
        </tr>
      </thead>
      <tbody>
        {found.stops.map((stop, index) => (
          <tr key={stop.plot_id}>
            <td class="number">{stop.stop_no}</td>
            <td>
              <button
                type="button"
                class="text-button"
                onClick={() => {
                  openDesk("map");
                  goToPlot({ id: stop.plot_id });
                }}
              >
                {stop.plot_no}
              </button>
              <div class="quiet">{stop.area_m2 === null ? "" : formatArea(stop.area_m2)}</div>
            </td>
            <td>{stop.holder_name_zh}</td>
            <td>{term("patrol.StopReason", stop.reason)}</td>
            <td>{term("land.DevelopmentState", stop.development)}</td>
            <td>
              <Seen stop={stop} />
            </td>
            <td class="print-only-cell sign-cell" />
            <td class="page-actions no-print">
              {mayOrder && (
                <>
                  <IconButton
                    icon="chevronUp"
                    label={`${m.up()} ${stop.plot_no}`}
                    disabled={index === 0}
                    onClick={() => swap(index, index - 1)}
                  />
                  <IconButton
                    icon="chevronDown"
                    label={`${m.down()} ${stop.plot_no}`}
                    disabled={index === order.length - 1}
                    onClick={() => swap(index, index + 1)}
                  />
                </>
              )}
              {mayEdit.value && found.state !== "cancelled" && stop.visit_id === null && (
                <Button
                  onClick={() => {
                    asked.value = {
                      kind: "visit",
                      of: {
                        plot_id: stop.plot_id,
                        plot_no: stop.plot_no ?? "",
                        park_code: found.park_code,
                        task_id: found.id,
                        planned_on: found.planned_on,
                      },
                    };
                  }}
                >
                  {m.recordVisit()}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Seen({ stop }: { stop: Stop }) {
  if (stop.visit_id === null) return <span class="quiet">{m.notVisited()}</span>;
  return (
    <>
      {formatDate(stop.visited_on)} {term("patrol.VisitOutcome", stop.outcome)}
      <div class="quiet">
        {listed((stop.observations ?? []).map((sight) => term("patrol.Sight", sight)))} · {stop.visitor_name}
      </div>
    </>
  );
}

function Sketch({ task: found }: { task: Task }) {
  const drawn = taskPicture.data.value;
  if (!drawn || found.route?.type !== "LineString") return <div class="patrol-sketch" />;
  const way = {
    line: found.route.coordinates,
    stops: found.stops.map((stop) => ({ ...stop, is_done: stop.visit_id !== null })),
  };
  return (
    <div class="patrol-sketch">
      <GroundPicture picture={drawn} label={m.routePicture()} way={way} close height={440} />
      <p class="quiet">{m.straight()}</p>
    </div>
  );
}
