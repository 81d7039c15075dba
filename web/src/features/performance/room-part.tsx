import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { areaUnitLabel, formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { EmptyState } from "../../ui/states";
import { m, ml } from "./messages";
import { ask, mayEdit, showPlot } from "./performance.state";
import type { RoomList, RoomRow } from "./types";

const tones: Record<string, "success" | "info" | "neutral" | "danger" | "warning"> = {
  room: "success",
  little: "info",
  full: "neutral",
  over: "danger",
};
const m2 = (value: number | null) => (value === null ? "—" : `${formatNumber(value)} ${areaUnitLabel("m2")}`);

/** What each built plot could still carry; where an input is not known, that is the answer. */
export function RoomPart({ list }: { list: RoomList }) {
  if (list.items.length === 0) return <EmptyState icon="factory" title={ml.roomEmpty()} />;
  const most = Math.max(1, ...list.items.map((row) => row.allowed_m2 ?? 0));
  return (
    <div class="performance-stack">
      <p>
        {ml.roomSum(m2(list.room_m2), list.known, list.unknown)} <span class="quiet">{ml.formulaRoom()}</span>
      </p>
      <div class="page-card page-scroll">
        <table class="page-table">
          <thead>
            <tr>
              <th scope="col">{m.plot()}</th>
              <th scope="col">{ml.state()}</th>
              <th scope="col" class="is-number">
                {ml.roomLeft()}
              </th>
              <th scope="col" class="league-bar">
                {ml.built()} / {ml.allowed()}
              </th>
              <th scope="col" class="is-number">
                {ml.openLand()}
              </th>
              <th scope="col">{ml.far()}</th>
              <th scope="col" aria-label={ml.measure()} />
            </tr>
          </thead>
          <tbody>
            {list.items.map((row) => (
              <Row key={row.plot_id} row={row} most={most} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Row({ row, most }: { row: RoomRow; most: number }) {
  const built = row.floor_area_m2 ?? 0;
  return (
    <tr>
      <td>
        <button type="button" class="text-link" title={m.showOnMap()} onClick={() => showPlot(row.plot_id)}>
          {row.plot_no}
        </button>
        <span class="quiet">
          {inLanguage(row.party_name_zh ?? "", row.party_name_en ?? "")} · {formatArea(row.area_m2)}
        </span>
      </td>
      <td>
        <Badge tone={tones[row.state] ?? "warning"}>{term("performance.RoomState", row.state)}</Badge>
      </td>
      <td class="figure is-number">{m2(row.room_m2)}</td>
      <td class="league-bar">
        {row.allowed_m2 !== null && (
          <span class="room-bar" style={{ width: `${(row.allowed_m2 / most) * 100}%` }} aria-hidden="true">
            <span style={{ width: `${Math.min(100, (built / Math.max(1, row.allowed_m2)) * 100)}%` }} />
          </span>
        )}
        <span class="quiet figure">
          {m2(row.floor_area_m2)} / {m2(row.allowed_m2)}
        </span>
      </td>
      <td class="figure is-number">{formatArea(row.open_land_m2)}</td>
      <td class="figure">
        {row.far_max === null ? "—" : formatNumber(row.far_max, 2)}
        <span class="quiet room-source">
          {row.far_source}
          {row.measured_on && ` · ${ml.measuredOn()} ${formatDate(row.measured_on)}`}
        </span>
      </td>
      <td class="page-actions">
        {mayEdit() && (
          <Button kind="quiet" icon="ruler" onClick={() => ask({ kind: "built", row })}>
            {ml.measure()}
          </Button>
        )}
      </td>
    </tr>
  );
}
