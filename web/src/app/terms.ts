import { signal } from "@preact/signals";
import { api } from "../api/client";
import { inLanguage } from "../locale/language";

interface Label {
  zh: string;
  en: string;
}

/** Vocabulary of the server: vocabulary name → value → label. The words live once, in the server's terms. */
export const terms = signal<Record<string, Record<string, Label>>>({});

/** "land.LandControl" and "land_control" are the same vocabulary. */
const plain = (name: string) => whole(name).split(".").at(-1) ?? "";
/** Two concepts may use one word for different things: projects and idle land both have cases with states. */
const whole = (name: string) => name.replaceAll("_", "").toLowerCase();

/** GET /api/terms: {"land.Stage": [{value, label_zh, label_en}, …], …}; also reads {name: {value: {zh, en}}}. */
export function readTerms(body: unknown): Record<string, Record<string, Label>> {
  const result: Record<string, Record<string, Label>> = {};
  for (const [name, values] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    const labels: Record<string, Label> = {};
    const rows = Array.isArray(values)
      ? values.map((row) => [String((row as Record<string, unknown>).value), row] as const)
      : Object.entries((values ?? {}) as Record<string, unknown>);
    for (const [value, row] of rows) {
      const words = (typeof row === "string" ? { zh: row } : row) as Record<string, string | undefined>;
      const zh = words.zh ?? words.label_zh ?? words.name_zh ?? value;
      labels[value] = { zh, en: words.en ?? words.label_en ?? words.name_en ?? zh };
    }
    result[plain(name)] = labels;
    result[whole(name)] = labels;
  }
  return result;
}

const labelsOf = (vocabulary: string) => terms.value[whole(vocabulary)] ?? terms.value[plain(vocabulary)];

export async function loadTerms(): Promise<void> {
  terms.value = readTerms(await api.get("/api/terms"));
}

/** The word for a value: `term("stage", "idle_suspected")` → 疑似闲置. An unknown value shows as itself. */
export function term(vocabulary: string, value: string | null | undefined): string {
  if (!value) return "—";
  const label = labelsOf(vocabulary)?.[value];
  return label ? inLanguage(label.zh, label.en) : value;
}

/** The Chinese word for a value, for what is written into papers. */
export const termInChinese = (vocabulary: string, value: string) => labelsOf(vocabulary)?.[value]?.zh ?? value;

/** All values of a vocabulary in the server's order, for choosers. */
export function termOptions(vocabulary: string): { value: string; label: string }[] {
  return Object.entries(labelsOf(vocabulary) ?? {}).map(([value, label]) => ({
    value,
    label: inLanguage(label.zh, label.en),
  }));
}
