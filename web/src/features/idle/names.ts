import { messages } from "../../locale/language";

/** What the feature is called before any part of it has arrived. */
export const names = messages({
  desk: ["闲置筛查", "Idle scan"],
  tab: ["闲置", "Idle"],
});
