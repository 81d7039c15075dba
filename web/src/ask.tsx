import { render } from "preact";
import { markWhenSettled } from "./api/settled";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/ui.css";
import "./styles/print.css";
import "./site/ask/ask.css";
import { AskPage } from "./site/ask/ask-page";

markWhenSettled();
const root = document.getElementById("app");
if (root) render(<AskPage />, root);
