import { sentenceOf } from "../../api/problem";
import { openDesk } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { term } from "../../app/terms";
import { shownDate } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { colon } from "../../locale/punctuation";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { FindingsList } from "../../ui/findings-list";
import { Menu } from "../../ui/menu";
import { ErrorState, LoadingState } from "../../ui/states";
import { Tabs } from "../../ui/tabs";
import { asked, mayEdit, openCase, openSheetTab, sheet, sheetTab, sheetTabs } from "./cases.state";
import { ClockPicture } from "./clock-picture";
import { DisposalTab } from "./disposal-tab";
import { FileTab } from "./file-tab";
import { m } from "./messages";
import { NotesTab } from "./notes-tab";
import { PapersTab } from "./papers-tab";
import { ReuseButton } from "./reuse-button";
import { sm } from "./sheet-messages";
import { DueMark, StateMark } from "./state-mark";
import { StepsTab } from "./steps-tab";
import type { CaseSheet } from "./types";
import { WhyTab } from "./why-tab";
import "./sheet.css";

/** One case: what, how big, in which state, why, what next; the picture of its clocks; everything behind it. */
export function CaseSheetPage() {
  const found = sheet.data.value;
  if (sheet.error.value !== null) {
    return (
      <>
        <Back />
        <ErrorState text={sentenceOf(sheet.error.value)} onRetry={sheet.reload} />
      </>
    );
  }
  if (!found) return <LoadingState />;
  const labels = {
    road: sm.road,
    disposal: sm.disposal,
    papers: sm.papers,
    why: sm.whyTab,
    notes: sm.notes,
    file: sm.file,
  };
  const Tab = {
    road: StepsTab,
    disposal: DisposalTab,
    papers: PapersTab,
    why: WhyTab,
    notes: NotesTab,
    file: FileTab,
  }[sheetTab.value];
  return (
    <article class="case-sheet">
      <Head sheet={found} />
      {found.findings.length > 0 && <FindingsList findings={found.findings} />}
      <ClockPicture sheet={found} today={shownDate.value ?? ""} />
      <Tabs
        label={sm.tabs()}
        current={sheetTab.value}
        onChange={openSheetTab}
        tabs={sheetTabs.map((name) => ({ id: name, label: labels[name]() }))}
      >
        <Tab sheet={found} />
      </Tabs>
    </article>
  );
}

function Back() {
  return (
    <Button icon="back" class="no-print" onClick={() => openCase(null)}>
      {sm.back()}
    </Button>
  );
}

function Head({ sheet: found }: { sheet: CaseSheet }) {
  const idle = formatArea(found.idle_area_m2);
  const size = found.idle_area_m2 < found.area_m2 ? sm.idleOf(idle, formatArea(found.area_m2)) : sm.idleAll(idle);
  const cause = found.cause
    ? `${term("idle.CauseSide", found.side)}${colon()}${term("idle.IdleCause", found.cause)}`
    : sm.causeUnknown();
  return (
    <header class="case-head">
      <div class="case-title">
        <h3>
          {found.case_no} · {found.plot_no} · {found.party_name_zh ?? ""} <StateMark state={found.state} />{" "}
          {found.correction_count > 0 && <Badge tone="info">{sm.corrected()}</Badge>}
        </h3>
        <p>
          {found.park_name_zh} · {size} · {term("idle.IdleGround", found.ground)} ·{" "}
          {found.since ? sm.idleSince(formatDate(found.since)) : sm.sinceUnknown()} · {cause}
          {found.measure && ` · ${term("idle_cases.Measure", found.measure)}`}
          {found.officer_name && ` · ${sm.handledBy(found.officer_name)}`}{" "}
          <button type="button" class="text-button no-print" onClick={() => openSheetTab("why")}>
            {sm.why()}？
          </button>
        </p>
        <p class="case-next">
          <Next sheet={found} />
        </p>
      </div>
      <div class="case-acts no-print">
        <Back />
        <Button
          icon="target"
          onClick={() => {
            openDesk("map");
            goToPlot({ id: found.plot_id, bbox: found.bbox });
          }}
        >
          {sm.showPlot()}
        </Button>
        <Button icon="print" onClick={() => window.print()}>
          {sm.print()}
        </Button>
        {mayEdit.value && <AnnulButton sheet={found} />}
        <ReuseButton sheet={found} />
        {mayEdit.value && <NextButton sheet={found} />}
      </div>
    </header>
  );
}

/** What comes next, by when, by which article; the day first. */
function Next({ sheet: found }: { sheet: CaseSheet }) {
  const [first] = found.open_steps.filter(({ step }) => step !== "dismiss");
  if (!found.is_open || !first) {
    return <b>{found.closed_on ? sm.closedOn(formatDate(found.closed_on)) : ""}</b>;
  }
  return (
    <>
      <b>{sm.nextIs(term("idle_cases.CaseStep", first.step))}</b> <DueMark item={found} today={shownDate.value ?? ""} />{" "}
      <span class="quiet">
        {m.turn()} {found.due_of === "holder" && !found.is_overdue ? m.turnHolder() : m.turnUs()} · {first.article}
      </span>
    </>
  );
}

/** The way back where a finding or decision turned out wrong; apart from what comes next. */
function AnnulButton({ sheet: found }: { sheet: CaseSheet }) {
  const back = found.open_steps.filter(({ goes_back }) => goes_back);
  if (back.length === 0) return null;
  return (
    <Menu
      trigger={sm.annul()}
      label={sm.annul()}
      align="end"
      class="button"
      items={back.map((way) => ({
        label: term("idle_cases.CaseStep", way.step),
        onSelect: () => {
          asked.value = { kind: "step", sheet: found, way };
        },
      }))}
    />
  );
}

function NextButton({ sheet: found }: { sheet: CaseSheet }) {
  const ahead = found.open_steps.filter(({ goes_back }) => !goes_back);
  const [only] = ahead;
  if (!only) return null;
  const ask = (way: (typeof found.open_steps)[number]) => {
    asked.value = { kind: "step", sheet: found, way };
  };
  if (ahead.length === 1) {
    return (
      <Button kind="primary" onClick={() => ask(only)}>
        {term("idle_cases.CaseStep", only.step)}
      </Button>
    );
  }
  return (
    <Menu
      trigger={sm.choose()}
      label={sm.choose()}
      align="end"
      class="button button-primary"
      items={ahead.map((way) => ({
        label: term("idle_cases.CaseStep", way.step),
        onSelect: () => ask(way),
      }))}
    />
  );
}
