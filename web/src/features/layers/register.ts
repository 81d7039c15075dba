import { registerPanel } from "../../app/registry";
import { LayersPanel } from "./layers-panel";
import { m } from "./messages";

registerPanel({
  id: "layers",
  slot: "left",
  order: 10,
  component: LayersPanel,
  title: m.layers,
  desks: ["map", "ledger"],
});
