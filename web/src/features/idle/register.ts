import { part } from "../../app/part";
import { registerDesk, registerDossierTab, registerPlotAnswer } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "idle-scan",
  glyph: "筛",
  label: names.desk,
  icon: "filter",
  order: 45,
  available: () => can("idle:read"),
  page: part(async () => (await import("./scan-part")).ScanPage),
});
registerDossierTab({
  id: "idle",
  order: 66,
  label: names.tab,
  component: part(async () => (await import("./idle-tab")).IdleTab),
  visible: () => can("idle:read"),
});
registerPlotAnswer({
  id: "idle",
  order: 10,
  stages: ["allocated", "stopped", "idle_suspected"],
  component: part(async () => (await import("./head-answer")).HeadAnswer),
  visible: () => can("idle:read"),
});
