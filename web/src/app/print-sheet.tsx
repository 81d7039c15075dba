import { formatDate, formatInstant } from "../locale/date";
import { inLanguage, messages } from "../locale/language";
import { pixelMetres } from "../map/mercator";
import { formatScale } from "../map/notation";
import { Swatch } from "../ui/swatch";
import { visibleLayers } from "./layers";
import { mapScale } from "./map-state";
import { printedAt } from "./print";
import { user } from "./session";
import { shownDate, zone } from "./zone";

const m = messages({
  product: ["园区用地一张图", "Land and parks on one map"],
  state: [(date: string) => `${date}的状况`, (date: string) => `State of ${date}`],
  scale: [(scale: string) => `比例尺约 ${scale}（A4 原大打印）`, (scale: string) => `About ${scale} (A4, actual size)`],
  printed: [(who: string, at: string) => `${who} ${at} 打印`, (who: string, at: string) => `Printed by ${who}, ${at}`],
  north: ["上北下南", "North is up"],
  system: ["CGCS2000 坐标系", "CGCS2000"],
});

/** A CSS pixel on paper. */
const paperPixel = 0.0254 / 96;

/** Head of a printed page: what it shows, of which day, by whom, and that demo data are demo data. */
export function PrintHead() {
  const here = zone.value;
  const scale = (mapScale.value * pixelMetres) / paperPixel;
  return (
    <header class="print-only print-head">
      <div>
        <strong>
          {inLanguage(here?.name_zh, here?.name_en)} · {m.product()}
        </strong>
        {here?.is_demo && <span class="print-notice">{inLanguage(here.notice_zh, here.notice_en)}</span>}
      </div>
      <div>
        {m.state(formatDate(shownDate.value))} · {m.scale(formatScale(scale))} · {m.north()} · {m.system()} ·{" "}
        {m.printed(user.value?.display_name ?? user.value?.username ?? "", formatInstant(printedAt.value))}
      </div>
    </header>
  );
}

/** The legend under the printed map. */
export function PrintLegend() {
  const layers = [...visibleLayers.value].reverse().filter((layer) => layer.group !== "context");
  return (
    <div class="print-only print-legend">
      {layers.map((layer) => (
        <p key={layer.id}>
          <span class="print-layer">{inLanguage(layer.title_zh, layer.title_en)}</span>
          {layer.legend.classes.map((entry) => (
            <span key={entry.value} class="print-class">
              <Swatch
                color={entry.color}
                pattern={entry.pattern}
                geometry={layer.geometry}
                width={entry.width ?? layer.legend.outline_width}
                dash={entry.dash}
                opacity={layer.legend.opacity}
                stroke={layer.legend.outline ?? (layer.legend.opacity < 0.5 ? entry.color : null)}
                size={12}
              />
              {inLanguage(entry.label_zh, entry.label_en)}
            </span>
          ))}
        </p>
      ))}
    </div>
  );
}
