import { expect, it } from "vitest";
import { spokenName } from "./spoken-name";

it("keeps the words that are seen in the name that is spoken", () => {
  expect(spokenName("更多操作")).toBe("更多操作");
  expect(spokenName("导出", "导出")).toBe("导出");
  expect(spokenName("园区", "园区：P4")).toBe("园区：P4");
  expect(spokenName("我的账号：张三，规划人员", "张三")).toBe("我的账号：张三，规划人员");
  expect(spokenName("比例尺", "1:50,000")).toBe("比例尺 1:50,000");
});
