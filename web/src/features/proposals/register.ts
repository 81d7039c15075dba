import { registerComparison } from "../../app/comparison";
import { registerDesk, registerDossierTab, registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import { ProposalDialogs } from "./dialogs";
import { lm } from "./lineage-messages";
import { LineageTab } from "./lineage-tab";
import { m } from "./messages";
import { bindProposals, comparisonOfProposal } from "./on-map";
import { ProposalTables } from "./proposal-tables";
import { proposalId } from "./proposals.state";
import { ProposalsPanel } from "./proposals-panel";
import "./proposals.css";

registerDesk({
  id: "proposals",
  glyph: "案",
  label: m.desk,
  icon: "document",
  order: 31.5,
  available: () => can("proposal:read"),
});
registerPanel({
  id: "proposals",
  slot: "left",
  order: 10,
  desks: ["proposals"],
  component: ProposalsPanel,
  title: m.proposals,
});
registerPanel({
  id: "proposal-tables",
  slot: "bottom",
  order: 10,
  desks: ["proposals"],
  component: ProposalTables,
  visible: () => proposalId.value !== null,
});
registerPanel({ id: "proposal-dialogs", slot: "overlay", order: 36, component: ProposalDialogs });
registerDossierTab({
  id: "lineage",
  order: 85,
  label: lm.lineage,
  component: LineageTab,
  visible: () => can("plot:read"),
});
registerComparison(10, comparisonOfProposal);
bindProposals();
