import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { desk, extra } from "../../app/location";
import { can, session } from "../../app/session";
import { inLanguage } from "../../locale/language";

const kinds = resource(
  () =>
    desk.value === "settings" &&
    extra.value.settings === "documents" &&
    session.value?.signed_in &&
    can("document:read")
      ? {}
      : null,
  (_, abort) => api.get("/api/document-kinds", { signal: abort }),
);

/** The kinds of documents as choices. Reads signals: call it in render. */
export function kindOptions(): { value: string; label: string }[] {
  return (kinds.data.value ?? []).map(({ kind, title_zh, title_en }) => ({
    value: kind,
    label: inLanguage(title_zh, title_en),
  }));
}
