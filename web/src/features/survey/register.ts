import { registerDesk, registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import { DropTarget } from "./drop-target";
import { m } from "./messages";
import { bindSurvey, surveyId } from "./survey.state";
import { SurveyPanel } from "./survey-panel";
import { SurveyTables } from "./survey-tables";

registerDesk({
  id: "survey",
  glyph: "测",
  label: m.survey,
  icon: "survey",
  order: 30,
  available: () => can("survey:read"),
});
registerPanel({
  id: "survey",
  slot: "left",
  order: 10,
  desks: ["survey"],
  component: SurveyPanel,
  title: m.survey,
});
registerPanel({
  id: "survey-tables",
  slot: "bottom",
  order: 10,
  desks: ["survey"],
  component: SurveyTables,
  visible: () => surveyId.value !== null,
});
registerPanel({ id: "survey-drop", slot: "overlay", order: 30, component: DropTarget });
bindSurvey();
