import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { dataRevision } from "../../app/changes";
import { layerDefinitions } from "../../app/layers";
import { asOfQuery, desk, extra, setExtra } from "../../app/location";
import { idleParts } from "../../app/registry";
import { can } from "../../app/session";
import { isHistory } from "../../app/zone";
import type { CoverageItem, Group, Member, Task, Visit } from "./types";

export const views = ["coverage", "tasks", "visits", "groups"] as const;
export type ViewName = (typeof views)[number];

export const isOpen = () =>
  desk.value === "idle" && (extra.value.idle_tab ?? idleParts.value[0]?.id) === "patrol" && can("patrol:read");
const moment = () => ({ ...asOfQuery.value, revision: dataRevision.value });
export const mayEdit = computed(() => can("patrol:edit") && !isHistory.value);

export const view = computed<ViewName>(() => {
  const asked = extra.value.patrol_view as ViewName | undefined;
  return asked && views.includes(asked) ? asked : "coverage";
});
export const openView = (name: string) => {
  setExtra("patrol_view", name === "coverage" ? null : name);
  setExtra("patrol_task", null);
};

export const filterNames = ["park", "state", "group_id", "assigned", "q"] as const;
export type FilterName = (typeof filterNames)[number];
export const filter = computed(
  () =>
    Object.fromEntries(filterNames.map((name) => [name, extra.value[`patrol_${name}`] ?? ""])) as Record<
      FilterName,
      string
    >,
);
export const isFiltered = computed(() => Object.values(filter.value).some(Boolean));
export const setFilter = (name: FilterName, value: string) => setExtra(`patrol_${name}`, value || null);
export const clearFilter = () => {
  for (const name of filterNames) setFilter(name, "");
};

export const taskId = computed(() => {
  const value = Number(extra.value.patrol_task);
  return Number.isInteger(value) && value > 0 ? value : null;
});
export const openTask = (id: number | null) => {
  setExtra("patrol_view", "tasks");
  setExtra("patrol_task", id === null ? null : String(id));
};

export const coverage = resource(
  () => (isOpen() && view.value === "coverage" ? { ...filter.value, ...moment() } : null),
  ({ revision: _, ...query }, abort) => api.get("/api/patrol/coverage", { query, signal: abort }),
);
export const picture = resource(
  () => (isOpen() && view.value === "coverage" ? { park: filter.value.park, ...moment() } : null),
  ({ revision: _, ...query }, abort) => api.get("/api/patrol/picture", { query, signal: abort }),
);
export const tasks = resource(
  () => (isOpen() && view.value === "tasks" && taskId.value === null ? moment() : null),
  ({ revision: _, ...query }, abort) => api.get("/api/patrol/tasks", { query, signal: abort }),
);
export const task = resource(
  () => (isOpen() && taskId.value !== null ? { id: taskId.value, ...moment() } : null),
  ({ revision: _, id, ...query }, abort) =>
    api.get("/api/patrol/tasks/{task_id}", { path: { task_id: id }, query, signal: abort }),
);
export const taskPicture = resource(
  () => {
    const shown = task.data.value;
    return isOpen() && shown
      ? { park: shown.park_code, plot_id: shown.stops.map(({ plot_id }) => plot_id), ...asOfQuery.value }
      : null;
  },
  (query, abort) => api.get("/api/patrol/picture", { query, signal: abort }),
);
export const visits = resource(
  () => (isOpen() && view.value === "visits" ? moment() : null),
  ({ revision: _, ...query }, abort) => api.get("/api/patrol/visits", { query, signal: abort }),
);
export const groups = resource(
  () => (isOpen() ? moment() : null),
  ({ revision: _, ...query }, abort) => api.get("/api/patrol/groups", { query, signal: abort }),
);

/** Plots chosen for a round or a group; not in the address, because it is a hand that is still moving. */
export const chosen = signal<ReadonlySet<number>>(new Set());
export const toggle = (id: number) => {
  const next = new Set(chosen.value);
  if (!next.delete(id)) next.add(id);
  chosen.value = next;
};

/** Colour and pattern of each state of coverage, as on the map. */
export const classes = computed(() => {
  const layer = layerDefinitions.value.find(({ id }) => id === "patrol");
  return new Map((layer?.legend.classes ?? []).map((entry) => [entry.value, entry]));
});

/** What a visit is recorded of: a plot, perhaps as the stop of a round. */
export interface VisitOf {
  plot_id: number;
  plot_no: string;
  park_code: string;
  task_id: number | null;
  planned_on: string | null;
}

export type Asked =
  | { kind: "plan"; plots: CoverageItem[] }
  | { kind: "assign"; plots: number[] }
  | { kind: "visit"; of: VisitOf }
  | { kind: "call_off"; task: Task }
  | { kind: "withdraw"; visit: Visit }
  | { kind: "open_case"; visit: Visit }
  | { kind: "group" }
  | { kind: "member"; group: Group }
  | { kind: "leave"; group: Group; member: Member };
export const asked = signal<Asked | null>(null);
export const closeAsked = () => {
  asked.value = null;
};

export { send } from "../../app/changes";
