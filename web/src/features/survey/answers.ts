import { m } from "./messages";
import type { Question, Survey } from "./types";

/** What was chosen or typed per question; `other` is the EPSG code or the prefix typed instead of a choice. */
export interface Reply {
  value: string;
  other: string;
}

/** The choice that stands for "something else, typed". */
export const otherChoice = "\u0000other";

export function firstReplies(questions: Question[]): Record<string, Reply> {
  return Object.fromEntries(questions.map(({ code, suggestion }) => [code, { value: suggestion ?? "", other: "" }]));
}

/** The body of POST …/answer, or which question still lacks its answer. */
export function readReplies(
  questions: Question[],
  replies: Record<string, Reply>,
): { answers: Record<string, unknown>; missing: Record<string, string> } {
  const answers: Record<string, unknown> = {};
  const missing: Record<string, string> = {};
  for (const { code } of questions) {
    const reply = replies[code];
    const typed = reply?.other.trim() ?? "";
    if (!reply?.value || (reply.value === otherChoice && !typed)) missing[code] = m.needAnswer();
    else if (code === "field_map" && reply.value === otherChoice) answers.plot_no_prefix = typed;
    else if (code === "field_map") answers.field_map = { plot_no: reply.value };
    else answers[code] = reply.value === otherChoice ? typed : reply.value;
  }
  return { answers, missing };
}

/** What can be changed about the reading by hand. Empty text = leave it to the reader. */
export interface ReadingEntries {
  crs: string;
  encoding: string;
  area_unit: string;
  fields: Record<string, string>;
}

export function readingEntries(survey: Pick<Survey, "answers" | "reading">): ReadingEntries {
  const fields = survey.reading.field_map?.fields ?? {};
  return {
    crs: survey.answers.crs ? String(survey.answers.crs) : "",
    encoding: survey.answers.encoding ? String(survey.answers.encoding) : "",
    area_unit: survey.answers.area_unit ? String(survey.answers.area_unit) : "",
    fields: Object.fromEntries(Object.entries(fields).map(([ours, { column }]) => [ours, column])),
  };
}

/** Only what differs from how the file is read now; null = nothing to ask the server. */
export function changedReading(before: ReadingEntries, now: ReadingEntries): Record<string, unknown> | null {
  const changes: Record<string, unknown> = {};
  for (const name of ["crs", "encoding", "area_unit"] as const) {
    if (now[name].trim() !== before[name] && now[name].trim()) changes[name] = now[name].trim();
  }
  const fields = Object.entries(now.fields).filter(([ours, column]) => column && column !== before.fields[ours]);
  if (fields.length > 0) changes.field_map = Object.fromEntries(fields);
  return Object.keys(changes).length > 0 ? changes : null;
}
