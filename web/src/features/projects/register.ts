import { part } from "../../app/part";
import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "projects",
  glyph: "项",
  label: names.projects,
  icon: "crane",
  order: 42,
  available: () => can("project:read"),
  page: part(async () => (await import("./projects-page")).ProjectsPage),
});
