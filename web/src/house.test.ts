import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { deskIconShapes } from "./ui/desk-icon-shapes";

const source = import.meta.dirname;

const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".test.ts"))
  .map((name) => ({ name, text: readFileSync(join(source, name), "utf8") }));

/** What each room may import besides itself and packages. */
const allowed: Record<string, string[]> = {
  locale: [],
  symbols: [],
  ui: ["locale", "symbols"],
  api: ["locale", "symbols"],
  map: ["locale", "symbols", "api"],
  draw: ["locale", "symbols", "api", "map"],
  app: ["locale", "symbols", "ui", "api", "map", "draw"],
  features: ["locale", "symbols", "ui", "api", "map", "draw", "app"],
  site: ["locale", "symbols", "ui", "api", "map", "app"],
};

/** Data that the server and the pages read from one file; whoever needs it may. */
const shared = /^\.\.\/\.\.\/gisapp\/.*\.json$/;

function importsOf(name: string, text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)]
    .map(([, path]) => relative(source, resolve(source, dirname(name), path ?? "")))
    .filter((target) => !shared.test(target));
}

/** Names that lead back to themselves, each with what leads there; a type counts like a value, what is fetched later (`import()`) does not. */
function circlesIn(arrows: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const found: string[][] = [];
  const left = new Set<string>();
  const walk = (name: string, way: string[]): void => {
    if (way.includes(name)) found.push([...way.slice(way.indexOf(name)), name]);
    else if (!left.has(name)) {
      for (const next of arrows.get(name) ?? []) walk(next, [...way, name]);
      left.add(name);
    }
  };
  for (const name of arrows.keys()) walk(name, []);
  return found;
}

const moduleOf = (name: string) => name.replace(/\.tsx?$/, "");

/** Which module leans on which, by `import … from` and `export … from`. */
const leans = new Map(
  files.map(({ name, text }) => [
    moduleOf(name),
    new Set(
      [...text.matchAll(/from\s*"(\.[^"]+)"/g)].map(([, path]) =>
        moduleOf(relative(source, resolve(source, dirname(name), path ?? ""))),
      ),
    ),
  ]),
);

describe("the house", () => {
  it("finds a circle", () => {
    const arrows = { a: ["b"], b: ["c", "d"], c: ["a"], d: [] };
    expect(circlesIn(new Map(Object.entries(arrows).map(([name, to]) => [name, new Set(to)])))).toEqual([
      ["a", "b", "c", "a"],
    ]);
  });

  it("has no circle of imports, types included", () => {
    expect([...leans.values()].some((targets) => targets.size > 0)).toBe(true);
    expect(circlesIn(leans)).toEqual([]);
  });

  it("has no circle of folders in the investor's window", () => {
    const folders = new Map<string, Set<string>>();
    for (const [name, targets] of leans) {
      const folder = dirname(name);
      const others = [...targets].map((target) => dirname(target)).filter((other) => other !== folder);
      if (/^site(\/|$)/.test(folder)) folders.set(folder, new Set([...(folders.get(folder) ?? []), ...others]));
    }
    expect(folders.size).toBeGreaterThan(5);
    expect(circlesIn(folders)).toEqual([]);
  });

  it.each(files.filter(({ name }) => name.includes("/")).map(({ name, text }) => [name, text] as const))(
    "%s imports only downwards",
    (name, text) => {
      const [room = "", feature] = name.split("/");
      for (const target of importsOf(name, text)) {
        const [targetRoom = "", targetFeature] = target.split("/");
        const inside = targetRoom === room && (room !== "features" || targetFeature === feature);
        expect(inside || allowed[room]?.includes(targetRoom), `${name} → ${target}`).toBe(true);
      }
    },
  );

  it("keeps components out of map/ and draw/", () => {
    const offenders = files.filter(({ name, text }) => /^(map|draw)\//.test(name) && /from "preact/.test(text));
    expect(offenders.map(({ name }) => name)).toEqual([]);
  });

  it("keeps component files under 250 lines", () => {
    const long = files.filter(({ name, text }) => name.endsWith(".tsx") && text.split("\n").length > 251);
    expect(long.map(({ name }) => name)).toEqual([]);
  });

  it("draws nothing on the public pages that only the desk has a shape for", () => {
    const reached = new Set(["site", "ask", "kept", "self-report"]);
    for (const name of reached) for (const next of leans.get(name) ?? []) reached.add(next);
    const named = Object.keys(deskIconShapes).map((icon) => `"${icon}"`);
    const offenders = files.filter(
      ({ name, text }) =>
        reached.has(moduleOf(name)) && /icon/i.test(text) && named.some((icon) => text.includes(icon)),
    );
    expect(reached.has("site/window/site-page")).toBe(true);
    expect(offenders.map(({ name }) => name)).toEqual([]);
  });

  it("writes lengths in styles with their unit, which Preact no longer adds", () => {
    const length =
      /\b(?:width|height|top|left|right|bottom|minWidth|minHeight|maxWidth|maxHeight)(?:,|: (?!["'`]|\w+ \?))/;
    const bare = files.filter(({ text }) =>
      [...text.matchAll(/style=\{\{(.*?)\}\}/gs)].some(([, body]) =>
        length.test((body ?? "").replace(/`[^`]*`/g, '""')),
      ),
    );
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  it("takes answers as the contract has them: no call names a type, no JSON of an answer is cast", () => {
    const casts = files.filter(
      ({ name, text }) =>
        name !== "api/client.ts" &&
        (/\bapi\.(?:get|post|put|patch|delete|upload)</.test(text) ||
          /\.json\(\)\)? as\b|await api\.[^;]*\) as\b/.test(text)),
    );
    expect(casts.map(({ name }) => name)).toEqual([]);
  });

  it("loads nothing from elsewhere", () => {
    const foreign = files.filter(({ text }) => /(?:src|href)=["'{`]+https?:|@import url\(/.test(text));
    expect(foreign.map(({ name }) => name)).toEqual([]);
  });
});
