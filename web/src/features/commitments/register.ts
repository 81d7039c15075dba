import { part } from "../../app/part";
import { registerDesk, registerDossierTab } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "commitments",
  glyph: "诺",
  label: names.desk,
  icon: "flag",
  order: 38,
  available: () => can("commitment:read"),
  page: part(async () => (await import("./commitments-page")).CommitmentsPage),
});
registerDossierTab({
  id: "promises",
  order: 63,
  label: names.tab,
  component: part(async () => (await import("./promises-tab")).PromisesTab),
  visible: () => can("commitment:read"),
});
