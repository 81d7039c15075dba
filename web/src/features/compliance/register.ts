import { part } from "../../app/part";
import { registerDesk, registerDossierTab } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "compliance",
  glyph: "检",
  label: names.desk,
  icon: "scale",
  order: 31.7,
  available: () => can("plot_check:read"),
  page: part(async () => (await import("./compliance-page")).CompliancePage),
});
registerDossierTab({
  id: "checks",
  order: 60,
  label: names.tab,
  component: part(async () => (await import("./plot-checks-tab")).PlotChecksTab),
  visible: () => can("plot_check:read"),
});
