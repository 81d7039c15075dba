import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { ContractsPage } from "./contracts-page";
import { m } from "./messages";

registerDesk({
  id: "contracts",
  glyph: "约",
  label: m.contracts,
  icon: "handshake",
  order: 36,
  available: () => can("contract:read"),
  page: ContractsPage,
});
