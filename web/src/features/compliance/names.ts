import { messages } from "../../locale/language";

/** What the feature is called before any part of it has arrived. */
export const names = messages({
  desk: ["质检与合规", "Checks"],
  tab: ["质检合规", "Checks"],
});
