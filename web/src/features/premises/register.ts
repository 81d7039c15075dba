import { part } from "../../app/part";
import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "premises",
  glyph: "源",
  label: names.title,
  icon: "building",
  order: 33,
  available: () => can("site:read"),
  page: part(async () => (await import("./premises-page")).PremisesPage),
});
