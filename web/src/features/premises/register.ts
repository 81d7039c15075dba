import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { m } from "./messages";
import { PremisesPage } from "./premises-page";

registerDesk({
  id: "premises",
  glyph: "源",
  label: m.title,
  icon: "building",
  order: 33,
  available: () => can("site:read"),
  page: PremisesPage,
});
