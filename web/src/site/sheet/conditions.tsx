import { formatNumber, formatPercent } from "../../locale/number";
import type { SheetConditions, SiteSheet } from "../types";
import { s } from "./messages";
import { SourceLine } from "./source-line";

interface Line {
  name: string;
  gloss: string;
  low: number | null;
  high: number | null;
  words: (value: number) => string;
}

function linesOf(c: SheetConditions): Line[] {
  const ratio = (value: number) => formatNumber(value, 2);
  const percent = (value: number) => formatPercent(value, 1);
  const metres = (value: number) => s.metres(formatNumber(value, 1));
  return [
    { name: s.far(), gloss: s.farGloss(), low: c.far_min, high: c.far_max, words: ratio },
    {
      name: s.coefficient(),
      gloss: s.coefficientGloss(),
      low: c.building_coefficient_min,
      high: c.building_coefficient_max,
      words: percent,
    },
    { name: s.green(), gloss: s.greenGloss(), low: c.green_ratio_min, high: c.green_ratio_max, words: percent },
    { name: s.height(), gloss: s.heightGloss(), low: c.height_min_m, high: c.height_max_m, words: metres },
  ];
}

/** Floor area that the ratio asks for or allows on this site, in m². */
function floorWords(c: SheetConditions, areaM2: number): string | null {
  const floor = (far: number | null) => (far === null ? null : formatNumber(far * areaM2, 0));
  const [low, high] = [floor(c.far_min), floor(c.far_max)];
  if (low && high) return s.capacityBuilt(low, high);
  if (high) return s.capacityMost(high);
  return low ? s.capacityLeast(low) : null;
}

/** Planning conditions with both bounds, each with what it means in plain words. */
export function Conditions({ sheet }: { sheet: SiteSheet }) {
  const c = sheet.conditions;
  const floor = c && floorWords(c, sheet.area.m2);
  return (
    <section class="sheet-section">
      <h2>{s.conditions()}</h2>
      <p class="gloss">{s.conditionsGloss()}</p>
      {!c && <p>{s.noConditions()}</p>}
      {c && (
        <>
          <table class="sheet-table">
            <thead>
              <tr>
                <th scope="col">{s.indicator()}</th>
                <th scope="col" class="number">
                  {s.lower()}
                </th>
                <th scope="col" class="number">
                  {s.upper()}
                </th>
              </tr>
            </thead>
            <tbody>
              {linesOf(c).map((line) => (
                <tr key={line.name}>
                  <th scope="row">
                    {line.name}
                    <span class="gloss">{line.gloss}</span>
                  </th>
                  <td class="number">
                    {line.low === null ? <span class="quiet">{s.notSet()}</span> : line.words(line.low)}
                  </td>
                  <td class="number">
                    {line.high === null ? <span class="quiet">{s.notSet()}</span> : line.words(line.high)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {floor && <p class="floor-words">{floor}</p>}
          <SourceLine source={c.source} since={c.since} today={sheet.as_of} document={c.document_no} />
        </>
      )}
    </section>
  );
}
