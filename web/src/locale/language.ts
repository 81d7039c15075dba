import { signal } from "@preact/signals";

export type Language = "zh" | "en";

/** The language of the screen. Chinese first; the switch keeps the place. */
export const language = signal<Language>("zh");

type Sentence = string | ((...values: never[]) => string);
type Pair = readonly [zh: Sentence, en: Sentence];
type Spoken<P extends Pair> = P[0] extends (...values: infer V) => string ? (...values: V) => string : () => string;

/**
 * Both languages of a feature's sentences side by side, so that neither can be forgotten:
 * `const m = messages({ title: ["图层", "Layers"] })`, then `m.title()` in a component.
 */
export function messages<const T extends Record<string, Pair>>(pairs: T): { [K in keyof T]: Spoken<T[K]> } {
  const spoken: Record<string, (...values: never[]) => string> = {};
  for (const [name, [zh, en]] of Object.entries(pairs)) {
    spoken[name] = (...values) => {
      const sentence = language.value === "zh" ? zh : en;
      return typeof sentence === "function" ? sentence(...values) : sentence;
    };
  }
  return spoken as { [K in keyof T]: Spoken<T[K]> };
}

/** The wording for the screen's language, falling back to the other one where the data has only that. */
export function inLanguage(zh: string | null | undefined, en?: string | null): string {
  return (language.value === "zh" ? zh || en : en || zh) ?? "";
}

/** A width that suits the screen's language: the same word is longer in English. */
export function wide(zh: number, en: number): number {
  return language.value === "zh" ? zh : en;
}
