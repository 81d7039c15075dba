import { registerDesk, registerDossierTab } from "../../app/registry";
import { can } from "../../app/session";
import { m } from "./messages";
import { bindPrepare } from "./prepare.state";
import { PreparePage } from "./prepare-page";
import { ReadinessSheet } from "./readiness-sheet";

registerDesk({
  id: "prepare",
  glyph: "备",
  label: m.prepare,
  icon: "ruler",
  order: 32,
  available: () => can("readiness:read"),
  page: PreparePage,
});
registerDossierTab({
  id: "readiness",
  order: 61,
  label: m.readiness,
  component: ReadinessSheet,
  visible: () => can("readiness:read"),
});
bindPrepare();
