import { messages } from "../../locale/language";

/** What the feature is called before any part of it has arrived. */
export const names = messages({
  prepare: ["按标做地", "Prepare"],
  readiness: ["供地准备", "Readiness"],
});
