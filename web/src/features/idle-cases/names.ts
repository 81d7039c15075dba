import { messages } from "../../locale/language";

/** What the feature is called before any part of it has arrived. */
export const names = messages({
  desk: ["闲置土地", "Idle land"],
  cases: ["个案", "Cases"],
  dossierTab: ["案件", "Cases"],
});
