import { registerDesk, registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import { m } from "./messages";
import { bindParks } from "./parks.state";
import { ParksPanel } from "./parks-panel";
import { ZoneSetup } from "./zone-setup";

registerDesk({
  id: "parks",
  glyph: "园",
  label: m.parks,
  icon: "tree",
  order: 85,
  available: () => can("park:manage"),
});
registerPanel({ id: "parks", slot: "left", order: 10, desks: ["parks"], component: ParksPanel, title: m.parks });
registerPanel({ id: "zone-setup", slot: "no-zone", order: 10, component: ZoneSetup });
bindParks();
