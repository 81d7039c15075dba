import { inLanguage } from "../../locale/language";
import { figureWords, openList } from "./cockpit.state";
import { m } from "./messages";
import type { Cockpit, Figure } from "./types";

const shown = [
  "supply.prepared",
  "supply.allocated",
  "idle.determined",
  "idle.rate",
  "idle.suspected",
  "performance.tax_per_mu",
  "promise.kept_rate",
  "project.active",
  "project.red",
  "duty.red",
];

/** The figures park by park: every cell opens the list of that park. */
export function ParkTable({ found }: { found: Cockpit }) {
  const figures = shown
    .map((id) => found.figures.find((figure) => figure.id === id))
    .filter((figure): figure is Figure => figure !== undefined);
  return (
    <div class="page-card page-scroll">
      <table class="page-table park-table">
        <thead>
          <tr>
            <th scope="col">{m.park()}</th>
            {figures.map((figure) => (
              <th key={figure.id} scope="col" class="list-number">
                {inLanguage(figure.label_zh, figure.label_en)}
                <span class="quiet"> {figureWords(figure, 0).unit}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.parks.map((park) => (
            <tr key={park.code}>
              <th scope="row">
                <span class="figure quiet">{park.code}</span> {inLanguage(park.name_zh, park.name_en)}
              </th>
              {figures.map((figure) => {
                const amount = figure.by_park.find((one) => one.park_code === park.code);
                return (
                  <td key={figure.id} class="list-number">
                    <button
                      type="button"
                      class="cell-value figure"
                      onClick={() => openList(figure.id, { park: park.code })}
                    >
                      {figureWords(figure, amount?.value ?? null).text}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{m.whole()}</th>
            {figures.map((figure) => (
              <td key={figure.id} class="list-number">
                <button type="button" class="cell-value figure" onClick={() => openList(figure.id)}>
                  {figureWords(figure, figure.value).text}
                </button>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
