import { part } from "../../app/part";
import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "exchange",
  glyph: "核",
  label: names.desk,
  icon: "share",
  order: 52,
  available: () => can("exchange:read"),
  page: part(async () => (await import("./exchange-page")).ExchangePage),
});
