import { part } from "../../app/part";
import { registerSettingsPart } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerSettingsPart({
  id: "templates",
  order: 30,
  label: names.templates,
  component: part(async () => (await import("./templates-part")).TemplatesPart),
  visible: () => can("document:read"),
});
registerSettingsPart({
  id: "documents",
  order: 40,
  label: names.register,
  component: part(async () => (await import("./documents-part")).DocumentsPart),
  visible: () => can("document:read"),
});
