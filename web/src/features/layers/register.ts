import { part } from "../../app/part";
import { registerPanel } from "../../app/registry";
import { names } from "./names";

registerPanel({
  id: "layers",
  slot: "left",
  order: 10,
  component: part(async () => (await import("./layers-panel")).LayersPanel),
  title: names.layers,
  desks: ["map", "ledger"],
});
