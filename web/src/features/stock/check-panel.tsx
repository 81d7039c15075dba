import { sentenceOf } from "../../api/problem";
import { goToBbox, showFinding } from "../../app/map-actions";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { formatArea } from "../../locale/units";
import { Badge } from "../../ui/chips";
import { FindingsList } from "../../ui/findings-list";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { m } from "./messages";
import { Refresh } from "./refresh";
import { identity, openPatch } from "./stock.state";
import type { ParkIdentity } from "./types";
import "./stock.css";

/** Whether every square metre of each park is in exactly one class; failures by name, with the place on the map. */
export function CheckPanel() {
  const found = identity.data.value;
  const error = identity.error.value;
  if (!found)
    return error !== null ? <ErrorState text={sentenceOf(error)} onRetry={identity.reload} /> : <LoadingState />;
  const failing = found.parks.filter((park) => !park.passes).length;
  return (
    <div class="stock-side">
      <Note tone={found.passes ? "success" : "error"}>{found.passes ? m.passes() : m.fails(failing)}</Note>
      <p class="quiet stock-note">{m.tolerance(formatNumber(found.tolerance_m2, 2))}</p>
      <Refresh />
      <ul class="stock-checks">
        {found.parks.map((park) => (
          <ParkCheck key={park.park_code} park={park} />
        ))}
      </ul>
    </div>
  );
}

function ParkCheck({ park }: { park: ParkIdentity }) {
  return (
    <li>
      <p class="stock-check-head">
        <b>{inLanguage(park.park_name_zh, park.park_name_en)}</b>
        <Badge tone={park.passes ? "success" : "danger"}>{park.passes ? m.parkPasses() : m.parkFails()}</Badge>
        {park.is_stale && <Badge tone="warning">{m.stale()}</Badge>}
      </p>
      <p class="quiet figure">{m.balance(formatArea(park.park_m2), formatArea(park.patch_m2))}</p>
      {park.findings.length > 0 && (
        <FindingsList
          findings={park.findings}
          onShow={({ geometry }) => {
            if (!geometry) return;
            if (geometry.patch_id) openPatch(geometry.patch_id);
            if (geometry.bbox) goToBbox(geometry.bbox);
            showFinding(geometry);
          }}
        />
      )}
    </li>
  );
}
