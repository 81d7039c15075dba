import { messages } from "../../locale/language";

/** What the feature is called before any part of it has arrived. */
export const names = messages({
  changes: ["变化", "Changes"],
  bar: ["时间轴", "Time line"],
  previous: ["上一次变化", "Previous change"],
  next: ["下一次变化", "Next change"],
});
