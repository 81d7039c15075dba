import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { m } from "./messages";
import { ProjectsPage } from "./projects-page";

registerDesk({
  id: "projects",
  glyph: "项",
  label: m.projects,
  icon: "crane",
  order: 42,
  available: () => can("project:read"),
  page: ProjectsPage,
});
