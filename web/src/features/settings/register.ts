import { part } from "../../app/part";
import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "settings",
  glyph: "规",
  label: names.desk,
  icon: "scale",
  order: 85,
  available: () => can("rulebook:read"),
  page: part(async () => (await import("./settings-page")).SettingsPage),
});
