import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { m } from "./messages";
import { SettingsPage } from "./settings-page";

registerDesk({
  id: "settings",
  glyph: "规",
  label: m.desk,
  icon: "scale",
  order: 85,
  available: () => can("rulebook:read"),
  page: SettingsPage,
});
