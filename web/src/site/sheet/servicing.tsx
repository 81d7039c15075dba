import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { formatNumber } from "../../locale/number";
import { Icon } from "../../ui/icon";
import type { SheetUtility, SiteSheet } from "../types";
import { sourceWords, utilityOrder, utilityWord } from "../words";
import { ageWords, isOld } from "./age";
import { s } from "./messages";

const reaches = (fact: SheetUtility) => fact.status === "at_boundary" || fact.status === "connected";

/** The capacity without idle decimals: 300 DN mm, 2.5 MVA. */
function capacityWords({ capacity, unit }: SheetUtility): string {
  if (capacity === null) return "—";
  const decimals = Number.isInteger(capacity) ? 0 : 2;
  return [formatNumber(capacity, decimals), unit].filter(Boolean).join(" ");
}

/** Each utility with its state, capacity, source, and the day it was last checked. */
export function Servicing({ sheet }: { sheet: SiteSheet }) {
  const facts = utilityOrder.flatMap((utility) => sheet.utilities.find((fact) => fact.utility === utility) ?? []);
  return (
    <section class="sheet-section sheet-servicing">
      <h2>
        {s.servicing()}{" "}
        {sheet.premises === null && <span class="sheet-level">{term("servicing_level", sheet.servicing)}</span>}
      </h2>
      <p class="gloss">{s.servicingGloss()}</p>
      {facts.length === 0 && <p>{s.noServicing()}</p>}
      {facts.length > 0 && (
        <table class="sheet-table servicing-table">
          <thead>
            <tr>
              <th scope="col">{s.utility()}</th>
              <th scope="col">{s.state()}</th>
              <th scope="col">{s.capacity()}</th>
              <th scope="col" class="wide-only">
                {s.source()}
              </th>
              <th scope="col">{s.checkedOn()}</th>
            </tr>
          </thead>
          <tbody>
            {facts.map((fact) => (
              <tr key={fact.utility} class={reaches(fact) ? "" : "is-missing"}>
                <th scope="row">
                  <span class={reaches(fact) ? "utility utility-on" : "utility"}>
                    <Icon name={fact.utility as (typeof utilityOrder)[number]} size={16} />
                  </span>
                  {utilityWord(fact.utility)}
                </th>
                <td>{term("utility_status", fact.status)}</td>
                <td class="figure">{capacityWords(fact)}</td>
                <td class="wide-only quiet">{sourceWords(fact.source)}</td>
                <td class="figure" title={sourceWords(fact.source)}>
                  {formatDate(fact.observed_on)}
                  <span class={isOld(fact.observed_on, sheet.as_of) ? "age age-old" : "age"}>
                    {ageWords(fact.observed_on, sheet.as_of)}
                    {isOld(fact.observed_on, sheet.as_of) && <Icon name="warning" size={12} label={s.old()} />}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
