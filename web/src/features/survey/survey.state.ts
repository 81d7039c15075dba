import { computed, effect, signal } from "@preact/signals";
import { api } from "../../api/client";
import { PagedRows } from "../../api/paged-rows";
import { resource } from "../../api/resource";
import type * as contract from "../../api/schema";
import type { Feature } from "../../api/types";
import { noteDataChange } from "../../app/changes";
import { isPhone, layout, setLayout } from "../../app/layout";
import { desk, extra, setExtra } from "../../app/location";
import { clearMarks, clearPreview, showPreview } from "../../app/map-actions";
import { mapView } from "../../app/map-state";
import { part } from "../../app/part";
import { registerPanel } from "../../app/registry";
import { can, session } from "../../app/session";
import { previewFeatures } from "./preview";
import type { Action, Issue, PreviewProperties, Severity, SurveyRow } from "./types";

/** The survey that is open; its number is part of the address. */
export const surveyId = computed(() => {
  const id = Number(extra.value.survey);
  return Number.isInteger(id) && id > 0 ? id : null;
});
const isHere = computed(() => desk.value === "survey" && session.value?.signed_in === true && can("survey:read"));

export function openSurvey(id: number): void {
  setExtra("survey", String(id));
  // On a phone there is room for one sheet: the survey itself comes first, its tables on demand.
  if (!isPhone.value) setLayout({ bottom: true });
}

export function closeSurvey(): void {
  setExtra("survey", null);
  setExtra("rows", null);
}

/** Counts answers and decisions of this page, so that everything about the survey is asked again. */
export const surveyRound = signal(0);

export const survey = resource(
  () => (isHere.value && surveyId.value !== null ? { id: surveyId.value, round: surveyRound.value } : null),
  ({ id }, abort) => api.get("/api/surveys/{survey_id}", { path: { survey_id: id }, signal: abort }),
);

/** Plots that the last delivery of the same source brought and that this one leaves out. */
export const missing = resource(
  () => (isHere.value && surveyId.value !== null ? { id: surveyId.value, round: surveyRound.value } : null),
  ({ id }, abort) => api.get("/api/surveys/{survey_id}/missing", { path: { survey_id: id }, signal: abort }),
);

// ---- bottom: findings and rows --------------------------------------------------------------------------------------

export type TableTab = "issues" | "rows";
export const tableTab = computed<TableTab>(() => (extra.value.rows === "rows" ? "rows" : "issues"));
export function openTable(tab: TableTab): void {
  setExtra("rows", tab === "rows" ? "rows" : null);
  setLayout(isPhone.value ? { bottom: true, left: false, right: false } : { bottom: true });
}

export const issueFilter = signal<{ severity: Severity | ""; code: string }>({ severity: "", code: "" });
export const actionFilter = signal<Action | "">("");
export const issues = new PagedRows<Issue>((issue) => issue.id, 200);
export const surveyRows = new PagedRows<SurveyRow>((row) => row.row_no, 200);
/** The rows picked for acceptance; empty = all. */
export const chosenRows = signal<ReadonlySet<number>>(new Set());
/** The row whose shape is lit up. */
export const shownRow = signal<number | null>(null);

export function chooseRow(row: number, on: boolean): void {
  const next = new Set(chosenRows.value);
  if (on) next.add(row);
  else next.delete(row);
  chosenRows.value = next;
}

/** Every row that may be accepted, also those that have not been scrolled into view. */
export async function chooseAll(): Promise<void> {
  const id = surveyId.value;
  if (id === null) return;
  const pages = await Promise.all(
    (["new", "revise"] as const).map((action) =>
      api.get("/api/surveys/{survey_id}/rows", { path: { survey_id: id }, query: { action, limit: 5000 } }),
    ),
  );
  chosenRows.value = new Set(
    pages.flatMap(({ items }) => items.filter((row) => row.accepted_plot_id === null).map((row) => row.row_no)),
  );
}

// ---- the preview on the map -----------------------------------------------------------------------------------------

const previewLimit = 5000;
export const preview = resource(
  () => (isHere.value && surveyId.value !== null ? { id: surveyId.value, round: surveyRound.value } : null),
  ({ id }, abort) =>
    api.get("/api/surveys/{survey_id}/features", {
      path: { survey_id: id },
      query: { limit: previewLimit },
      signal: abort,
    }),
);

export function featureOf(row: number): Feature<PreviewProperties> | null {
  return preview.data.value?.features.find((feature) => feature.properties.row_no === row) ?? null;
}

/** Follow the open survey. */
function bindSurvey(): void {
  let shown: number | null = null;
  effect(() => {
    const features = preview.data.value?.features ?? null;
    const view = mapView.value;
    if (!view) return;
    if (!features) {
      if (shown !== null) {
        clearPreview();
        clearMarks();
      }
      shown = null;
      return;
    }
    showPreview(previewFeatures(features), { fit: shown !== surveyId.peek() });
    shown = surveyId.peek();
  });
  effect(() => {
    void surveyId.value;
    chosenRows.value = new Set();
    shownRow.value = null;
    issueFilter.value = { severity: "", code: "" };
    actionFilter.value = "";
  });
  effect(() => {
    const id = surveyId.value;
    void surveyRound.value;
    const { severity, code } = issueFilter.value;
    if (!isHere.value || id === null) return issues.clear();
    if (!layout.value.bottom) return;
    issues.ask((offset, limit, abort) =>
      api.get("/api/surveys/{survey_id}/issues", {
        path: { survey_id: id },
        query: { severity, code, offset, limit },
        signal: abort,
      }),
    );
  });
  effect(() => {
    const id = surveyId.value;
    void surveyRound.value;
    const action = actionFilter.value;
    if (!isHere.value || id === null) return surveyRows.clear();
    if (!layout.value.bottom) return;
    surveyRows.ask((offset, limit, abort) =>
      api.get("/api/surveys/{survey_id}/rows", {
        path: { survey_id: id },
        query: { action, offset, limit },
        signal: abort,
      }),
    );
  });
}

// ---- answering and deciding -----------------------------------------------------------------------------------------

export async function answerSurvey(id: number, answers: Record<string, unknown>): Promise<void> {
  await api.post("/api/surveys/{survey_id}/answer", { path: { survey_id: id }, body: answers });
  chosenRows.value = new Set();
  surveyRound.value += 1;
}

export type Accepted = contract.SurveyAccepted;

export async function acceptSurvey(
  id: number,
  validFrom: string,
  document: string,
  rows: number[] | null,
): Promise<Accepted> {
  const taken = await api.post("/api/surveys/{survey_id}/accept", {
    path: { survey_id: id },
    body: {
      valid_from: validFrom,
      document: document.trim() || null,
      ...(rows ? { rows } : {}),
    },
  });
  chosenRows.value = new Set();
  clearMarks();
  surveyRound.value += 1;
  noteDataChange();
  return taken;
}

export async function rejectSurvey(id: number, reason: string): Promise<void> {
  await api.post("/api/surveys/{survey_id}/reject", { path: { survey_id: id }, body: { reason } });
  surveyRound.value += 1;
}

bindSurvey();

registerPanel({
  id: "survey-tables",
  slot: "bottom",
  order: 10,
  desks: ["survey"],
  component: part(async () => (await import("./survey-tables")).SurveyTables),
  visible: () => surveyId.value !== null,
});
