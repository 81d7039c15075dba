import { registerDesk, registerDossierTab, registerPanel, registerPlotAnswer } from "../../app/registry";
import { can } from "../../app/session";
import { FactDialog } from "./fact-dialog";
import { HeadAnswer } from "./head-answer";
import { bindScanList } from "./idle.state";
import { IdleTab } from "./idle-tab";
import { m } from "./messages";
import { ScanPage } from "./scan-part";

registerDesk({
  id: "idle-scan",
  glyph: "筛",
  label: m.desk,
  icon: "filter",
  order: 45,
  available: () => can("idle:read"),
  page: ScanPage,
});
registerDossierTab({
  id: "idle",
  order: 66,
  label: m.tab,
  component: IdleTab,
  visible: () => can("idle:read"),
});
registerPlotAnswer({
  id: "idle",
  order: 10,
  stages: ["allocated", "stopped", "idle_suspected"],
  component: HeadAnswer,
  visible: () => can("idle:read"),
});
registerPanel({ id: "idle-facts", slot: "overlay", order: 31, component: FactDialog });
bindScanList();
