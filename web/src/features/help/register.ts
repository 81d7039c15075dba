import { part } from "../../app/part";
import { registerCommand, registerPanel } from "../../app/registry";
import { helpOpen } from "./help.state";
import { names } from "./names";

registerPanel({
  id: "help",
  slot: "overlay",
  order: 10,
  component: part(async () => (await import("./help-dialog")).HelpDialog),
  visible: () => helpOpen.value,
});
registerCommand({
  id: "help",
  keys: ["?"],
  label: names.shortcuts,
  group: "tools",
  run: () => {
    helpOpen.value = true;
  },
});
