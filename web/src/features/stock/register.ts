import { part } from "../../app/part";
import { registerDesk, registerDossierTab, registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "stock",
  glyph: "存",
  label: names.desk,
  icon: "area",
  order: 47,
  available: () => can("stock:read"),
  opensBottom: true,
});
const desks = ["stock"];
registerPanel({
  id: "stock-ladder",
  slot: "left",
  order: 1,
  component: part(async () => (await import("./ladder-panel")).LadderPanel),
  title: names.ladder,
  desks,
});
registerPanel({
  id: "stock-check",
  slot: "left",
  order: 2,
  component: part(async () => (await import("./check-panel")).CheckPanel),
  title: names.check,
  desks,
});
registerPanel({
  id: "stock-lists",
  slot: "bottom",
  order: 1,
  component: part(async () => (await import("./stock-bottom")).StockBottom),
  title: names.views,
  desks,
});
registerDossierTab({
  id: "stock",
  order: 66,
  label: names.tab,
  component: part(async () => (await import("./plot-stock-tab")).PlotStockTab),
  visible: () => can("stock:read"),
});
