import { effect } from "@preact/signals";
import { registerComparison } from "../../app/comparison";
import { showsMap } from "../../app/desk-kind";
import { openTab, setLayout } from "../../app/layout";
import { compareChoice, desk } from "../../app/location";
import { registerCommand, registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import { AsOfControl } from "./as-of-control";
import { ChangesPanel } from "./changes-panel";
import { comparisonOfDays } from "./compare";
import { m } from "./messages";
import { barOpen, stepDay, toggleBar } from "./time.state";
import { TimeBar } from "./time-bar";

registerPanel({ id: "as-of", slot: "top-end", order: 10, component: AsOfControl });
registerPanel({ id: "time-bar", slot: "map-bottom", order: 5, component: TimeBar, visible: () => barOpen.value });
registerPanel({
  id: "plot-changes",
  slot: "left",
  order: 30,
  component: ChangesPanel,
  title: m.changes,
  desks: ["map", "ledger"],
  visible: () => compareChoice.value !== null && can("plot:read"),
});
registerComparison(20, comparisonOfDays);
registerCommand({ id: "time-bar", keys: ["t"], label: m.bar, group: "view", enabled: showsMap, run: toggleBar });
for (const [id, key, label, forward] of [
  ["time-previous", "<", m.previous, false],
  ["time-next", ">", m.next, true],
] as const) {
  registerCommand({ id, keys: [key], label, group: "view", enabled: () => barOpen.value, run: () => stepDay(forward) });
}

// A comparison that begins shows its list where the layers were.
let compared = false;
effect(() => {
  const now = compareChoice.value !== null;
  if (now && !compared) {
    openTab(`left:${desk.peek()}`, "plot-changes");
    setLayout({ left: true });
  }
  compared = now;
});
