import { registerDesk, registerDossierTab, registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import { ReuseDialogs } from "./dialogs";
import { ReuseTab } from "./dossier-tab";
import { m } from "./messages";
import { ReusePage } from "./reuse-page";

registerDesk({
  id: "reuse",
  glyph: "活",
  label: m.reuse,
  icon: "recycle",
  order: 49,
  available: () => can("reuse:read"),
  page: ReusePage,
});
registerDossierTab({ id: "reuse", order: 70, label: m.tab, component: ReuseTab, visible: () => can("reuse:read") });
registerPanel({ id: "reuse-dialogs", slot: "overlay", order: 34, component: ReuseDialogs });
