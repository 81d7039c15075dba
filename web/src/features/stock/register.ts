import { registerDesk, registerDossierTab, registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import { CheckPanel } from "./check-panel";
import { dividing } from "./divide.state";
import { DividePanel } from "./divide-panel";
import { LadderPanel } from "./ladder-panel";
import { m } from "./messages";
import { PatchSheetPanel } from "./patch-sheet";
import { PlotStockTab } from "./plot-stock-tab";
import { bindStock, openedId } from "./stock.state";
import { StockBottom } from "./stock-bottom";
import { StockDialogs } from "./stock-dialogs";

registerDesk({
  id: "stock",
  glyph: "存",
  label: m.desk,
  icon: "area",
  order: 47,
  available: () => can("stock:read"),
  opensBottom: true,
});
const desks = ["stock"];
registerPanel({ id: "stock-ladder", slot: "left", order: 1, component: LadderPanel, title: m.ladder, desks });
registerPanel({ id: "stock-check", slot: "left", order: 2, component: CheckPanel, title: m.check, desks });
registerPanel({ id: "stock-lists", slot: "bottom", order: 1, component: StockBottom, title: m.views, desks });
registerPanel({
  id: "stock-divide",
  slot: "right",
  order: 1,
  component: DividePanel,
  title: m.divide,
  desks,
  visible: () => dividing.value !== null,
});
registerPanel({
  id: "stock-patch",
  slot: "right",
  order: 2,
  component: PatchSheetPanel,
  title: m.sheet,
  desks,
  visible: () => openedId.value !== null,
});
registerPanel({ id: "stock-dialogs", slot: "overlay", order: 40, component: StockDialogs });
registerDossierTab({
  id: "stock",
  order: 66,
  label: m.tab,
  component: PlotStockTab,
  visible: () => can("stock:read"),
});
bindStock();
