import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { boundText, conditionLabel, planningConditions } from "../../locale/plot-fields";
import type { SheetConditions, SiteSheet } from "../types";
import { s } from "./messages";
import { SourceLine } from "./source-line";

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
  const values = (c ?? {}) as unknown as Record<string, number | null>;
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
              {planningConditions.map((item) => (
                <tr key={item.name}>
                  <th scope="row">
                    {conditionLabel(item)}
                    <span class="gloss">{inLanguage(item.gloss_zh, item.gloss_en)}</span>
                  </th>
                  {[item.low, item.high].map((bound) => (
                    <td key={bound} class="number">
                      {values[bound] == null ? (
                        <span class="quiet">{s.notSet()}</span>
                      ) : (
                        boundText(bound, values[bound])
                      )}
                    </td>
                  ))}
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
