import { Badge } from "../../ui/chips";
import { m } from "./messages";
import type { Area } from "./types";

const tones = { in_force: "success", future: "neutral", ended: "warning" } as const;

/** How an area stands on the day, as a word. */
export function StandingMark({ area }: { area: Area }) {
  const words = { in_force: m.inForce, future: m.future, ended: m.ended };
  return <Badge tone={tones[area.standing]}>{words[area.standing]()}</Badge>;
}
