import { grouped, plainNumber, shortest, wanOfYuan, yuanOfWan } from "../locale/decimals";
import { language, messages } from "../locale/language";
import { term } from "./terms";

const m = messages({
  wan: ["万元", "10k yuan"],
  unknown: ["未填（未知）", "not given (unknown)"],
});

/** In what a figure is given; money is typed and read in 万元 and kept in yuan. */
export type FigureUnit = "yuan" | "m2" | "tce" | "tonne" | "person";

export const figureUnit = (unit: string) => (unit === "yuan" ? m.wan() : term("supply.FigureUnit", unit));

/** What the server is told of a typed figure: decimal text in the unit that is kept; null = empty or no number, never zero. */
export function typedFigure(text: string, unit: string): string | null {
  if (unit === "yuan") return yuanOfWan(text);
  const number = plainNumber(text);
  return unit === "person" && number?.includes(".") ? null : number;
}

/** The other way: a kept figure as it stands in its field. */
export const figureText = (kept: string, unit: string) => (unit === "yuan" ? wanOfYuan(kept) : shortest(kept));

/** "1,200.5 万元", in English "CNY 12,005,000"; what was not given is said to be unknown. */
export function figureWords(kept: string | null | undefined, unit: string): string {
  if (kept === null || kept === undefined) return m.unknown();
  // nobody reads "280.25 10k yuan"
  if (unit === "yuan" && language.value === "en") return `CNY ${grouped(shortest(kept))}`;
  return `${grouped(figureText(kept, unit))} ${figureUnit(unit)}`;
}
