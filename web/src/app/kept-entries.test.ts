import { describe, expect, it, vi } from "vitest";

vi.stubGlobal("window", { location: { pathname: "/desk", search: "", origin: "" } });
const { draftKey, standing } = await import("./kept-entries");

describe("a kept draft", () => {
  const draft = { initial: { name: "", day: "2026-11-02" }, entered: { name: "李四" } };

  it.each([
    ["is filled into the form that began alike", { name: "", day: "2026-11-02" }, "fill"],
    ["is there already where the page held it", { name: "李四", day: "2026-11-02" }, "there"],
    ["waits for a field that is still to come", { day: "2026-11-02" }, "coming"],
    ["stays out of another record's form", { name: "王五", day: "2026-11-02" }, "other"],
  ])("%s", (_, now, expected) => {
    expect(standing(draft, now as Record<string, string>)).toBe(expected);
  });

  it("belongs to one person, one place and one form", () => {
    const at = { desk: "map", selected: [7], extra: { tab: "facts" } };
    const keys = [
      draftKey(1, at, "登记"),
      draftKey(2, at, "登记"),
      draftKey(1, { ...at, selected: [8] }, "登记"),
      draftKey(1, at, "划分"),
    ];
    expect(new Set(keys).size).toBe(4);
  });
});
