import { useEffect, useState } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { EvidenceList } from "../../app/evidence-field";
import { formatDate } from "../../locale/date";
import { formatNumber } from "../../locale/number";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Dialog } from "../../ui/dialog";
import { ErrorState, LoadingState } from "../../ui/states";
import { m, mf } from "./messages";
import { closeAsked } from "./performance.state";
import type { Figures, FigureVersion } from "./types";

/** Every version of an enterprise's figures of a year: what was known when, and why it was corrected. */
export function FigureHistory({ row }: { row: Figures }) {
  const [versions, setVersions] = useState<FigureVersion[] | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    api
      .get("/api/performance/figures/history", {
        query: {
          party_id: row.party_id,
          park_code: row.park_code,
          year: row.year,
        },
      })
      .then(setVersions)
      .catch(setFailure);
  }, [row]);
  return (
    <Dialog
      title={`${mf.figuresOf(row.party_name_zh, row.year)} · ${mf.versions()}`}
      width={640}
      onClose={closeAsked}
      footer={<Button onClick={closeAsked}>{m.close()}</Button>}
    >
      {failure !== null ? (
        <ErrorState text={sentenceOf(failure)} />
      ) : versions === null ? (
        <LoadingState />
      ) : (
        <ol class="figure-versions">
          {versions.map((version) => (
            <li key={version.id}>
              <p>
                <Badge tone={version.replaced_at === null ? "success" : "neutral"}>
                  {version.replaced_at === null ? mf.inForce() : mf.replaced()}
                </Badge>{" "}
                {formatDate(version.recorded_at.slice(0, 10))} {version.recorded_by_name}
                <span class="quiet"> · {version.source}</span>
              </p>
              <p class="figure">
                {mf.tax_yuan()} {formatNumber((version.tax_yuan ?? 0) / 10_000, 2)} · {mf.value_added_yuan()}{" "}
                {version.value_added_yuan === null ? "—" : formatNumber(version.value_added_yuan / 10_000, 2)} ·{" "}
                {m.land()} {formatArea(version.land_m2)}
              </p>
              {version.reason && <p class="quiet">{version.reason}</p>}
              {version.evidence.length > 0 && <EvidenceList files={version.evidence} />}
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
