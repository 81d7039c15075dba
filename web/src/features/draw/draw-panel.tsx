import { signal } from "@preact/signals";
import { sentenceOf } from "../../api/problem";
import type { Finding } from "../../api/types";
import { showFinding } from "../../app/map-actions";
import { areaFigure, areaUnit, areaUnitLabel, formatLength } from "../../locale/units";
import { planarSystem } from "../../map/projections";
import { FindingsList } from "../../ui/findings-list";
import { EmptyState, LoadingState, Note } from "../../ui/states";
import { Tabs } from "../../ui/tabs";
import { proposalId } from "./board.state";
import { BoardPanel } from "./board-panel";
import { DraftNote } from "./draft-note";
import "./draw.css";
import { figures, findings, liveShape, planarEpsg, serverCheck } from "./draw.state";
import { m } from "./messages";
import { PointsTab } from "./points-tab";
import { ProposalBox } from "./proposal-box";
import { RegisterTab } from "./register-tab";

type TabId = "check" | "points" | "form";
export const drawTab = signal<TabId>("check");

/** The drawing desk's panel: live figures, and findings, coordinates or the form. */
export function DrawPanel() {
  const list = findings.value.list;
  const tab = drawTab.value;
  if (proposalId.value !== null)
    return (
      <div class="draw-panel">
        <ProposalBox />
        <BoardPanel />
      </div>
    );
  return (
    <div class="draw-panel">
      <ProposalBox />
      <DraftNote />
      <Figures />
      <Tabs
        label={m.draw()}
        current={tab}
        onChange={(id) => {
          drawTab.value = id as TabId;
        }}
        tabs={[
          { id: "check", label: m.tabCheck(), count: list.length || undefined },
          { id: "points", label: m.tabPoints(), count: figures.value.points || undefined },
          { id: "form", label: m.tabForm() },
        ]}
      >
        {tab === "check" && <Checks />}
        {tab === "points" && <PointsTab />}
        {tab === "form" && <RegisterTab />}
      </Tabs>
    </div>
  );
}

function Figures() {
  const { areaM2, perimeterM } = figures.value;
  const others = (["mu", "ha", "m2"] as const).filter((unit) => unit !== areaUnit.value);
  const meridian = planarSystem(planarEpsg.value)?.meridian ?? 114;
  return (
    <section class="draw-figures" aria-live="polite">
      <p class="draw-area">
        <strong>{areaM2 > 0 ? areaFigure(areaM2) : "—"}</strong> {areaUnitLabel()}
      </p>
      <p class="draw-others">
        {areaM2 > 0 &&
          others.map((unit) => <span key={unit}>{`${areaFigure(areaM2, unit)} ${areaUnitLabel(unit)}`}</span>)}
        {perimeterM > 0 && <span>{`${m.perimeter()} ${formatLength(perimeterM)}`}</span>}
      </p>
      <p class="draw-zone">
        {m.area()} · {m.zoneOf(meridian)}
      </p>
    </section>
  );
}

function Checks() {
  const { list, judged } = findings.value;
  const failure = serverCheck.error.value;
  const show = (finding: Finding) => finding.geometry && showFinding(finding.geometry);
  if (liveShape.value.length === 0) {
    return (
      <EmptyState icon="draw" title={m.emptyTitle()}>
        {m.emptyText()}
      </EmptyState>
    );
  }
  return (
    <div class="draw-checks">
      {list.length > 0 && <FindingsList findings={list} onShow={show} />}
      {serverCheck.loading.value && list.length === 0 && <LoadingState label={m.checking()} />}
      {judged && list.length === 0 && <Note tone="success">{m.sound()}</Note>}
      {failure && !serverCheck.loading.value ? <Note tone="warning">{m.notJudged(sentenceOf(failure))}</Note> : null}
      {!judged && list.length > 0 && <p class="draw-local">{m.localOnly()}</p>}
    </div>
  );
}
