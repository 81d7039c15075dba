import { Tabs } from "../../ui/tabs";
import { CoverageView } from "./coverage-view";
import { GroupsView } from "./groups-view";
import { m } from "./messages";
import { openView, taskId, view, views } from "./patrol.state";
import { PatrolDialogs } from "./patrol-dialogs";
import { TaskSheet } from "./task-sheet";
import { TasksView } from "./tasks-view";
import { VisitsView } from "./visits-view";
import "./patrol.css";

/** 巡查: what has to be looked at, rounds, what was seen, who goes. */
export function PatrolPart() {
  return (
    <div class="patrol">
      <Tabs
        label={m.views()}
        current={view.value}
        onChange={openView}
        tabs={views.map((name) => ({ id: name, label: m[name]() }))}
      >
        {view.value === "coverage" && <CoverageView />}
        {view.value === "tasks" && (taskId.value === null ? <TasksView /> : <TaskSheet />)}
        {view.value === "visits" && <VisitsView />}
        {view.value === "groups" && <GroupsView />}
      </Tabs>
      <PatrolDialogs />
    </div>
  );
}
