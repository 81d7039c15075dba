import { registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { InquiriesPage } from "./inquiries-page";
import { m } from "./messages";

registerDesk({
  id: "inquiries",
  glyph: "咨",
  label: m.inquiries,
  icon: "mail",
  order: 42,
  available: () => can("inquiry:read"),
  page: InquiriesPage,
});
