import { messages } from "../../locale/language";

/** What the feature is called before any part of it has arrived. */
export const names = messages({
  desk: ["履约承诺", "Promises"],
  tab: ["承诺", "Promises"],
});
