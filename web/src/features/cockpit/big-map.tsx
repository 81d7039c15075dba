import { plotClass } from "../../app/layers";
import { termOptions } from "../../app/terms";
import { messages } from "../../locale/language";
import { frameOf, pathOf } from "../../map/svg-frame";
import { box, here, outlines, plots } from "./big.state";

const b = messages({ map: ["园区地块示意图，颜色同图例", "Plots of the parks, coloured as in the legend"] });
const width = 800;
const height = 560;

/** The ground of this stop: park outlines, plots in the colours of the legend. */
export function BigMap() {
  const bounds = box.value;
  const parks = outlines.data.value;
  const ground = plots.data.value;
  if (!bounds || !parks || !ground) return <div class="big-card big-map" />;
  const frame = frameOf(bounds, width, height, 18);
  const code = here.value?.code;
  const shown = ground.features.filter((plot) => !code || plot.properties?.park_code === code);
  const stages = new Set(shown.map((plot) => String(plot.properties?.stage)));
  return (
    <figure class="big-card big-map">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={b.map()}>
        {shown.map((plot) => (
          <path
            key={String(plot.id)}
            d={pathOf(frame, plot.geometry)}
            fill={plotClass(String(plot.properties?.stage))?.color ?? "#8a97a3"}
            fill-rule="evenodd"
            class="big-plot"
          />
        ))}
        {parks.features
          .filter((park) => !code || park.properties?.code === code)
          .map((park) => (
            <path key={String(park.id)} d={pathOf(frame, park.geometry)} class="big-outline" />
          ))}
      </svg>
      <ul class="big-legend">
        {termOptions("land.Stage")
          .filter(({ value }) => stages.has(value))
          .map(({ value, label }) => (
            <li key={value}>
              <span style={{ backgroundColor: plotClass(value)?.color }} />
              {label}
            </li>
          ))}
      </ul>
    </figure>
  );
}
