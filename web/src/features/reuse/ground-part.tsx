import { term } from "../../app/terms";
import { colon, listed } from "../../locale/punctuation";
import { formatArea } from "../../locale/units";
import { frameOf, middleOf, pathOf } from "./ground";
import { ms } from "./sheet-messages";
import { Part } from "./sheet-part";
import type { Ground, Sheet } from "./types";

/** The land as it was cut when the measure began, and the plots that stand on it on the day of the screen. */
export function GroundPart({ sheet }: { sheet: Sheet }) {
  const ground = sheet.layout;
  const frame = frameOf(ground);
  const box = `0 0 ${frame.width.toFixed(0)} ${frame.height.toFixed(0)}`;
  const [x, y] = middleOf(ground.plot, frame);
  return (
    <Part title={ms.ground()}>
      <div class="reuse-grounds">
        <figure>
          <svg viewBox={box} role="img" aria-label={`${ms.groundBefore()}${colon()}${sheet.plot_no ?? ""}`}>
            <path d={pathOf(ground.plot, frame)} class="reuse-ground-plot" />
            {ground.part && <path d={pathOf(ground.part, frame)} class="reuse-ground-part" />}
            <text x={x} y={y} class="reuse-ground-name">
              {sheet.left_names_zh ?? sheet.plot_no}
            </text>
          </svg>
          <figcaption class="quiet">
            {ms.groundBefore()} · {formatArea(sheet.area_m2)}
          </figcaption>
        </figure>
        <figure>
          {ground.plots.length === 0 ? (
            <p class="quiet">{ms.noGround()}</p>
          ) : (
            <svg
              viewBox={box}
              role="img"
              aria-label={`${ms.groundAfter()}${colon()}${listed(ground.plots.map(({ plot_no }: Ground["plots"][number]) => plot_no))}`}
            >
              {ground.plots.map((plot: Ground["plots"][number]) => {
                const [px, py] = middleOf(plot.geometry, frame);
                return (
                  <g key={plot.plot_id}>
                    <path d={pathOf(plot.geometry, frame)} class={`reuse-ground-now reuse-ground-${sheet.stage}`} />
                    <text x={px} y={py} class="reuse-ground-name">
                      {plot.plot_no}
                    </text>
                  </g>
                );
              })}
              {ground.new_layout && <path d={pathOf(ground.new_layout, frame)} class="reuse-ground-part" />}
            </svg>
          )}
          <figcaption class="quiet">
            {ms.groundAfter()} · {term("reuse.ReuseStage", sheet.stage)}
            {sheet.came_names_zh && ` · ${sheet.came_names_zh}`}
          </figcaption>
        </figure>
      </div>
    </Part>
  );
}
