import { figureText, typedFigure } from "../../app/figure-words";
import { f } from "./messages";
import type { Report } from "./types";

/** What is being filled in: money in 万元; a figure that the enterprise has not got is named in `none`. */
export interface Told {
  progress: string;
  since: string;
  words: string;
  numbers: Record<string, string>;
  none: string[];
  declared: boolean;
}

/** The form as it begins: empty, or what was told last time where it came back to be corrected. */
export function toldOf(report: Report): Told {
  const given = report.figures.filter(({ value }) => value !== null);
  return {
    progress: report.progress ?? "",
    since: report.since ?? "",
    words: report.words,
    numbers: Object.fromEntries(given.map(({ name, unit, value }) => [name, figureText(value ?? "", unit)])),
    none: report.filings.length > 0 ? report.figures.filter(({ value }) => value === null).map(({ name }) => name) : [],
    declared: false,
  };
}

/** The body of the request: what is not known is null, never zero. */
export function bodyOf(report: Report, told: Told) {
  return {
    progress: told.progress || null,
    since: hasBegun(told) && told.since ? told.since : null,
    words: told.words.trim(),
    figures: Object.fromEntries(
      report.figures.map(({ name, unit }) => [
        name,
        told.none.includes(name) ? null : typedFigure(told.numbers[name] ?? "", unit),
      ]),
    ),
    declared: told.declared,
  };
}

/** Where something is wrong: "progress", "since", "words", "photos", "declared", "figures.<name>", or "" = the whole. */
export type Faults = Record<string, string>;

/** What can be seen to be missing or no number before anything is sent. */
export function faultsOf(report: Report, told: Told, photos: number, today: string): Faults {
  const faults: Faults = {};
  if (report.parts.includes("progress") && !told.progress) faults.progress = f.needProgress();
  if (hasBegun(told) && !told.since) faults.since = f.needSince();
  else if (hasBegun(told) && today && told.since > today) faults.since = f.sinceAhead();
  if (report.parts.includes("photos") && photos === 0) faults.photos = f.needPhoto();
  for (const { name, unit } of report.figures) {
    if (told.none.includes(name)) continue;
    const typed = told.numbers[name] ?? "";
    if (!typed.trim()) faults[`figures.${name}`] = f.needFigure();
    else if (typedFigure(typed, unit) === null)
      faults[`figures.${name}`] = unit === "person" ? f.noWhole() : f.noNumber();
  }
  if (report.figures.length > 0 && report.figures.every(({ name }) => told.none.includes(name)) && !told.words.trim())
    faults.words = f.needWords();
  if (!told.declared) faults.declared = f.needDeclared();
  return faults;
}

/** To which field of the page a finding of the server belongs: its code says so at its end; "" = to none of them. */
export function placeOf(report: Report, code: string): string {
  const last = code.split(".").at(-1) ?? "";
  if (report.figures.some(({ name }) => name === last)) return `figures.${last}`;
  return ["progress", "since", "words", "photos", "declared"].includes(last) ? last : "";
}

/** What has not been begun has not been so since any day. */
export const hasBegun = ({ progress }: Told) => progress !== "" && progress !== "not_started";
