import { effect } from "@preact/signals";
import { openDesk } from "../../app/location";
import { part } from "../../app/part";
import { registerDesk } from "../../app/registry";
import { can, session } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "inbox",
  glyph: "办",
  label: names.inbox,
  icon: "calendar",
  order: 15,
  available: () => can("inbox:read"),
  page: part(async () => (await import("./inbox-page")).InboxPage),
});

// Whoever works on projects begins the day here, unless the address asks for something else.
let wasSignedOut = false;
effect(() => {
  const now = session.value;
  if (!now) return;
  const bare = /^\/desk\/?$/.test(window.location.pathname) && window.location.search === "";
  if (now.signed_in && wasSignedOut && bare && can("project:edit")) openDesk("inbox");
  wasSignedOut = !now.signed_in;
});
