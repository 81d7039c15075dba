import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, it } from "vitest";

it("the types of the pages are those of the contract", { timeout: 60_000 }, () => {
  const generate = resolve(import.meta.dirname, "../../contract/generate.js");
  expect(execFileSync(process.execPath, [generate, "--check"], { encoding: "utf8" })).toBe("");
});
