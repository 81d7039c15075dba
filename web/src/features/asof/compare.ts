import { batch } from "@preact/signals";
import type { Comparison } from "../../app/comparison";
import { showsMap } from "../../app/desk-kind";
import { asOf, compareChoice, knownOn } from "../../app/location";
import { zone } from "../../app/zone";
import { messages } from "../../locale/language";

const m = messages({
  today: ["今日", "Today"],
  known: [(day: string) => `（${day} 所知）`, (day: string) => ` (as known on ${day})`],
});

/** A moment in words: the day, and whose knowledge it is where that is not today's. */
export function momentWords(day: string | null, known: string | null): string {
  const shown = day ?? zone.value?.today ?? "";
  const words = day === null || day === zone.value?.today ? `${m.today()} ${shown}` : shown;
  return known ? words + m.known(known) : words;
}

/** Two days of the map: the chosen one on the right, the compared one on the left. */
export function comparisonOfDays(): Comparison | null {
  const choice = compareChoice.value;
  if (!choice || choice.view === "off" || !showsMap()) return null;
  return {
    arrangement: choice.view,
    before: { as_of: choice.asOf, known_on: choice.knownOn },
    words: () => ({
      before: momentWords(choice.asOf, choice.knownOn),
      after: momentWords(asOf.value, knownOn.value),
    }),
    close: () => {
      compareChoice.value = null;
    },
    arrange: (arrangement) => {
      compareChoice.value = { ...choice, view: arrangement };
    },
  };
}

/** The day that is shown goes to the left, today comes to the right. */
export function compareWithToday(): void {
  batch(() => {
    compareChoice.value = { asOf: asOf.value, knownOn: knownOn.value, view: "swipe" };
    asOf.value = null;
    knownOn.value = null;
  });
}
