import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { namedCodes } from "./rule-names";

it("has a name in both languages for every number that ships", () => {
  const files = readdirSync("../gisapp").map((room) => `../gisapp/${room}/rulebook.toml`);
  const shipped = files
    .filter((file) => existsSync(file))
    .flatMap((file) => [...readFileSync(file, "utf-8").matchAll(/^code = "(.+)"$/gm)].map(([, code]) => code!));
  expect(shipped.length).toBeGreaterThan(30);
  expect(shipped.filter((code) => !namedCodes.includes(code))).toEqual([]);
});
