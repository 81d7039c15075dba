import { registerDesk, registerDossierTab } from "../../app/registry";
import { can } from "../../app/session";
import { ApprovalsPage } from "./approvals-page";
import { m } from "./messages";
import { PlotApprovals } from "./plot-approvals";

registerDesk({
  id: "approvals",
  glyph: "批",
  label: m.approvals,
  icon: "hourglass",
  order: 44,
  available: () => can("approval:read"),
  page: ApprovalsPage,
});
registerDossierTab({
  id: "approvals",
  order: 65,
  label: m.approvals,
  component: PlotApprovals,
  visible: () => can("approval:read"),
});
