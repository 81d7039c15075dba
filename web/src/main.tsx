import { render } from "preact";
import "ol/ol.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/ui.css";
import "./styles/shell.css";
import "./styles/page.css";
import "./styles/print.css";
import { bindKeyboard } from "./app/commands";
import { DeskPage } from "./app/desk-page";
import "./app/features";
import { bindLocation } from "./app/location";
import { followParks } from "./app/zone";

bindLocation();
followParks();
bindKeyboard();
const root = document.getElementById("app");
if (root) render(<DeskPage />, root);
