import { messages } from "../../locale/language";

/** What the feature is called before any part of it has arrived. */
export const names = messages({
  supply: ["供地", "Supply"],
  listings: ["公告", "Announcements"],
});
