import { useEffect, useMemo } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { resource } from "../../api/resource";
import { dataRevision } from "../../app/changes";
import { asOfQuery } from "../../app/location";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { FindingsList } from "../../ui/findings-list";
import { Icon } from "../../ui/icon";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { openProcess } from "./approvals.state";
import { LightMark } from "./light-mark";
import { m } from "./messages";
import { TotalBar } from "./total-bar";
import type { Lane, Process, Stage } from "./types";
import "./approvals.css";

/** 审批 in a plot's dossier: the process of each project on it, stage by stage. */
export function PlotApprovals({ plotId }: { plotId: number }) {
  const found = useMemo(
    () =>
      resource(
        () => ({ revision: dataRevision.value, ...asOfQuery.value }),
        ({ revision: _, ...query }, abort) =>
          api.get("/api/approvals/plots/{plot_id}", { path: { plot_id: plotId }, query, signal: abort }),
      ),
    [plotId],
  );
  useEffect(() => found.dispose, [found]);
  const list = found.data.value;
  if (found.error.value !== null) return <ErrorState text={sentenceOf(found.error.value)} onRetry={found.reload} />;
  if (!list) return <LoadingState />;
  if (!list.length)
    return (
      <EmptyState icon="check" title={m.noProcess()}>
        {m.noProcessText()}
      </EmptyState>
    );
  return (
    <div class="approval-dossier">
      {list.map((process) => (
        <ProcessCard key={process.project_id} process={process} />
      ))}
    </div>
  );
}

function ProcessCard({ process }: { process: Process }) {
  return (
    <section class="approval-part">
      <header class="approval-dossier-head">
        <h3>{inLanguage(process.name_zh, process.name_en)}</h3>
        <Button kind="quiet" icon="external" onClick={() => openProcess(process.project_id)}>
          {m.openSheet()}
        </Button>
      </header>
      <p class="quiet">
        {term("approvals.ProcessMode", process.mode)} · {m.startedOn()} {formatDate(process.started_on)}
      </p>
      <TotalBar total={process.total} />
      {process.findings.length > 0 && <FindingsList findings={process.findings} />}
      {process.stages
        .filter((stage) => stage.lanes.length > 0)
        .map((stage) => (
          <StageList key={stage.code} stage={stage} process={process} />
        ))}
    </section>
  );
}

function StageList({ stage, process }: { stage: Stage; process: Process }) {
  return (
    <div class="approval-dossier-stage">
      <h4>
        {inLanguage(stage.name_zh, stage.name_en)}{" "}
        <span class="quiet figure">
          {stage.ended_on
            ? m.endedOn(formatDate(stage.ended_on))
            : `${term("approvals.StageState", stage.state)}${stage.due_on ? ` · ${m.dueOn(formatDate(stage.due_on))}` : ""}`}
        </span>
      </h4>
      <ul>
        {stage.lanes.map((lane) => (
          <li key={lane.case_id}>
            <button
              type="button"
              class="approval-dossier-lane"
              onClick={() => openProcess(process.project_id, lane.case_id)}
            >
              {lane.state === "granted" ? <Icon name="check" size={12} /> : <LightMark light={lane.light} />}
              <span>{inLanguage(lane.item_name_zh, lane.item_name_en)}</span>
              <LaneWords lane={lane} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function LaneWords({ lane }: { lane: Lane }) {
  return (
    <span class="quiet figure">
      {lane.is_simulated && !lane.has_effect && <Badge>{m.simulatedMark()}</Badge>}{" "}
      {term("approvals.CaseState", lane.state)}
      {lane.finished_on
        ? ` ${formatDate(lane.finished_on)}`
        : lane.light && lane.due_on
          ? ` · ${m.dueOn(formatDate(lane.due_on))}`
          : ""}
    </span>
  );
}
