import type { Feature } from "../../api/types";
import type { Action, PreviewProperties, Severity, Survey } from "./types";

/** The look of a row on the map: what stands in the way first, then what it would do. */
export function toneOf(action: Action, worst: Severity | null): "error" | "warning" | "new" | "same" {
  if (action === "blocked") return "error";
  if (action === "unchanged") return "same";
  return worst === "warning" ? "warning" : "new";
}

/** What is still to be decided. Rows in the register are drawn by the plot layer; a revised plot has its number there already. */
export function previewFeatures(features: Feature<PreviewProperties>[]): Feature[] {
  const open = features.filter(({ properties }) => !properties.accepted);
  return open.map(({ type, id, geometry, properties }) => ({
    type,
    id,
    geometry,
    properties: {
      tone: toneOf(properties.action, properties.worst_severity),
      label: isNamedOnMap(properties.action) ? undefined : (properties.plot_no ?? String(properties.row_no)),
      row_no: properties.row_no,
    },
  }));
}

function isNamedOnMap(action: Action): boolean {
  return action === "revise" || action === "unchanged";
}

/** May rows be accepted now? The plot-number question only stands in the way of rows without a number, the others of the whole file. */
export function isWaiting(survey: Pick<Survey, "state" | "questions">): boolean {
  return survey.state === "asking" && survey.questions.some(({ code }) => code !== "field_map");
}

export function isOpen(state: string): boolean {
  return state === "asking" || state === "checked" || state === "partly_accepted";
}

/** How many rows "accept all" would still take. */
export function openRows({ counts, accepted_count }: Pick<Survey, "counts" | "accepted_count">): number {
  return Math.max(0, (counts.new ?? 0) + (counts.revise ?? 0) - accepted_count);
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
