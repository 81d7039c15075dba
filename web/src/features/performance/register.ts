import { part } from "../../app/part";
import { registerDesk, registerDossierTab } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "performance",
  glyph: "效",
  label: names.desk,
  icon: "scale",
  order: 47,
  available: () => can("performance:read"),
  page: part(async () => (await import("./performance-page")).PerformancePage),
});
registerDossierTab({
  id: "performance",
  order: 66,
  label: names.tab,
  component: part(async () => (await import("./plot-tab")).PlotTab),
  visible: () => can("performance:read"),
});
