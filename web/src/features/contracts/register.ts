import { part } from "../../app/part";
import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "contracts",
  glyph: "约",
  label: names.contracts,
  icon: "handshake",
  order: 36,
  available: () => can("contract:read"),
  page: part(async () => (await import("./contracts-page")).ContractsPage),
});
