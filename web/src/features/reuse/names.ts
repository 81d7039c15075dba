import { messages } from "../../locale/language";

/** What the feature is called before any part of it has arrived. */
export const names = messages({
  reuse: ["盘活利用", "Reuse"],
  tab: ["盘活", "Reuse"],
});
