import { registerPanel } from "../../app/registry";
import { LegendPanel } from "./legend-panel";
import { m } from "./messages";

registerPanel({
  id: "legend",
  slot: "left",
  order: 20,
  component: LegendPanel,
  title: m.legend,
  desks: ["map", "ledger"],
});
