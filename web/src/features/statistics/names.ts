import { messages } from "../../locale/language";

/** What the feature is called before any part of it has arrived. */
export const names = messages({
  statistics: ["统计", "Statistics"],
  byPark: ["按园区和状态", "By park and stage"],
});
