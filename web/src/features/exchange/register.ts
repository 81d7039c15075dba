import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { ExchangePage } from "./exchange-page";
import { m } from "./messages";

registerDesk({
  id: "exchange",
  glyph: "核",
  label: m.desk,
  icon: "share",
  order: 52,
  available: () => can("exchange:read"),
  page: ExchangePage,
});
