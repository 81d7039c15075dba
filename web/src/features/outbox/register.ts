import { part } from "../../app/part";
import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "outbox",
  glyph: "信",
  label: names.outbox,
  icon: "mail",
  order: 82,
  available: () => can("mail:read"),
  page: part(async () => (await import("./outbox-page")).OutboxPage),
});
