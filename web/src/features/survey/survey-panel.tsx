import { surveyId } from "./survey.state";
import { SurveyHome } from "./survey-home";
import { SurveySheet } from "./survey-sheet";
import "./survey.css";

/** 测绘成果: bring a file in, or look at one that came in. */
export function SurveyPanel() {
  return surveyId.value === null ? <SurveyHome /> : <SurveySheet />;
}
