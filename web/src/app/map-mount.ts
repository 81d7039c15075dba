import { MapView } from "../map/map-view";

/** Puts the one map into the page; returns what takes it out again. */
export function mountMap(element: HTMLElement): () => void {
  const view = new MapView(element);
  return () => view.dispose();
}
