import { registerCommand, registerPanel } from "../../app/registry";
import { m } from "./messages";
import { focusSearch, SearchBox } from "./search-box";

registerPanel({ id: "search", slot: "top", order: 10, component: SearchBox });
registerCommand({ id: "search", keys: ["/"], label: m.command, group: "tools", run: focusSearch });
