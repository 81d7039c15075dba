import { sentenceOf } from "../../api/problem";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatLength } from "../../locale/units";
import { Badge } from "../../ui/chips";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { m } from "./messages";
import { openTask, tasks } from "./patrol.state";
import type { TaskItem } from "./types";

/** The rounds, open ones first. */
export function TasksView() {
  const found = tasks.data.value;
  if (tasks.error.value !== null) return <ErrorState text={sentenceOf(tasks.error.value)} onRetry={tasks.reload} />;
  if (!found) return <LoadingState />;
  if (!found.length) {
    return (
      <EmptyState icon="road" title={m.emptyTasks()}>
        {m.emptyTasksText()}
      </EmptyState>
    );
  }
  return (
    <table class="page-table patrol-grid">
      <thead>
        <tr>
          <th scope="col">{m.taskNo()}</th>
          <th scope="col">{m.title()}</th>
          <th scope="col">{m.park()}</th>
          <th scope="col">{m.group()}</th>
          <th scope="col">{m.taskState()}</th>
          <th scope="col" class="number">
            {m.progress()}
          </th>
          <th scope="col">{m.taskDue()}</th>
          <th scope="col" class="number">
            {m.routeLength("")}
          </th>
        </tr>
      </thead>
      <tbody>
        {found.map((task) => (
          <tr key={task.id}>
            <td>
              <button type="button" class="text-button" onClick={() => openTask(task.id)}>
                {task.task_no}
              </button>
            </td>
            <td>{task.title_zh}</td>
            <td>{inLanguage(task.park_name_zh, task.park_name_en)}</td>
            <td>
              {task.group_name_zh}
              {task.assignee_name && <span class="quiet"> · {task.assignee_name}</span>}
            </td>
            <td>
              <TaskMark task={task} />
            </td>
            <td class="number">
              {task.visited} / {task.stops}
            </td>
            <td>
              {formatDate(task.due_on)} <DueMark task={task} />
            </td>
            <td class="number">{task.route_length_m === null ? "" : formatLength(task.route_length_m)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const tones = { planned: "info", under_way: "accent", done: "success", cancelled: "neutral" } as const;

export function TaskMark({ task }: { task: Pick<TaskItem, "state"> }) {
  return <Badge tone={tones[task.state as keyof typeof tones]}>{term("patrol.TaskState", task.state)}</Badge>;
}

export function DueMark({ task }: { task: Pick<TaskItem, "state" | "is_overdue" | "days_left"> }) {
  if (task.is_overdue) return <Badge tone="danger">{m.overdue(-task.days_left)}</Badge>;
  if (task.state === "done" || task.state === "cancelled") return null;
  return <span class="quiet">{m.daysLeft(task.days_left)}</span>;
}
