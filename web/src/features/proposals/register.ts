import { part } from "../../app/part";
import { registerDesk, registerDossierTab, registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "proposals",
  glyph: "案",
  label: names.desk,
  icon: "document",
  order: 31.5,
  available: () => can("proposal:read"),
});
registerPanel({
  id: "proposals",
  slot: "left",
  order: 10,
  desks: ["proposals"],
  component: part(async () => (await import("./proposals-panel")).ProposalsPanel),
  title: names.proposals,
});
registerDossierTab({
  id: "lineage",
  order: 85,
  label: names.lineage,
  component: part(async () => (await import("./lineage-tab")).LineageTab),
  visible: () => can("plot:read"),
});
