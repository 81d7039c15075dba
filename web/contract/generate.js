import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

/** `node generate.js` writes the types of the contract beside the client; with `--check` it writes nothing and fails when they are stale. */
const contract = resolve(import.meta.dirname, "../public/openapi.json");
const types = resolve(import.meta.dirname, "../src/api/schema.d.ts");

if (!existsSync(contract)) throw new Error("web/public/openapi.json is missing: run ./gis setup, which writes it.");

const isOpen = (schema) =>
  (schema.type === "object" && schema.additionalProperties === true) ||
  Object.keys(schema).every((key) => ["title", "description", "default"].includes(key));

const nodes = await openapiTS(readFileSync(contract, "utf8"), {
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
  // A body may leave out what has a default; an answer's fields are all required by the contract.
  defaultNonNullable: false,
  // What the contract leaves open the page describes itself.
  transform: (schema) => (isOpen(schema) ? ts.factory.createKeywordTypeNode(ts.SyntaxKind.AnyKeyword) : undefined),
});
const text = `// Generated from public/openapi.json by \`npm run contract\`.\n${astToString(nodes)}`;
if (!existsSync(types) || readFileSync(types, "utf8") !== text) {
  if (process.argv.includes("--check")) throw new Error("src/api/schema.d.ts is stale: run `npm run contract`.");
  writeFileSync(types, text);
}
