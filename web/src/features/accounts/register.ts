import { part } from "../../app/part";
import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "accounts",
  glyph: "管",
  label: names.accounts,
  icon: "accounts",
  order: 90,
  available: () => can("account:manage"),
  page: part(async () => (await import("./accounts-page")).AccountsPage),
});
