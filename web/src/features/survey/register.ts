import { part } from "../../app/part";
import { registerDesk, registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import { DropTarget } from "./drop-target";
import { names } from "./names";

registerDesk({
  id: "survey",
  glyph: "测",
  label: names.survey,
  icon: "survey",
  order: 30,
  available: () => can("survey:read"),
});
registerPanel({
  id: "survey",
  slot: "left",
  order: 10,
  desks: ["survey"],
  component: part(async () => (await import("./survey-panel")).SurveyPanel),
  title: names.survey,
});
registerPanel({ id: "survey-drop", slot: "overlay", order: 30, component: DropTarget });
