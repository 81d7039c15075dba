import { language } from "../locale/language";
import { ChooseBlank, NumberBlank } from "./blanks";
import { m } from "./messages";
import { found, setWish, wish } from "./state";
import { choiceLabel } from "./words";

/** Ends of quarters, and of half-years further off: the months somebody plans by. */
export function monthsAhead(today: string): string[] {
  const [year = 2000, month = 1] = today.split("-").map(Number);
  const months: string[] = [];
  for (let step = 0; step <= 30 && months.length < 8; step += 1) {
    const number = ((month - 1 + step) % 12) + 1;
    const far = step > 14;
    if (number % (far ? 6 : 3) === 0)
      months.push(`${year + Math.floor((month - 1 + step) / 12)}-${String(number).padStart(2, "0")}`);
  }
  return months;
}

function monthWords(month: string): string {
  const [year = "", number = ""] = month.split("-");
  return m.byMonth(year, String(Number(number)));
}

/** The investor's wish as a sentence with blanks: 我要建 … 项目，用地 …–… 亩，在 …，… 交地。 */
export function WishSentence() {
  const facets = found.data.value?.facets;
  const { industry, areaMinMu, areaMaxMu, park, by } = wish.value;
  const industries = [
    ...(facets?.cluster ?? []).map((choice) => ({ ...choice, group: m.clusters() })),
    ...(facets?.industry ?? []).map((choice) => ({ ...choice, group: m.divisions() })),
  ].map((choice) => ({ value: choice.value, label: choiceLabel(choice), count: choice.count, group: choice.group }));
  const parks = (facets?.park ?? []).map((choice) => ({
    value: choice.value,
    label: choiceLabel(choice),
    count: choice.count,
  }));
  const months = found.data.value ? monthsAhead(found.data.value.as_of) : [];
  const offered = by && !months.includes(by) ? [by, ...months].sort() : months;
  // Chinese is set without spaces between the parts.
  const gap = language.value === "zh" ? "" : " ";
  const swapped = areaMinMu !== null && areaMaxMu !== null && areaMinMu > areaMaxMu;
  return (
    <div class="wish">
      <p class="wish-sentence" data-language={language.value}>
        {m.build()}
        {gap}
        <ChooseBlank
          label={m.industryLabel()}
          value={industry}
          anyLabel={m.anyIndustry()}
          strangerLabel={m.unknownIndustry}
          options={industries}
          onValue={(value) => setWish({ industry: value })}
        />
        {gap}
        {m.project()}
        {gap}
        <span class="wish-part">
          {m.onLand()}
          {gap}
          <NumberBlank
            label={m.areaFrom()}
            value={areaMinMu}
            placeholder={m.any()}
            onValue={(value) => setWish({ areaMinMu: value })}
          />
          {m.to()}
          <NumberBlank
            label={m.areaTo()}
            value={areaMaxMu}
            placeholder={m.any()}
            onValue={(value) => setWish({ areaMaxMu: value })}
          />
          {gap}
          <span title={m.muGloss()}>{m.mu()}</span>
        </span>
        {gap}
        <span class="wish-part">
          {m.inPark()}
          {gap}
          <ChooseBlank
            label={m.parkLabel()}
            value={park}
            anyLabel={m.anyPark()}
            strangerLabel={m.unknownPark}
            options={parks}
            onValue={(value) => setWish({ park: value })}
          />
          {m.afterPark()}
        </span>
        {gap}
        <span class="wish-part">
          {m.beforeBy()}
          {gap}
          <ChooseBlank
            label={m.byLabel()}
            value={by}
            anyLabel={m.anyTime()}
            options={offered.map((month) => ({ value: month, label: monthWords(month) }))}
            onValue={(value) => setWish({ by: value })}
          />
          {m.handedOver()}
        </span>
      </p>
      {swapped && (
        <p class="wish-fault" role="alert">
          {m.areaSwapped()}{" "}
          <button
            type="button"
            class="wish-fix"
            onClick={() => setWish({ areaMinMu: areaMaxMu, areaMaxMu: areaMinMu })}
          >
            {m.swap()}
          </button>
        </p>
      )}
    </div>
  );
}
