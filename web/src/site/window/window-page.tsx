import { useEffect, useState } from "preact/hooks";
import { part } from "../../app/part";
import { Icon } from "../../ui/icon";
import { MapPane } from "../map-pane";
import { ModeSwitch } from "../match/mode-switch";
import { m } from "../messages";
import { MoreWishes } from "../more-wishes";
import { embedded, plan, restoreListScroll, sheetId } from "../state";
import { WindowFoot } from "../window-foot";
import { WindowHead } from "../window-head";
import { WishSentence } from "../wish-sentence";
import { Results } from "./results";

const ProjectForm = part(async () => (await import("../match/project-form")).ProjectForm);
const MatchResults = part(async () => (await import("../match/match-results")).MatchResults);

/** The investor's window, kept behind an open sheet so that "back" finds map and list as they were: the wish as a sentence, the sites that meet it, the map. */
export function WindowPage() {
  const [mapOpen, setMapOpen] = useState(true);
  const open = sheetId.value === null;
  useEffect(() => {
    if (open) restoreListScroll();
  }, [open]);
  return (
    <div class={`window ${embedded ? "window-embedded" : ""}`} hidden={!open}>
      <div class="hero">
        {!embedded && <WindowHead />}
        <search class="hero-wish" aria-label={m.wish()}>
          <ModeSwitch />
          <WishSentence />
          <MoreWishes />
          {plan.value !== null && <ProjectForm />}
        </search>
      </div>
      <main class={`window-body ${mapOpen ? "" : "window-body-maplet"}`}>
        <h1 class="visually-hidden">{m.product()}</h1>
        <div class="map-column">
          <MapPane />
          <button type="button" class="map-fold" aria-expanded={mapOpen} onClick={() => setMapOpen(!mapOpen)}>
            <Icon name={mapOpen ? "chevronUp" : "chevronDown"} />
            {mapOpen ? m.hideMap() : m.showMap()}
          </button>
        </div>
        <div class="list-column">
          {plan.value === null ? <Results /> : <MatchResults />}
          <WindowFoot />
        </div>
      </main>
    </div>
  );
}
