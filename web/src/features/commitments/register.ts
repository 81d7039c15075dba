import { extra } from "../../app/location";
import { part } from "../../app/part";
import { registerDesk, registerDossierTab, registerPanel } from "../../app/registry";
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
// asked for by the address, also from a contract's own sheet: it may not wait for this desk to be opened
registerPanel({
  id: "report-asking",
  slot: "overlay",
  order: 31,
  component: part(async () => (await import("./self-reports/report-dialogs")).ReportAsking),
  visible: () => Boolean(extra.value.ask_report) && can("commitment:check"),
});
