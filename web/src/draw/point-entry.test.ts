import { describe, expect, it } from "vitest";
import { type EntryRow, pairKind, readTable, rowFault, rowOf, rowsToRings, systemFor } from "./point-entry";

const pairs = (rows: EntryRow[]) => rows.map((row) => [row.x, row.y]);

describe("reading a pasted table", () => {
  it("takes X Y separated by blanks, tabs or commas, and numbers the points", () => {
    const read = readTable("3719683.313 560330.618\n3719683.313\t560430.618\n3719783.313,560430.618");
    expect(pairs(read.rows)).toEqual([
      ["3719683.313", "560330.618"],
      ["3719683.313", "560430.618"],
      ["3719783.313", "560430.618"],
    ]);
    expect(read.rows.map((row) => row.no)).toEqual(["J1", "J2", "J3"]);
    expect(read.kind).toBe("plain");
  });

  it("takes point number and ring as in boundary-point files", () => {
    const read = readTable("J1,1,3719683.313,38560330.618\nJ2,1,3719683.3,38560430.6\nJ5,2,3719700,38560350");
    expect(read.rows.map((row) => [row.no, row.ring])).toEqual([
      ["J1", 1],
      ["J2", 1],
      ["J5", 2],
    ]);
    expect([read.kind, read.prefix]).toEqual(["prefixed", 38]);
  });

  it("passes over headings and blank lines, and names lines it could not read", () => {
    const read = readTable("界址点号\tX坐标\tY坐标\n\nJ1 3719683.313 560330.618\nJ2 3719683，3 56o330");
    expect(read.rows).toHaveLength(1);
    expect(read.unread).toEqual([4]);
  });

  it("puts exchanged columns right and says so", () => {
    const read = readTable("38560330.618 3719683.313\n38560430.618 3719683.313");
    expect(read.exchanged).toBe(true);
    expect(read.rows[0]).toMatchObject({ x: "3719683.313", y: "38560330.618" });
  });

  it("does not decide when rows disagree", () => {
    expect(readTable("3719683 560330\n38560430 3719683").kind).toBeNull();
    expect(readTable("3719683 38560330\n3719683 39560330")).toMatchObject({ kind: "prefixed", prefix: null });
  });

  it("drops the repeated first point that closes a ring", () => {
    const read = readTable("3719683.3 560330\n3719783 560330\n3719783 560430\n3719683.300 560330.0");
    expect(read.rows).toHaveLength(3);
  });

  it("reads degrees in either order", () => {
    expect(readTable("114.65321,33.60178").rows[0]).toMatchObject({ x: "33.60178", y: "114.65321" });
    expect(pairKind(33.6, 114.6)).toEqual({ kind: "degrees", exchanged: false });
  });

  it("refuses pairs that are neither", () => {
    expect(pairKind(12, 13)).toBeNull();
    expect(pairKind(560_330, 560_430)).toBeNull();
  });
});

describe("systems", () => {
  it("follow from the numbers, plain eastings from the zone", () => {
    expect(systemFor("degrees", null, 4547)).toBe(4490);
    expect(systemFor("prefixed", 39, 4547)).toBe(4527);
    expect(systemFor("prefixed", 40, 4547)).toBeNull();
    expect(systemFor("plain", null, 4526)).toBe(4547);
    expect(systemFor("plain", null, 4527)).toBe(4548);
  });

  it.each([
    ["3719683.3", "38560330", 4526, null],
    ["3719683.3", "39560330", 4526, "other_zone"],
    ["3719683.3", "560330", 4526, "out_of_range"],
    ["560330", "3719683.3", 4547, "out_of_range"],
    ["371968x", "560330", 4547, "not_number"],
    ["33.6", "114.6", 4490, null],
  ])("X %s Y %s in %d: %s", (x, y, epsg, fault) => {
    expect(rowFault({ no: "J1", ring: 1, x, y }, epsg)).toBe(fault);
  });

  it("give the same points with and without zone number", () => {
    const one = rowsToRings([{ no: "J1", ring: 1, x: "3719683.313", y: "38560330.618" }], 4526);
    const two = rowsToRings([{ no: "J1", ring: 1, x: "3719683.313", y: "560330.618" }], 4547);
    expect(one?.[0]?.[0]?.[0]).toBeCloseTo(two?.[0]?.[0]?.[0] ?? 0, 10);
    expect(rowOf(one![0]![0]!, 4526, "J1", 1)).toEqual({ no: "J1", ring: 1, x: "3719683.313", y: "38560330.618" });
  });
});
