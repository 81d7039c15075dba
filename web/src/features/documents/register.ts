import { registerSettingsPart } from "../../app/registry";
import { can } from "../../app/session";
import { DocumentsPart } from "./documents-part";
import { m } from "./messages";
import { TemplatesPart } from "./templates-part";

registerSettingsPart({
  id: "templates",
  order: 30,
  label: m.templates,
  component: TemplatesPart,
  visible: () => can("document:read"),
});
registerSettingsPart({
  id: "documents",
  order: 40,
  label: m.register,
  component: DocumentsPart,
  visible: () => can("document:read"),
});
