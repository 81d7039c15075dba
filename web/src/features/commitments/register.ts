import { registerDesk, registerDossierTab, registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import { CommitmentDialogs } from "./commitment-dialogs";
import { bindCommitments } from "./commitments.state";
import { CommitmentsPage } from "./commitments-page";
import { m } from "./messages";
import { PromisesTab } from "./promises-tab";
import { ReportDialogs } from "./self-reports/report-dialogs";

registerDesk({
  id: "commitments",
  glyph: "诺",
  label: m.desk,
  icon: "flag",
  order: 38,
  available: () => can("commitment:read"),
  page: CommitmentsPage,
});
registerDossierTab({
  id: "promises",
  order: 63,
  label: m.tab,
  component: PromisesTab,
  visible: () => can("commitment:read"),
});
registerPanel({ id: "commitment-dialogs", slot: "overlay", order: 30, component: CommitmentDialogs });
registerPanel({ id: "report-dialogs", slot: "overlay", order: 31, component: ReportDialogs });
bindCommitments();
