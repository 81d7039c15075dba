import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { term } from "../../app/terms";
import { formatInstant } from "../../locale/date";
import { formatNumber } from "../../locale/number";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { toast } from "../../ui/toast";
import { m } from "./messages";
import { runs } from "./premises.state";
import type { Run } from "./types";

/** A requirement in a line: what was asked, with its unit where it is an area. */
function needsOf(run: Run): string {
  const asked = Object.entries(run.requirement).filter(([name, value]) => {
    if (["must", "weights", "kinds"].includes(name) || value === null || value === "") return false;
    return (
      !(Array.isArray(value) && value.length === 0) && !(typeof value === "object" && Object.keys(value).length === 0)
    );
  });
  const words = asked.map(([name, value]) => {
    const criterion = name.replace(/_(m2|yuan_per_m2|yuan|by)$/, "");
    const label = term("criterion", criterion.replace("price_max", "price").replace("parks", "park"));
    if (name.startsWith("area_")) return `${label} ${formatArea(Number(value), "mu")}`;
    const text =
      typeof value === "object"
        ? Object.entries(value as object)
            .map(([key, v]) => `${term("criterion", key)} ${v}`)
            .join("、")
        : String(value);
    return name === "measures" ? text : `${label} ${text}`;
  });
  return words.join("；") || m.anything();
}

function Row({ run }: { run: Run }) {
  const [busy, setBusy] = useState(false);
  const replay = async () => {
    setBusy(true);
    try {
      const answer = await api.get("/api/matches/{run_id}/replay", { path: { run_id: run.id } });
      toast(answer.is_same ? m.same() : m.different(), answer.is_same ? "info" : "error");
    } catch (error) {
      toast(sentenceOf(error), "error");
    } finally {
      setBusy(false);
    }
  };
  return (
    <tr>
      <th scope="row">{run.id}</th>
      <td>{formatInstant(run.last_asked_at)}</td>
      <td class="number">{run.asked}</td>
      <td class="premises-needs">{needsOf(run)}</td>
      <td class="number">{m.foundOf(run.total, run.site_count)}</td>
      <td>
        {run.first_three
          .map((id, place) => `${id}（${formatNumber((run.first_scores[place] ?? 0) / 10, 1)}）`)
          .join(" ")}
      </td>
      <td>{run.algorithm}</td>
      <td>
        <Button kind="quiet" busy={busy} onClick={replay}>
          {m.replay()}
        </Button>
      </td>
    </tr>
  );
}

/** Every kept match, last asked first; each can be worked out again and compared. */
export function MatchesTab() {
  const found = runs.data.value;
  const error = runs.error.value;
  if (error !== null) return <ErrorState text={sentenceOf(error)} onRetry={runs.reload} />;
  if (!found) return <LoadingState label={m.loading()} />;
  if (found.total === 0)
    return (
      <EmptyState icon="search" title={m.noMatches()}>
        {m.noMatchesText()}
      </EmptyState>
    );
  return (
    <div class="premises-body">
      <p class="quiet">{m.matchesCount(found.total, found.asked)}</p>
      <div class="page-card page-scroll">
        <table class="page-table">
          <thead>
            <tr>
              {[m.number, m.lastAsked, m.asked, m.needs, m.found, m.firstThree, m.algorithm, m.actions].map((head) => (
                <th key={head()} scope="col">
                  {head()}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.items.map((run) => (
              <Row key={run.id} run={run} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
