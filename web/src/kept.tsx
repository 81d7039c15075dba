import { effect } from "@preact/signals";
import { render } from "preact";
import { markWhenSettled } from "./api/settled";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/ui.css";
import "./styles/print.css";
import "./site/window.css";
import "./site/cards.css";
import "./site/sheet/sheet.css";
import "./site/kept/kept.css";
import { language } from "./locale/language";
import { ComparePage } from "./site/kept/compare-page";
import { ShortlistPage } from "./site/kept/shortlist-page";

/** A list under its link (/shortlist/…) and sites side by side (/compare?ids=…): no map, so that they open fast on a phone. */
language.value = new URLSearchParams(window.location.search).get("lang") === "en" ? "en" : "zh";
effect(() => {
  document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
  const address = new URL(window.location.href);
  if (language.value === "en") address.searchParams.set("lang", "en");
  else address.searchParams.delete("lang");
  window.history.replaceState(null, "", address);
});
markWhenSettled();
const root = document.getElementById("app");
if (root) render(window.location.pathname === "/compare" ? <ComparePage /> : <ShortlistPage />, root);
