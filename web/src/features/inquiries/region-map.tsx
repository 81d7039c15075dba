import { signal } from "@preact/signals";
import { term } from "../../app/terms";
import { language } from "../../locale/language";
import { showList } from "./inquiries.state";
import { m } from "./messages";
import { abroad, type Figure, shadeOf, steps, stepWords, type Tile, tilesOf } from "./region-grid";
import type { SourceLine } from "./types";

const figure = signal<Figure>("inquiries");
const words: Record<Figure, () => string> = {
  inquiries: m.countInquiries,
  leads: m.countLeads,
  projects: m.countProjects,
};
const links: Record<Figure, string> = { inquiries: "", leads: "lead", projects: "project" };

function nameOf(tile: Tile): string {
  if (tile.place === null && tile.value !== abroad) return m.unknownRegion();
  return term("inquiries.SourceRegion", tile.value);
}

/** On a tile: the Chinese name, or the letters of the code where the name would not fit; in full for whoever listens or points. */
function shortName(tile: Tile): string {
  return language.value === "zh" || tile.place === null ? nameOf(tile) : tile.value.slice(3);
}

/** Provinces as tiles of one size, each with its count; press one to see the list behind it. */
export function RegionMap({ lines }: { lines: SourceLine[] }) {
  const tiles = tilesOf(lines, figure.value);
  return (
    <section class="page-card inquiry-part" aria-label={m.regionMap()}>
      <h3>{m.regionMap()}</h3>
      <p class="quiet">{m.regionMapWhy()}</p>
      <fieldset class="region-figures">
        <legend class="visually-hidden">{m.regionFigure()}</legend>
        {(Object.keys(words) as Figure[]).map((name) => (
          <label key={name} class="check-line">
            <input
              type="radio"
              name="region-figure"
              checked={figure.value === name}
              onChange={() => {
                figure.value = name;
              }}
            />
            {words[name]()}
          </label>
        ))}
      </fieldset>
      <ul class="region-grid">
        {tiles
          .filter((tile) => tile.place !== null)
          .map((tile) => (
            <OneTile key={tile.value} tile={tile} />
          ))}
      </ul>
      <ul class="region-others">
        {tiles
          .filter((tile) => tile.place === null)
          .map((tile) => (
            <OneTile key={tile.value || "-"} tile={tile} />
          ))}
      </ul>
      <ul class="region-legend" aria-label={m.legend()}>
        <li>
          <span class="region-shade region-0" aria-hidden="true" />0
        </li>
        {steps.map((step, at) => (
          <li key={step}>
            <span class={`region-shade region-${at + 1}`} aria-hidden="true" />
            {stepWords(at)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneTile({ tile }: { tile: Tile }) {
  const { place, count } = tile;
  const shade = `region-tile region-${shadeOf(count)}`;
  const said = `${nameOf(tile)} ${count} ${words[figure.value]()}`;
  const inside = (
    <>
      <span class="region-name">{shortName(tile)}</span>
      <span class="figure">{count}</span>
    </>
  );
  return (
    <li style={place ? { gridColumn: place[0], gridRow: place[1] } : undefined} title={said}>
      {count === 0 ? (
        <span class={shade}>{inside}</span>
      ) : (
        <button
          type="button"
          class={shade}
          aria-label={said}
          onClick={() => showList({ region: tile.value, link: links[figure.value] })}
        >
          {inside}
        </button>
      )}
    </li>
  );
}
