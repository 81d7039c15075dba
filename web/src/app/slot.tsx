import type { ComponentChildren } from "preact";
import { desk } from "./location";
import { panelsIn, type Slot } from "./registry";

/** All panels of a slot, one after the other. */
export function SlotOf({ name }: { name: Slot }): ComponentChildren {
  return panelsIn(name, desk.value).map(({ id, component: Content }) => <Content key={id} />);
}
