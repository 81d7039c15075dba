import { effect } from "@preact/signals";
import { openDesk } from "../../app/location";
import { registerDesk, registerPanel } from "../../app/registry";
import { can, session, user } from "../../app/session";
import { BigScreen } from "./big-screen";
import { isBig } from "./cockpit.state";
import { CockpitPage } from "./cockpit-page";
import { m } from "./messages";

registerDesk({
  id: "cockpit",
  glyph: "驾",
  label: m.desk,
  icon: "cockpit",
  order: 5,
  available: () => can("cockpit:read"),
  page: CockpitPage,
});
registerPanel({
  id: "cockpit-big",
  slot: "overlay",
  order: 90,
  desks: ["cockpit"],
  component: BigScreen,
  visible: () => isBig.value && can("cockpit:read"),
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
