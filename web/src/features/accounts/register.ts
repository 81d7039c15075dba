import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { AccountsPage } from "./accounts-page";
import { m } from "./messages";

registerDesk({
  id: "accounts",
  glyph: "管",
  label: m.accounts,
  icon: "accounts",
  order: 90,
  available: () => can("account:manage"),
  page: AccountsPage,
});
