import { render } from "preact";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/ui.css";
import "./styles/print.css";
import "./site/window.css";
import "./site/cards.css";
import "./site/match/match.css";
import "./site/sheet/sheet.css";
import { open, tokenOf } from "./site/saved";
import { SitePage } from "./site/site-page";
import { bindAddress } from "./site/state";

const token = tokenOf(window.location.pathname);
if (token) void open(token);
bindAddress();
const root = document.getElementById("app");
if (root) render(<SitePage />, root);
