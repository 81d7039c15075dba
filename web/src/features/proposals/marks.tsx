import { term } from "../../app/terms";
import { Badge } from "../../ui/chips";
import type { State } from "./types";

type Tone = "neutral" | "accent" | "warning" | "danger" | "success" | "info";

const stateTones: Record<State, Tone> = {
  draft: "neutral",
  submitted: "info",
  returned: "warning",
  published: "success",
  withdrawn: "neutral",
};
const classTones: Record<string, Tone> = {
  new: "accent",
  changed: "info",
  geometry_only: "info",
  conditions_only: "warning",
  retired: "neutral",
  unchanged: "neutral",
};

export function StateMark({ state }: { state: State }) {
  return <Badge tone={stateTones[state]}>{term("proposals.ProposalState", state)}</Badge>;
}

export function ClassMark({ name }: { name: string }) {
  return <Badge tone={classTones[name] ?? "neutral"}>{term("proposals.DifferenceClass", name)}</Badge>;
}
