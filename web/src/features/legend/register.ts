import { part } from "../../app/part";
import { registerPanel } from "../../app/registry";
import { names } from "./names";

registerPanel({
  id: "legend",
  slot: "left",
  order: 20,
  component: part(async () => (await import("./legend-panel")).LegendPanel),
  title: names.legend,
  desks: ["map", "ledger"],
});
