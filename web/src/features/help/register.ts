import { registerCommand, registerPanel } from "../../app/registry";
import { helpOpen } from "./help.state";
import { HelpDialog } from "./help-dialog";
import { m } from "./messages";

registerPanel({ id: "help", slot: "overlay", order: 10, component: HelpDialog });
registerCommand({
  id: "help",
  keys: ["?"],
  label: m.shortcuts,
  group: "tools",
  run: () => {
    helpOpen.value = true;
  },
});
