import { useEffect } from "preact/hooks";
import { Icon } from "../../ui/icon";
import { choose, chosen, compareAddress, list, listAddress, mostCompared, restore } from "./kept.state";
import { k } from "./messages";

/** What has been kept, at the foot of the window: tick two to four and compare them, or open the list. */
export function Tray() {
  useEffect(() => {
    void restore();
  }, []);
  const own = list.value;
  if (own === null || own.sites.length === 0) return null;
  const ticked = chosen.value;
  const published = own.sites.filter((site) => site.state === "published");
  const ready = ticked.length >= 2;
  return (
    <aside class="tray no-print" aria-label={k.tray()}>
      <p class="tray-count">
        <Icon name="star" />
        {k.kept(own.sites.length)}
      </p>
      <ul class="tray-sites">
        {published.map((site) => {
          const plot = site.plot_no ?? String(site.id);
          const on = ticked.includes(site.id);
          return (
            <li key={site.id}>
              <label class={`tray-site ${on ? "is-on" : ""}`}>
                <input
                  type="checkbox"
                  checked={on}
                  aria-label={k.choose(plot)}
                  disabled={!on && ticked.length >= mostCompared}
                  onChange={() => choose(site.id)}
                />
                {plot}
              </label>
            </li>
          );
        })}
      </ul>
      <div class="tray-acts">
        {ready ? (
          <a class="button button-primary" href={compareAddress(ticked)}>
            {k.compare(ticked.length)}
          </a>
        ) : (
          <span class="tray-hint">{k.compareHint()}</span>
        )}
        <a class="button button-plain" href={listAddress(own.key)}>
          {k.openList()}
        </a>
      </div>
    </aside>
  );
}
