import { term } from "../app/terms";

export function SupplyMark({ supply }: { supply: string }) {
  return <span class={`supply supply-${supply}`}>{term("site_supply", supply)}</span>;
}

/** What it is: the status of a plot, the kind of anything else. */
export function SiteMark({ site }: { site: { kind: string; supply: string } }) {
  if (site.kind === "plot") return <SupplyMark supply={site.supply} />;
  return <span class={`supply kind-${site.kind}`}>{term("premises_kind", site.kind)}</span>;
}
