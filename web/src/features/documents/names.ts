import { messages } from "../../locale/language";

/** What the feature is called before any part of it has arrived. */
export const names = messages({
  templates: ["文书模板", "Templates"],
  register: ["文书台账", "Documents"],
});
