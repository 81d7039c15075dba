import { render } from "preact";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/ui.css";
import "./styles/print.css";
import "./site/ask/ask.css";
import { AskPage } from "./site/ask/ask-page";

const root = document.getElementById("app");
if (root) render(<AskPage />, root);
