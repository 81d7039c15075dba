import { printDesk } from "../../app/print";
import { registerCommand, registerPanel } from "../../app/registry";
import { Coordinates } from "./coordinates";
import { m } from "./messages";
import { ScaleItem } from "./scale-item";
import { StatusActions } from "./status-actions";

registerPanel({ id: "coordinates", slot: "status", order: 10, component: Coordinates });
registerPanel({ id: "scale", slot: "status", order: 20, component: ScaleItem });
registerPanel({ id: "status-actions", slot: "status", order: 90, component: StatusActions });
registerCommand({ id: "print", keys: ["p"], label: m.print, group: "tools", run: printDesk });
