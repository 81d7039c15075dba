import { desk } from "./location";
import { desks } from "./registry";

/** Whether the desk shows the map; one with a page of its own does not. Reads signals: call it in render. */
export function showsMap(): boolean {
  return !desks.value.find((entry) => entry.id === desk.value)?.page;
}
