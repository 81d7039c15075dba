import { effect } from "@preact/signals";
import { openDesk } from "../../app/location";
import { part } from "../../app/part";
import { registerDesk } from "../../app/registry";
import { can, session, user } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "cockpit",
  glyph: "驾",
  label: names.desk,
  icon: "cockpit",
  order: 5,
  available: () => can("cockpit:read"),
  page: part(async () => (await import("./cockpit-page")).CockpitPage),
});

// A leader's day begins here, unless the address asks for something else.
let wasSignedOut = false;
effect(() => {
  const now = session.value;
  if (!now) return;
  const bare = /^\/desk\/?$/.test(window.location.pathname) && window.location.search === "";
  if (now.signed_in && wasSignedOut && bare && user.value?.role === "leader") openDesk("cockpit");
  wasSignedOut = !now.signed_in;
});
