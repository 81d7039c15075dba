import { describe, expect, it } from "vitest";
import { grouped, plainNumber, shortest, wanOfYuan, yuanOfWan } from "./decimals";

describe("money and numbers as typed", () => {
  it.each([
    ["1200.5", "12005000"],
    ["1,200.5", "12005000"],
    ["0.0001", "1"],
    ["0", "0"],
    ["6000.123456", "60001234.56"],
  ])("%s 万元 is %s yuan, to the digit", (text, yuan) => expect(yuanOfWan(text)).toBe(yuan));

  it.each(["", "-1", "1e3", "一百", "1.2.3"])("%s is no amount and is not taken for zero", (text) => {
    expect(yuanOfWan(text)).toBeNull();
    expect(plainNumber(text)).toBeNull();
  });
});

describe("money and numbers as shown", () => {
  it.each([
    ["12005000", "1200.5"],
    ["12005000.00", "1200.5"],
    ["1", "0.0001"],
    ["0", "0"],
    ["0.00", "0"],
    ["60001234.56", "6000.123456"],
    ["90071992547409931234", "9007199254740993.1234"],
  ])("%s yuan are %s 万元, also beyond what a float can hold", (yuan, wan) => expect(wanOfYuan(yuan)).toBe(wan));

  it.each(["0.5", "12", "1234567.000001", "9007199254740993"])("%s 万元 comes back as it was", (wan) =>
    expect(wanOfYuan(yuanOfWan(wan) ?? "")).toBe(wan),
  );

  it.each([
    ["1234567.8", "1,234,567.8"],
    ["100", "100"],
    ["1000", "1,000"],
    ["0.0001", "0.0001"],
  ])("%s is written %s", (text, written) => expect(grouped(text)).toBe(written));

  it.each([
    ["1200.500", "1200.5"],
    ["1200.000", "1200"],
    ["1200", "1200"],
    ["007", "7"],
    ["0.0", "0"],
  ])("%s is %s in short", (text, short) => expect(shortest(text)).toBe(short));
});
