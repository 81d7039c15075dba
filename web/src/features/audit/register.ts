import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { bindAudit } from "./audit.state";
import { AuditPage } from "./audit-page";
import { m } from "./messages";

registerDesk({
  id: "audit",
  glyph: "志",
  label: m.audit,
  icon: "history",
  order: 80,
  available: () => can("audit:read"),
  page: AuditPage,
});
bindAudit();
