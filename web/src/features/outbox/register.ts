import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { m } from "./messages";
import { OutboxPage } from "./outbox-page";

registerDesk({
  id: "outbox",
  glyph: "信",
  label: m.outbox,
  icon: "mail",
  order: 82,
  available: () => can("mail:read"),
  page: OutboxPage,
});
