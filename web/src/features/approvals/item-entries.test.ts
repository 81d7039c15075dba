import { describe, expect, it } from "vitest";
import { bodyOf, entriesOf } from "./item-entries";

const fresh = () => entriesOf(null, "2026-11-23", "works", ["hearing"]);

describe("a version of an item as it is sent", () => {
  it("has no law where none is typed", () => {
    const body = bodyOf({ ...fresh(), code: "new_item", days: "7" }) as Record<string, unknown>;
    expect(body).toMatchObject({ days: 7, statutory_days: null, statutory_unit: null, extension_days_max: 0 });
    expect(body).not.toHaveProperty("code");
  });

  it("keeps the law's own unit", () => {
    const body = bodyOf({ ...fresh(), days: "3", statutory_days: "7", statutory_unit: "calendar" });
    expect(body).toMatchObject({ statutory_days: 7, statutory_unit: "calendar" });
  });

  it("names materials that were typed in without a code, each once", () => {
    const plain = { name_zh: "说明", class: "secondary" as const, source: "applicant" };
    const body = bodyOf({
      ...fresh(),
      materials: [
        { ...plain, code: "m2" },
        { ...plain, code: "" },
      ],
    }) as {
      materials: { code: string }[];
    };
    expect(body.materials.map(({ code }) => code)).toEqual(["m2", "m3"]);
  });
});
