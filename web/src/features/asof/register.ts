import { effect } from "@preact/signals";
import { registerComparison } from "../../app/comparison";
import { showsMap } from "../../app/desk-kind";
import { openTab, setLayout } from "../../app/layout";
import { compareChoice, desk } from "../../app/location";
import { part } from "../../app/part";
import { registerCommand, registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import { AsOfControl } from "./as-of-control";
import { comparisonOfDays } from "./compare";
import { names } from "./names";
import { barOpen, stepDay, toggleBar } from "./time.state";

registerPanel({ id: "as-of", slot: "top-end", order: 10, component: AsOfControl });
registerPanel({
  id: "time-bar",
  slot: "map-bottom",
  order: 5,
  component: part(async () => (await import("./time-bar")).TimeBar),
  visible: () => barOpen.value,
});
registerPanel({
  id: "plot-changes",
  slot: "left",
  order: 30,
  component: part(async () => (await import("./changes-panel")).ChangesPanel),
  title: names.changes,
  desks: ["map", "ledger"],
  visible: () => compareChoice.value !== null && can("plot:read"),
});
registerComparison(20, comparisonOfDays);
registerCommand({ id: "time-bar", keys: ["t"], label: names.bar, group: "view", enabled: showsMap, run: toggleBar });
for (const [id, key, label, forward] of [
  ["time-previous", "<", names.previous, false],
  ["time-next", ">", names.next, true],
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
