/** The ways that the server offers for a field where plots are divided; a merger numbers nothing. The first one is what the table says. */
const offered: Record<string, readonly string[]> = {
  plot_name: ["number", "copy", "clear"],
  area_surveyed_m2: ["divide", "clear"],
  address: ["copy", "clear"],
};

export function waysOf(field: string, kind: string): string[] {
  return (offered[field] ?? []).filter((way) => kind === "split" || way !== "number");
}

export const choosable = Object.keys(offered);
