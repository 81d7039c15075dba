import { messages } from "../../locale/language";

/** What the feature is called before any part of it has arrived. */
export const names = messages({
  desk: ["存量底数", "Stock of land"],
  ladder: ["存量", "Ladder"],
  check: ["核对", "Check"],
  views: ["存量资料", "Papers of the stock"],
  divide: ["划分", "Divide"],
  sheet: ["图斑", "Patch"],
  tab: ["存量", "Stock"],
});
