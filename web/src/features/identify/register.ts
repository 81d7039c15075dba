import { showsMap } from "../../app/desk-kind";
import { mapTool } from "../../app/map-state";
import { part } from "../../app/part";
import { registerCommand, registerPanel } from "../../app/registry";
import { answer, closeAnswer, toggleIdentify } from "./identify.state";
import { IdentifyButton } from "./identify-button";
import { m } from "./messages";

registerPanel({ id: "identify-button", slot: "status", order: 30, component: IdentifyButton, visible: showsMap });
registerPanel({
  id: "identify",
  slot: "map-start",
  order: 10,
  component: part(async () => (await import("./identify-card")).IdentifyCard),
  visible: () => answer.value !== null || mapTool.value === "identify",
});
registerCommand({ id: "identify", keys: ["i"], label: m.identify, group: "tools", run: toggleIdentify });
registerCommand({
  id: "identify-leave",
  keys: ["Escape"],
  label: m.close,
  group: "tools",
  enabled: () => answer.value !== null || mapTool.value === "identify",
  run: () => {
    if (answer.value) closeAnswer();
    else toggleIdentify();
  },
});
