import { formatNumber } from "../../locale/number";
import { areaFigure, areaUnitLabel } from "../../locale/units";
import { Note } from "../../ui/states";
import { m } from "./messages";
import type { Areas } from "./types";

const units = ["mu", "ha", "m2"] as const;

/** Surveyed, planar and ellipsoidal area in three units side by side; the alarm when survey and boundary disagree. */
export function AreaTable({ areas }: { areas: Areas }) {
  const { difference_m2: difference, is_beyond_tolerance: alarm } = areas;
  const limit = `±${formatNumber(areas.tolerance_m2 ?? 0, 2)} ㎡`;
  const rows = [
    {
      key: "surveyed",
      label: m.surveyed(),
      value: areas.surveyed_m2,
      note: areas.surveyed_m2 === null ? m.noSurvey() : m.authoritative(),
    },
    { key: "planar", label: m.planar(), value: areas.planar_m2, note: `EPSG:${areas.planar_epsg}` },
    { key: "ellipsoidal", label: m.ellipsoidal(), value: areas.ellipsoidal_m2, note: "CGCS2000" },
  ];
  return (
    <>
      <table class="plot-table figure">
        <thead>
          <tr>
            <th scope="col">{m.areas()}</th>
            {units.map((unit) => (
              <th key={unit} scope="col" class="end">
                {areaUnitLabel(unit)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, value, note }) => (
            <tr key={key}>
              <th scope="row">
                {label}
                <span class="plot-note">{note}</span>
              </th>
              {units.map((unit) => (
                <td key={unit} class="end">
                  {areaFigure(value, unit)}
                </td>
              ))}
            </tr>
          ))}
          {difference !== null && (
            <tr class={alarm ? "plot-alarm" : undefined}>
              <th scope="row">
                {m.difference()}
                <span class="plot-note">{formatNumber((difference / areas.planar_m2) * 100, 3)} %</span>
              </th>
              {units.map((unit) => (
                <td key={unit} class="end">
                  {areaFigure(difference, unit)}
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
      {difference !== null &&
        (alarm ? (
          <Note tone="warning">{m.beyondTolerance(limit)}</Note>
        ) : (
          <p class="plot-none">{m.withinTolerance(limit)}</p>
        ))}
    </>
  );
}
