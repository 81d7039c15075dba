import { registerDesk, registerDossierTab } from "../../app/registry";
import { can } from "../../app/session";
import { CompliancePage } from "./compliance-page";
import { m } from "./messages";
import { PlotChecksTab } from "./plot-checks-tab";

registerDesk({
  id: "compliance",
  glyph: "检",
  label: m.desk,
  icon: "scale",
  order: 31.7,
  available: () => can("plot_check:read"),
  page: CompliancePage,
});
registerDossierTab({
  id: "checks",
  order: 60,
  label: m.tab,
  component: PlotChecksTab,
  visible: () => can("plot_check:read"),
});
