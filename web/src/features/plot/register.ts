import { part } from "../../app/part";
import { registerPanel } from "../../app/registry";
import { primaryId } from "../../app/selection";
import { names } from "./names";

registerPanel({
  id: "plot",
  slot: "right",
  order: 10,
  component: part(async () => (await import("./plot-panel")).PlotPanel),
  title: names.dossier,
  visible: () => primaryId.value !== null,
});
