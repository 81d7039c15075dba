import type { AskedValue, BoardRow, Line, PlotIndicator, Requirement, Sheet, Topic } from "./types";

/** An indicator with what the plot sets and what the table asks; either may be missing. */
export interface Pair {
  key: string;
  indicator: string;
  direction: string;
  own: PlotIndicator | null;
  asked: AskedValue | null;
  basic: boolean;
}

/** What the plot sets beside what the table asks of it, indicator by indicator. */
export function pairsOf(sheet: Pick<Sheet, "indicators" | "inputs">): Pair[] {
  const { requirements, basic_set } = sheet.inputs;
  const keys = new Map<string, Pair>();
  const at = (indicator: string, direction: string): Pair => {
    const key = `${indicator}.${direction}`;
    const found = keys.get(key) ?? {
      key,
      indicator,
      direction,
      own: null,
      asked: null,
      basic: basic_set.indicators.includes(indicator),
    };
    keys.set(key, found);
    return found;
  };
  for (const asked of requirements) at(asked.indicator, asked.direction).asked = asked;
  for (const own of sheet.indicators) at(own.indicator, own.direction).own = own;
  for (const name of basic_set.indicators) {
    if (![...keys.values()].some(({ indicator }) => indicator === name)) at(name, "at_least");
  }
  return [...keys.values()];
}

/** Whether the plot's own value is at least as strict as the table's; null where there is nothing to compare. */
export function isStrictEnough({ own, asked, direction }: Pair): boolean | null {
  if (!own || !asked) return null;
  return direction === "at_most" ? own.value <= asked.value : own.value >= asked.value;
}

const rank = { failed: 0, open: 1, expiring: 2, ready: 3, pending: 4 };

export function sorted(rows: BoardRow[], by: string): BoardRow[] {
  const falling = by.startsWith("-");
  const name = falling ? by.slice(1) : by;
  const keyOf = (row: BoardRow): string | number =>
    name === "area_m2"
      ? row.area_m2
      : name === "state"
        ? rank[row.state]
        : name === "holds_until"
          ? (row.holds_until ?? "9999")
          : row.plot_no;
  const list = [...rows].sort((a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    const step = one < other ? -1 : one > other ? 1 : 0;
    return step || (a.plot_no < b.plot_no ? -1 : 1);
  });
  return falling ? list.reverse() : list;
}

/** Without an industry every entry of the park; with one, only those on its chain that apply or lose to a finer one. */
export function entriesShown(
  items: Requirement[],
  wanted: Record<"park" | "indicator" | "all" | "industry", string>,
  order: string[],
): Requirement[] {
  const passing = items.filter(
    (entry) =>
      (wanted.all || entry.in_force) &&
      (!wanted.indicator || entry.indicator === wanted.indicator) &&
      (!wanted.park || entry.park_code === null || entry.park_code === wanted.park) &&
      (!wanted.industry || entry.applies || !entry.in_force),
  );
  return passing.sort((a, b) => order.indexOf(a.indicator) - order.indexOf(b.indicator));
}

const lineRank = { failed: 0, unknown: 1, passed: 2 };

/** The lines of a topic, what stops first; the five conditions of cleared land keep the order of the article. */
export function linesOf(items: Line[], topic: Topic): Line[] {
  const lines = items.filter((line) => line.topic === topic);
  return topic === "cleared" ? lines : lines.sort((a, b) => lineRank[a.state] - lineRank[b.state]);
}
