import { part } from "../../app/part";
import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "inquiries",
  glyph: "咨",
  label: names.inquiries,
  icon: "mail",
  order: 42,
  available: () => can("inquiry:read"),
  page: part(async () => (await import("./inquiries-page")).InquiriesPage),
});
