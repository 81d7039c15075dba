import { effect, signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { underWay } from "../api/settled";
import type { Bbox } from "../api/types";
import { language } from "../locale/language";
import { IconButton } from "../ui/button";
import { LoadingState, Note } from "../ui/states";
import { MapCard } from "./map-card";
import { MapLegend } from "./map-legend";
import { m } from "./messages";
import type { SiteMap } from "./site-map";
import { asOf, cardOf, found, hoveredId, layers, lookAt, matched, plan, select, selectedId, zone } from "./state";

/** Moves whenever the map does, so that the card above it follows. */
const mapMoves = signal(0);

function bind(map: SiteMap): (() => void)[] {
  let shown = "";
  return [
    effect(() => {
      // Names are written in the language of the screen.
      void language.value;
      if (!layers.data.value) return;
      map.setLayers(layers.data.value);
      map.setSelected(selectedId.peek());
    }),
    effect(() => {
      if (lookAt.value) map.lookAt(lookAt.value);
    }),
    effect(() => map.setAsOf(asOf.value)),
    effect(() => {
      const here = zone.data.value;
      if (!here) return;
      map.setBasemap(here.basemap);
      if (here.bbox4490) map.setHome(here.bbox4490);
    }),
    effect(() => {
      const answer = plan.value === null ? found.data.value : matched.data.value;
      const some = answer && answer.total < answer.published;
      map.setMatching(some ? new Set(answer.ids) : null);
      // The map goes to the hits when they are others; a longer page or another order of them moves nothing.
      if (!answer) return;
      const hits = some ? JSON.stringify(answer.bbox) : "";
      if (hits === shown) return;
      shown = hits;
      if (!some) map.goHome();
      else if (answer.bbox) map.lookAtAll(answer.bbox as Bbox);
    }),
    effect(() => map.setSelected(selectedId.value)),
    effect(() => map.setHovered(hoveredId.value)),
    effect(() => {
      const site = cardOf(selectedId.value);
      if (site) map.bringIntoView(site.bbox);
    }),
  ];
}

/** The map beside the list. OpenLayers comes in a bundle of its own, after the list is there. */
export function MapPane() {
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<SiteMap | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    let stops: (() => void)[] = [];
    let made: SiteMap | null = null;
    const watch = new ResizeObserver(() => made?.resized());
    underWay(import("./site-map"))
      .then(({ SiteMap }) => {
        if (gone || !box.current) return;
        made = new SiteMap(box.current, {
          hovered: (id) => {
            hoveredId.value = id;
          },
          clicked: select,
          moved: () => {
            mapMoves.value += 1;
          },
        });
        stops = bind(made);
        watch.observe(box.current);
        setMap(made);
      })
      .catch(() => setFailed(true));
    return () => {
      gone = true;
      watch.disconnect();
      for (const stop of stops) stop();
      made?.dispose();
    };
  }, []);
  const pixelsOf = (bbox: Bbox) => {
    void mapMoves.value;
    return map?.pixelsOf(bbox) ?? null;
  };
  return (
    <section class="map-pane">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the map takes arrow keys */}
      <div ref={box} class="map-pane-canvas" tabIndex={0} role="application" aria-label={m.map()} />
      {!map && !failed && (
        <div class="map-pane-cover">
          <LoadingState label={m.mapLoading()} />
        </div>
      )}
      {failed && (
        <div class="map-pane-cover">
          <Note tone="warning">{m.mapFailed()}</Note>
        </div>
      )}
      {map && (
        <>
          <div class="map-pane-tools">
            <IconButton icon="plus" label={m.zoomIn()} onClick={() => map.zoomBy(1)} />
            <IconButton icon="minus" label={m.zoomOut()} onClick={() => map.zoomBy(-1)} />
            <IconButton icon="home" label={m.home()} onClick={() => map.goHome()} />
          </div>
          <MapLegend />
          <MapCard pixelsOf={pixelsOf} />
        </>
      )}
    </section>
  );
}
