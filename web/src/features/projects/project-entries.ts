import type { Links } from "./plot-link";
import type { ProjectSheet } from "./types";

const texts = [
  "name_zh",
  "name_en",
  "kind",
  "source",
  "source_note",
  "content_zh",
  "owner_name",
  "lead_office",
  "duty_office",
  "service_officer_name",
] as const;

export interface Entries extends Record<(typeof texts)[number], string> {
  park_code: string;
  stage: string;
  moved_on: string;
  industry_code: string;
  investment_wan: string;
  land_wanted_m2: string;
  output_wan: string;
  tax_wan: string;
  entered_on: string;
  reason: string;
}

const wan = (yuan: number | null | undefined) => (yuan === null || yuan === undefined ? "" : String(yuan / 10_000));
const yuan = (text: string) => (text.trim() === "" ? null : Math.round(Number(text) * 1_000_000) / 100);

/** What the form shows at first: the project as it is, or an empty lead of today. */
export function entriesOf(project: ProjectSheet | null, parkCode: string, today: string): Entries {
  return {
    ...(Object.fromEntries(texts.map((name) => [name, project?.[name] ?? ""])) as Record<
      (typeof texts)[number],
      string
    >),
    kind: project?.kind ?? "new",
    source: project?.source ?? "invited",
    park_code: project?.park_code ?? parkCode,
    stage: "lead",
    moved_on: today,
    industry_code: project?.industry_code ?? "",
    investment_wan: wan(project?.investment_yuan),
    land_wanted_m2: project?.land_wanted_m2 ? String(project.land_wanted_m2) : "",
    output_wan: wan(project?.output_yuan),
    tax_wan: wan(project?.tax_yuan),
    entered_on: project?.entered_on ?? "",
    reason: "",
  };
}

/** The request: everything of a new project, only what was changed of an old one. */
export function bodyOf(entries: Entries, links: Links, officers: readonly { id: number | null; name: string }[]) {
  const officer = entries.service_officer_name.trim();
  const text = Object.fromEntries(texts.map((name) => [name, entries[name].trim()])) as Record<
    (typeof texts)[number],
    string
  >;
  return {
    ...text,
    industry_code: entries.industry_code.trim() || null,
    investment_yuan: yuan(entries.investment_wan),
    land_wanted_m2: entries.land_wanted_m2.trim() === "" ? null : Number(entries.land_wanted_m2),
    output_yuan: yuan(entries.output_wan),
    tax_yuan: yuan(entries.tax_wan),
    entered_on: entries.entered_on || null,
    service_officer_id: officers.find(({ name }) => name === officer)?.id ?? null,
    plot_id: links.plot?.id ?? null,
    contract_id: links.contractId,
  };
}

/** What differs from the project as it stands. */
export function changesOf(facts: ReturnType<typeof bodyOf>, project: ProjectSheet): Partial<typeof facts> {
  const before: Partial<Record<string, unknown>> = project;
  return Object.fromEntries(Object.entries(facts).filter(([name, value]) => before[name] !== value));
}
