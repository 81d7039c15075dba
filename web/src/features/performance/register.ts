import { registerDesk, registerDossierTab } from "../../app/registry";
import { can } from "../../app/session";
import { m, ml } from "./messages";
import { PerformancePage } from "./performance-page";
import { PlotTab } from "./plot-tab";

registerDesk({
  id: "performance",
  glyph: "效",
  label: m.desk,
  icon: "scale",
  order: 47,
  available: () => can("performance:read"),
  page: PerformancePage,
});
registerDossierTab({
  id: "performance",
  order: 66,
  label: ml.tab,
  component: PlotTab,
  visible: () => can("performance:read"),
});
