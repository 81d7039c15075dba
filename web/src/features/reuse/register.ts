import { part } from "../../app/part";
import { registerDesk, registerDossierTab } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "reuse",
  glyph: "活",
  label: names.reuse,
  icon: "recycle",
  order: 49,
  available: () => can("reuse:read"),
  page: part(async () => (await import("./reuse-page")).ReusePage),
});
registerDossierTab({
  id: "reuse",
  order: 70,
  label: names.tab,
  component: part(async () => (await import("./dossier-tab")).ReuseTab),
  visible: () => can("reuse:read"),
});
