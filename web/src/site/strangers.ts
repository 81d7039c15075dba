import type { Wish } from "./address";
import { type Facets, publicSupply, siteKinds, utilityOrder } from "./types";

export const strangerFields = ["industry", "park", "supply", "kinds", "utilities"] as const;
export type StrangerField = (typeof strangerFields)[number];

/** A value of the address that is none of the choices: an old link, a typing error. */
export interface Stranger {
  field: StrangerField;
  value: string;
}

/** Industries and parks as the server told them last; null until it has told anything, and nothing is judged by them. */
export type Known = Pick<Facets, "industry" | "cluster" | "park">;

const parts = (text: string) => text.split(",").filter(Boolean);
const values = (choices: readonly { value: string }[]) => choices.map((choice) => choice.value);

function choicesOf(known: Known | null): Record<StrangerField, readonly string[] | null> {
  return {
    industry: known && [...values(known.cluster), ...values(known.industry)],
    park: known && values(known.park),
    supply: publicSupply,
    kinds: siteKinds,
    utilities: utilityOrder,
  };
}

const asked = (wish: Wish, field: StrangerField): string[] => {
  const value = wish[field];
  return typeof value === "string" ? parts(value) : value;
};

/** Every value of a wish that cannot be chosen, in the order of the window. */
export function strangersOf(wish: Wish, known: Known | null): Stranger[] {
  const choices = choicesOf(known);
  return strangerFields.flatMap((field) =>
    asked(wish, field)
      .filter((value) => !(choices[field]?.includes(value) ?? true))
      .map((value) => ({ field, value })),
  );
}

/** The wish without some values: what the list is asked for, and what stays when they are removed. */
export function withoutStrangers(wish: Wish, strangers: readonly Stranger[]): Wish {
  let kept = wish;
  for (const field of strangerFields) {
    const gone = strangers.filter((one) => one.field === field).map((one) => one.value);
    if (gone.length === 0) continue;
    const rest = asked(kept, field).filter((value) => !gone.includes(value));
    kept = { ...kept, [field]: typeof kept[field] === "string" ? rest.join(",") : rest };
  }
  return kept;
}
