import { goToPlot } from "../../app/map-actions";
import { formatInstant } from "../../locale/date";
import { formatArea } from "../../locale/units";
import { m } from "./messages";
import { missing } from "./survey.state";

/** What the last delivery of the same source brought and this one leaves out: nothing happens to them unless somebody retires them. */
export function MissingPlots() {
  const plots = missing.data.value;
  const [first] = plots ?? [];
  if (!plots || !first) return null;
  return (
    <details class="survey-missing">
      <summary>{m.missing(plots.length)}</summary>
      <p class="survey-hint">{m.missingWhy(first.earlier_file, formatInstant(first.earlier_received_at))}</p>
      <ul>
        {plots.map((plot) => (
          <li key={plot.plot_id}>
            <button
              type="button"
              class="survey-missing-plot"
              onClick={() => goToPlot({ id: plot.plot_id, bbox: plot.bbox })}
            >
              <b class="figure">{plot.plot_no}</b>
              <span class="figure">{formatArea(plot.area_m2)}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
