import { part } from "../../app/part";
import { idleParts, registerDesk, registerDossierTab, registerIdlePart } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "idle",
  glyph: "闲",
  label: names.desk,
  icon: "hourglass",
  order: 45,
  available: () => idleParts.value.some((part) => part.visible?.() ?? true),
  page: part(async () => (await import("./idle-page")).IdlePage),
});
registerIdlePart({
  id: "cases",
  order: 10,
  label: names.cases,
  component: part(async () => (await import("./cases-part")).CasesPart),
  visible: () => can("idle_case:read"),
});
registerDossierTab({
  id: "idle-cases",
  order: 67,
  label: names.dossierTab,
  component: part(async () => (await import("./plot-tab")).PlotCases),
  visible: () => can("idle_case:read"),
});
