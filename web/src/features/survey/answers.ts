import { m } from "./messages";
import type { MappedField, Question, Survey } from "./types";

/** Begins the code of a question after one class of land use: its scheme and code follow. */
const classOf = "land_use_targets.";

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
    else if (code.startsWith(classOf)) {
      const chosen = (answers.land_use_targets ?? {}) as Record<string, string>;
      answers.land_use_targets = { ...chosen, [code.slice(classOf.length)]: reply.value };
    } else answers[code] = reply.value === otherChoice ? typed : reply.value;
  }
  return { answers, missing };
}

/** How coordinates of another datum come to CGCS2000; every number as typed, kind "" = no transformation. */
export interface Transformation {
  kind: "" | "seven" | "four" | "gcj02" | "bd09";
  convention: string;
  source: string;
  numbers: Record<string, string>;
}

/** The numbers of each kind, in the order in which papers give them. */
export const transformationNumbers: Record<Transformation["kind"], readonly string[]> = {
  "": [],
  seven: ["dx", "dy", "dz", "rx", "ry", "rz", "scale_ppm"],
  four: ["dx", "dy", "rotation", "scale_ppm"],
  gcj02: [],
  bd09: [],
};

function givenTransformation(answers: Record<string, unknown>): Transformation {
  const given = (answers.transformation ?? {}) as Record<string, unknown>;
  const kind = String(given.kind ?? "") as Transformation["kind"];
  return {
    kind: kind in transformationNumbers ? kind : "",
    convention: String(given.convention ?? ""),
    source: String(given.source ?? ""),
    numbers: Object.fromEntries(
      (transformationNumbers[kind] ?? []).map((name) => [name, given[name] === undefined ? "" : String(given[name])]),
    ),
  };
}

function transformationBody({ kind, convention, source, numbers }: Transformation): Record<string, unknown> {
  const named = transformationNumbers[kind].map((name) => [name, (numbers[name] ?? "").trim()]);
  return {
    kind,
    ...(named.length > 0 ? { ...Object.fromEntries(named), source: source.trim() } : {}),
    ...(kind === "seven" ? { convention } : {}),
  };
}

/** What can be changed about the reading by hand. Empty text = leave it to the reader. */
export interface ReadingEntries {
  crs: string;
  encoding: string;
  area_unit: string;
  fields: Record<string, string>;
  transformation: Transformation;
}

export function readingEntries(survey: Pick<Survey, "answers" | "reading">): ReadingEntries {
  const fields: Record<string, MappedField> = survey.reading.field_map?.fields ?? {};
  return {
    crs: survey.answers.crs ? String(survey.answers.crs) : "",
    encoding: survey.answers.encoding ? String(survey.answers.encoding) : "",
    area_unit: survey.answers.area_unit ? String(survey.answers.area_unit) : "",
    fields: Object.fromEntries(Object.entries(fields).map(([ours, { column }]) => [ours, column])),
    transformation: givenTransformation(survey.answers),
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
  const asked = transformationBody(now.transformation);
  if (now.transformation.kind && JSON.stringify(asked) !== JSON.stringify(transformationBody(before.transformation)))
    changes.transformation = asked;
  return Object.keys(changes).length > 0 ? changes : null;
}
