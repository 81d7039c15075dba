import { part } from "../../app/part";
import { registerDesk, registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "parks",
  glyph: "园",
  label: names.parks,
  icon: "tree",
  order: 85,
  available: () => can("park:manage"),
});
registerPanel({
  id: "parks",
  slot: "left",
  order: 10,
  desks: ["parks"],
  component: part(async () => (await import("./parks-panel")).ParksPanel),
  title: names.parks,
});
registerPanel({
  id: "zone-setup",
  slot: "no-zone",
  order: 10,
  component: part(async () => (await import("./zone-setup")).ZoneSetup),
});
