import { computed } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { dataRevision } from "../../app/changes";
import { asOfQuery, desk, extra, setExtra } from "../../app/location";
import { can } from "../../app/session";
import { areaToM2, areaUnit } from "../../locale/units";
import { park, tab } from "./cockpit.state";
import type { GoalCandidate } from "./types";

export const kinds = ["case", "finding", "patch"] as const;

const keysOf = (name: string) => computed(() => (extra.value[name] ?? "").split(",").filter(Boolean));
const pinned = keysOf("goalpin");
const excluded = keysOf("goalout");

/** The target as it is typed, in the unit of the screen; the address keeps m². */
export const targetM2 = computed(() => {
  const value = Number(extra.value.goal ?? "");
  return Number.isFinite(value) && value > 0 ? value : null;
});
export function setTarget(text: string): void {
  const value = Number(text);
  setExtra("goal", text && Number.isFinite(value) && value > 0 ? areaToM2(value, areaUnit.value).toFixed(2) : null);
}

export const chosenKinds = computed(() => {
  const asked = (extra.value.goalkinds ?? "case").split(",");
  return kinds.filter((kind) => asked.includes(kind));
});
export function toggleKind(kind: (typeof kinds)[number]): void {
  const now = chosenKinds.value.includes(kind)
    ? chosenKinds.value.filter((one) => one !== kind)
    : [...chosenKinds.value, kind];
  if (now.length > 0) setExtra("goalkinds", now.join() === "case" ? null : kinds.filter((k) => now.includes(k)).join());
}

/** Free → must be chosen → left out → free. */
export function nextWish(candidate: GoalCandidate): void {
  const without = (keys: string[]) => keys.filter((key) => key !== candidate.key);
  const pins = without(pinned.value);
  const outs = without(excluded.value);
  if (candidate.wish === "free") pins.push(candidate.key);
  if (candidate.wish === "pinned") outs.push(candidate.key);
  setExtra("goalpin", pins.join() || null);
  setExtra("goalout", outs.join() || null);
}

export const goal = resource(
  () =>
    desk.value === "cockpit" && tab.value === "goal" && can("cockpit:read")
      ? {
          target_m2: targetM2.value ?? 0,
          kind: chosenKinds.value.join(),
          park: park.value,
          pinned: pinned.value.join(),
          excluded: excluded.value.join(),
          ...asOfQuery.value,
          revision: dataRevision.value,
        }
      : null,
  ({ revision: _, ...query }, abort) => api.get("/api/cockpit/goal", { query, signal: abort }),
);
