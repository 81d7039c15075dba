export const columnKeys = [
  "plot_no",
  "park",
  "stage",
  "area",
  "land_use",
  "holder",
  "supply",
  "development",
  "compliance",
  "land_control",
  "servicing",
  "updated",
] as const;
export type ColumnKey = (typeof columnKeys)[number];
export const usualColumns: ColumnKey[] = ["plot_no", "park", "stage", "area", "land_use", "holder", "updated"];

/** Reads the columns of the address; unknown names fall out, the number of the plot always stays. */
export function readColumns(text: string | undefined): ColumnKey[] {
  const wanted = (text ?? "").split(",");
  const known = columnKeys.filter((key) => wanted.includes(key));
  return known.length > 0 ? columnKeys.filter((key) => key === "plot_no" || known.includes(key)) : usualColumns;
}
