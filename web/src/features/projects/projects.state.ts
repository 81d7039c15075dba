import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { addressFilter } from "../../app/address-filter";
import { dataRevision } from "../../app/changes";
import { asOfQuery, desk, extra, setExtra } from "../../app/location";
import { can, session } from "../../app/session";
import type { Issue, Letter, ProjectSheet, Review } from "./types";

/** The road in its order, and the three doors that lead off it. */
export const road = [
  "lead",
  "negotiating",
  "signed",
  "landed",
  "started",
  "building",
  "completed",
  "producing",
  "attained",
] as const;
export const doors = ["paused", "terminated", "withdrawn"] as const;

export const tabs = ["board", "list", "letters", "problems", "reviews"] as const;
export type TabName = (typeof tabs)[number];

const isOpen = () => desk.value === "projects" && Boolean(session.value?.signed_in) && can("project:read");
const moment = () => ({ ...asOfQuery.value, revision: dataRevision.value });

export const tab = computed<TabName>(() => {
  const asked = extra.value.projecttab as TabName | undefined;
  return asked && tabs.includes(asked) ? asked : "board";
});
export const openTab = (name: string) => {
  setExtra("projecttab", name === "board" ? null : name);
  setExtra("project", null);
  setExtra("review", null);
};

const numberOf = (name: string) =>
  computed(() => {
    const value = Number(extra.value[name]);
    return Number.isInteger(value) && value > 0 ? value : null;
  });
export const projectId = numberOf("project");
export const reviewId = numberOf("review");
export const letterId = numberOf("letter");
export const problemId = numberOf("problem");
export const openProject = (id: number | null) => setExtra("project", id === null ? null : String(id));
export const openReview = (id: number | null) => setExtra("review", id === null ? null : String(id));

/** The filter of board, list and export. */
export const filterNames = ["park", "stage", "light", "officer", "q", "rate", "rate_class"] as const;
export type FilterName = (typeof filterNames)[number];
export const { filter, isFiltered, setFilter, clearFilter, filterQuery } = addressFilter("p", filterNames);

export const projects = resource(
  () =>
    isOpen() && projectId.value === null && (tab.value === "board" || tab.value === "list")
      ? { ...filter.value, ...moment() }
      : null,
  ({ revision: _, ...query }, abort) => api.get("/api/projects", { query, signal: abort }),
);
export const sheet = resource(
  () => (isOpen() && projectId.value !== null ? { id: projectId.value, ...moment() } : null),
  ({ revision: _, id, ...query }, abort) =>
    api.get("/api/projects/{project_id}", { path: { project_id: id }, query, signal: abort }),
);
export const letters = resource(
  () =>
    isOpen() && (projectId.value !== null || tab.value === "letters")
      ? { project_id: projectId.value, ...moment() }
      : null,
  ({ revision: _, ...query }, abort) => api.get("/api/supervision-letters", { query, signal: abort }),
);
export const problems = resource(
  () =>
    isOpen() && (projectId.value !== null || tab.value === "problems" || reviewId.value !== null)
      ? { project_id: projectId.value, review_id: projectId.value === null ? reviewId.value : null, ...moment() }
      : null,
  ({ revision: _, ...query }, abort) => api.get("/api/project-problems", { query, signal: abort }),
);
export const reviews = resource(
  () => (isOpen() && tab.value === "reviews" ? moment() : null),
  ({ revision: _, ...query }, abort) => api.get("/api/site-reviews", { query, signal: abort }),
);
export const officers = resource(
  () => (isOpen() ? { revision: dataRevision.value } : null),
  (_, abort) => api.get("/api/projects/officers", { signal: abort }),
);

/** The dialog that is open over the page. */
export type Asked =
  | { kind: "new" | "freeze" | "review" }
  | { kind: "edit" | "schedule" | "progress" | "letter" | "problem"; sheet: ProjectSheet }
  | { kind: "move"; sheet: ProjectSheet; stage: string }
  | { kind: "take_back"; sheet: ProjectSheet; moveId: number }
  | { kind: "letter_step"; letter: Letter; state: string }
  | { kind: "problem_step"; problem: Issue; state: string }
  | { kind: "review_problem"; review: Review; projectId: number }
  | { kind: "scores"; review: Review; projectId: number; judgeNo: number };
export const asked = signal<Asked | null>(null);
export const closeAsked = () => {
  asked.value = null;
};

export { send } from "../../app/changes";
