import { idleParts, registerDesk, registerDossierTab, registerIdlePart } from "../../app/registry";
import { can } from "../../app/session";
import { CasesPart } from "./cases-part";
import { IdlePage } from "./idle-page";
import { m } from "./messages";
import { PlotCases } from "./plot-tab";

registerDesk({
  id: "idle",
  glyph: "闲",
  label: m.desk,
  icon: "hourglass",
  order: 45,
  available: () => idleParts.value.some((part) => part.visible?.() ?? true),
  page: IdlePage,
});
registerIdlePart({
  id: "cases",
  order: 10,
  label: m.cases,
  component: CasesPart,
  visible: () => can("idle_case:read"),
});
registerDossierTab({
  id: "idle-cases",
  order: 67,
  label: m.dossierTab,
  component: PlotCases,
  visible: () => can("idle_case:read"),
});
