import { messages } from "../../locale/language";

/** What the feature is called before any part of it has arrived. */
export const names = messages({
  shortcuts: ["快捷键与操作", "Keys and gestures"],
});
