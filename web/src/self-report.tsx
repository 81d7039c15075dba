import { render } from "preact";
import { markWhenSettled } from "./api/settled";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/ui.css";
import "./styles/print.css";
import "./site/ask/ask.css";
import "./site/filing/filing.css";
import { FilingPage } from "./site/filing/filing-page";

/** What an enterprise says of its own plot, at /self-report/<number>#<secret>: no account, filled in on a phone. */
markWhenSettled();
const root = document.getElementById("app");
if (root) render(<FilingPage />, root);
