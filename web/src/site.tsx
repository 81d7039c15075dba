import { render } from "preact";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/ui.css";
import "./styles/print.css";
import { SitePage } from "./site/site-page";

const root = document.getElementById("app");
if (root) render(<SitePage />, root);
