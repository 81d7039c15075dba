import { registerPanel } from "../../app/registry";
import { primaryId } from "../../app/selection";
import { EditDialog } from "./edit-dialog";
import { m } from "./messages";
import { PlotPanel } from "./plot-panel";

registerPanel({
  id: "plot",
  slot: "right",
  order: 10,
  component: PlotPanel,
  title: m.dossier,
  visible: () => primaryId.value !== null,
});
registerPanel({ id: "plot-edit", slot: "overlay", order: 20, component: EditDialog });
