import { describe, expect, it } from "vitest";
import { waysOf } from "./field-ways";

describe("ways to treat a field of the parents", () => {
  it("begins with what the table says: lots of one plot are told apart by name", () => {
    expect(waysOf("plot_name", "split")).toEqual(["number", "copy", "clear"]);
  });
  it("numbers nothing where one plot comes of several", () => {
    expect(waysOf("plot_name", "merge")).toEqual(["copy", "clear"]);
  });
  it("offers nothing for numbers of papers", () => {
    expect(waysOf("parcel_no", "split")).toEqual([]);
  });
});
