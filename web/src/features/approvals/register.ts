import { part } from "../../app/part";
import { registerDesk, registerDossierTab } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "approvals",
  glyph: "批",
  label: names.approvals,
  icon: "hourglass",
  order: 44,
  available: () => can("approval:read"),
  page: part(async () => (await import("./approvals-page")).ApprovalsPage),
});
registerDossierTab({
  id: "approvals",
  order: 65,
  label: names.approvals,
  component: part(async () => (await import("./plot-approvals")).PlotApprovals),
  visible: () => can("approval:read"),
});
