import { messages } from "../../locale/language";

/** What the feature is called before any part of it has arrived. */
export const names = messages({
  desk: ["亩均效益", "Performance"],
  tab: ["亩均", "Per mu"],
});
