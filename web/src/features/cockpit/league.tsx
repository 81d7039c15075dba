import { signal } from "@preact/signals";
import { inLanguage } from "../../locale/language";
import { Bars } from "./bars";
import { figureWords, openList } from "./cockpit.state";
import { m } from "./messages";
import type { Cockpit } from "./types";

const chosen = signal("performance.tax_per_mu");

/** 亩均排行: the parks by one of the provincial figures, the best first; a bar opens the enterprises it is made of. */
export function League({ found }: { found: Cockpit }) {
  const figures = found.figures.filter((figure) => figure.group === "provincial" && !figure.is_input);
  const figure = figures.find(({ id }) => id === chosen.value) ?? figures[0];
  if (!figure) return null;
  const parks = [...figure.by_park].sort((one, other) => (other.value ?? -1) - (one.value ?? -1));
  return (
    <section class="picture">
      <header class="picture-head">
        <h3 class="cockpit-title">{m.league()}</h3>
        <div class="picture-choice" role="group" aria-label={m.league()}>
          {figures.map(({ id, label_zh, label_en }) => (
            <button
              key={id}
              type="button"
              aria-pressed={id === figure.id}
              onClick={() => {
                chosen.value = id;
              }}
            >
              {inLanguage(label_zh, label_en)}
            </button>
          ))}
        </div>
      </header>
      <Bars
        label={m.league()}
        bars={parks.map(({ park_code: code, value }) => {
          const park = found.parks.find((one) => one.code === code);
          const { text, unit } = figureWords(figure, value);
          return {
            key: code,
            name: `${code} ${inLanguage(park?.name_zh, park?.name_en)}`,
            value: value ?? 0,
            words: unit ? `${text} ${unit}` : text,
            onPress: () => openList(figure.id, { park: code }),
          };
        })}
      />
      <p class="tile-age">
        {m.leagueOf(Number(found.as_of.slice(0, 4)) - 1)} · {m.rows(figure.count)}
      </p>
    </section>
  );
}
