import { part } from "../../app/part";
import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "audit",
  glyph: "志",
  label: names.audit,
  icon: "history",
  order: 80,
  available: () => can("audit:read"),
  page: part(async () => (await import("./audit-page")).AuditPage),
});
