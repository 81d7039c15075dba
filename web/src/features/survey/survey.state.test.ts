import { describe, expect, it } from "vitest";
import { changedReading, firstReplies, otherChoice, readingEntries, readReplies } from "./answers";
import { formatBytes, isWaiting, previewFeatures, toneOf } from "./preview";
import type { Action, Question } from "./types";

const question = (code: string, suggestion: string | null = null): Question => ({
  code,
  message_zh: "",
  message_en: "",
  choices: [],
  suggestion,
});

describe("answers to the intake's questions", () => {
  const questions = [question("zone", "38"), question("field_map")];

  it("begin with the suggestion and say which are missing", () => {
    const replies = firstReplies(questions);
    expect(replies.zone).toEqual({ value: "38", other: "" });
    expect(Object.keys(readReplies(questions, replies).missing)).toEqual(["field_map"]);
  });

  it("send a column as field map, a prefix as prefix, a typed system as system", () => {
    const replies = { zone: { value: "39", other: "" }, field_map: { value: "地块号", other: "" } };
    expect(readReplies(questions, replies).answers).toEqual({ zone: "39", field_map: { plot_no: "地块号" } });
    expect(
      readReplies([question("field_map")], { field_map: { value: otherChoice, other: " P4-N " } }).answers,
    ).toEqual({
      plot_no_prefix: "P4-N",
    });
    expect(readReplies([question("crs")], { crs: { value: otherChoice, other: "EPSG:4527" } }).answers).toEqual({
      crs: "EPSG:4527",
    });
    expect(readReplies([question("crs")], { crs: { value: otherChoice, other: " " } }).missing).toHaveProperty("crs");
  });
});

describe("changing how a file is read", () => {
  const survey = {
    answers: { encoding: "gb18030" },
    reading: { field_map: { fields: { plot_no: { column: "DKBH", how: "alias", unit: null } }, unused: ["MJ"] } },
  };

  it("sends only what differs", () => {
    const before = readingEntries(survey);
    expect(changedReading(before, before)).toBeNull();
    expect(changedReading(before, { ...before, encoding: "utf-8" })).toEqual({ encoding: "utf-8" });
    expect(changedReading(before, { ...before, fields: { plot_no: "DKBH", area: "MJ" } })).toEqual({
      field_map: { area: "MJ" },
    });
  });

  it("sends a transformation with its numbers and source, and only when it is another one", () => {
    const before = readingEntries(survey);
    const transformation = { kind: "four" as const, convention: "", source: " 单位 ", numbers: { dx: "1", dy: " 2" } };
    const body = { kind: "four", dx: "1", dy: "2", rotation: "", scale_ppm: "", source: "单位" };
    expect(changedReading(before, { ...before, transformation })).toEqual({ transformation: body });
    const kept = readingEntries({ ...survey, answers: { transformation: body } });
    expect(kept.transformation.numbers).toEqual({ dx: "1", dy: "2", rotation: "", scale_ppm: "" });
    expect(changedReading(kept, kept)).toBeNull();
    const restore = { kind: "gcj02" as const, convention: "", source: "", numbers: {} };
    expect(changedReading(before, { ...before, transformation: restore })).toEqual({
      transformation: { kind: "gcj02" },
    });
  });
});

describe("the dry run on the screen", () => {
  it("shows what stands in the way before what it would do", () => {
    expect(toneOf("blocked", "error")).toBe("error");
    expect(toneOf("unchanged", "warning")).toBe("same");
    expect(toneOf("revise", "warning")).toBe("warning");
    expect(toneOf("new", "info")).toBe("new");
  });

  it("draws only what is undecided, and names only what the map does not name already", () => {
    const feature = (row_no: number, action: Action, accepted: boolean) => ({
      type: "Feature" as const,
      geometry: null,
      properties: { row_no, plot_no: `P4-${row_no}`, action, worst_severity: null, area_m2: null, accepted },
    });
    const drawn = previewFeatures([feature(1, "new", true), feature(2, "new", false), feature(3, "revise", false)]);
    expect(drawn.map(({ properties }) => [properties.row_no, properties.label])).toEqual([
      [2, "P4-2"],
      [3, undefined],
    ]);
  });

  it("waits for the coordinate system, not for the plot-number column", () => {
    expect(isWaiting({ state: "asking", questions: [question("zone")] })).toBe(true);
    expect(isWaiting({ state: "asking", questions: [question("field_map")] })).toBe(false);
    expect(isWaiting({ state: "checked", questions: [] })).toBe(false);
  });

  it("writes file sizes the way people read them", () => {
    expect([formatBytes(900), formatBytes(2048), formatBytes(5_500_000)]).toEqual(["900 B", "2.0 KB", "5.2 MB"]);
  });
});
