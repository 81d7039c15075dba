import { showsMap } from "../../app/desk-kind";
import { printDesk } from "../../app/print";
import { registerCommand, registerPanel } from "../../app/registry";
import { Coordinates } from "./coordinates";
import { m } from "./messages";
import { ScaleItem } from "./scale-item";
import { StatusActions } from "./status-actions";

registerPanel({ id: "coordinates", slot: "status", order: 10, component: Coordinates, visible: showsMap });
registerPanel({ id: "scale", slot: "status", order: 20, component: ScaleItem, visible: showsMap });
registerPanel({ id: "status-actions", slot: "status", order: 90, component: StatusActions });
registerCommand({ id: "print", keys: ["p"], label: m.print, group: "tools", run: printDesk });
