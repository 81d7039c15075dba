import type { LayerField } from "../api/types";
import { formatDate } from "../locale/date";
import { inLanguage } from "../locale/language";
import { formatYuan } from "../locale/money";
import { formatNumber, formatPercent } from "../locale/number";
import { formatArea, formatLength } from "../locale/units";

/** A field's value as people read it: words for terms, the screen's unit for areas. */
export function fieldValue(field: LayerField, value: unknown): string {
  if (value === null || value === undefined || value === "") return "—";
  const word = field.values?.[String(value)];
  if (word) return inLanguage(word.zh, word.en);
  switch (field.unit) {
    case "m2":
      return formatArea(Number(value));
    case "m":
      return formatLength(Number(value));
    case "yuan":
      return formatYuan(Number(value));
    case "ratio":
      return formatPercent(Number(value));
    case "count":
      return formatNumber(Number(value));
    case "date":
      return formatDate(String(value));
    default:
      return String(value);
  }
}
