import { useEffect } from "preact/hooks";
import { filters, setFilters } from "../../app/location";
import { StageMark } from "../../app/stage-mark";
import type { FacetName } from "../../app/url";
import { formatNumber } from "../../locale/number";
import { Checkbox } from "../../ui/field";
import { facetCounts, facetOptions, openFacet } from "./facet.state";
import { m } from "./messages";

/** The choices of one column filter, with the number of plots behind each. */
export function Facet({ name }: { name: FacetName }) {
  useEffect(() => {
    openFacet.value = name;
    return () => {
      if (openFacet.value === name) openFacet.value = null;
    };
  }, [name]);
  const chosen = filters.value[name];
  const counts = facetCounts(name);
  const options = facetOptions(name);
  if (options.length === 0) return <p class="quiet">{m.noFacet()}</p>;
  const toggle = (value: string, on: boolean) =>
    setFilters({ [name]: on ? [...chosen, value] : chosen.filter((other) => other !== value) });
  return (
    <ul class="facet">
      {options.map(({ value, label }) => (
        <li key={value} class="facet-row">
          <Checkbox
            label={name === "stage" ? <StageMark stage={value} /> : label}
            checked={chosen.includes(value)}
            onChecked={(on) => toggle(value, on)}
          />
          {counts && <span class="facet-count figure">{formatNumber(counts.get(value) ?? 0)}</span>}
        </li>
      ))}
    </ul>
  );
}
