import { idleParts, registerDesk } from "../../app/registry";
import { can } from "../../app/session";
import { IdlePage } from "./idle-page";
import { m } from "./messages";

registerDesk({
  id: "idle",
  glyph: "闲",
  label: m.desk,
  icon: "hourglass",
  order: 45,
  available: () => can("idle_case:read") || idleParts.value.some((part) => part.visible?.() ?? true),
  page: IdlePage,
});
