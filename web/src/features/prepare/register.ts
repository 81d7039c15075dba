import { part } from "../../app/part";
import { registerDesk, registerDossierTab } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "prepare",
  glyph: "备",
  label: names.prepare,
  icon: "ruler",
  order: 32,
  available: () => can("readiness:read"),
  page: part(async () => (await import("./prepare-page")).PreparePage),
});
registerDossierTab({
  id: "readiness",
  order: 61,
  label: names.readiness,
  component: part(async () => (await import("./readiness-sheet")).ReadinessSheet),
  visible: () => can("readiness:read"),
});
