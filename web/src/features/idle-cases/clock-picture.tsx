import { useId } from "preact/hooks";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { Badge } from "../../ui/chips";
import { BackMark } from "./clock-back";
import {
  type CasePicture,
  type ClockBar,
  casePicture,
  mayBeLate,
  type OwnPicture,
  ownPicture,
  type Scale,
  ticksOf,
  wentBack,
} from "./clock-layout";
import { sm } from "./sheet-messages";
import type { CaseSheet, Clock } from "./types";

const left = 152;
const width = 1180;
const line = width - left - 16;

/** The clocks of a case as a picture: the holder's years with what does not count hatched, and every statutory term. */
export function ClockPicture({ sheet, today }: { sheet: CaseSheet; today: string }) {
  const id = useId();
  const own = sheet.own_time ? ownPicture(sheet.own_time, today, sheet.closed_on, line) : null;
  const road = casePicture(sheet.clocks, sheet.steps, today, sheet.closed_on, line);
  const ownHeight = own ? 74 : 0;
  const roadHeight = road ? 46 + (road.bars.length + road.backs.length) * 22 : 0;
  return (
    <section class="case-clocks page-card" aria-label={sm.clocks()}>
      {own || road ? (
        <svg
          class="clock-picture"
          viewBox={`0 0 ${width} ${ownHeight + roadHeight}`}
          role="img"
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-words`}
        >
          <title id={`${id}-title`}>{sm.clocksLabel()}</title>
          <defs>
            <pattern id={`${id}-rest`} width="7" height="7" patternUnits="userSpaceOnUse">
              <path d="M-1.75 1.75L1.75 -1.75M0 7L7 0M5.25 8.75L8.75 5.25" class="clock-rest-ink" />
            </pattern>
          </defs>
          {own && <Own picture={own} id={id} isOpen={sheet.is_open} />}
          {road && (
            <g transform={`translate(0 ${ownHeight})`}>
              <Road picture={road} height={roadHeight} isOpen={sheet.is_open} />
            </g>
          )}
        </svg>
      ) : (
        <p class="quiet">{sm.noClock()}</p>
      )}
      <p class="clock-legend quiet">
        <i class="clock-key is-runs" /> {sm.legendRuns()}
        <i class="clock-key is-rest" /> {sm.legendRest()}
        <i class="clock-key is-term" /> {sm.legendTerm()}
        <i class="clock-key is-late" /> {sm.legendLate()}
        {road !== null && road.backs.length > 0 && (
          <>
            <i class="clock-key is-back" /> {sm.legendBack()}
          </>
        )}
      </p>
      <details class="clock-words">
        <summary>{sm.inWords()}</summary>
        <Words sheet={sheet} id={`${id}-words`} />
      </details>
    </section>
  );
}

function Axis({ scale, y, height }: { scale: Scale; y: number; height: number }) {
  return (
    <g class="clock-axis">
      {ticksOf(scale, 62).map((tick) => (
        <g key={tick.day} transform={`translate(${tick.x} 0)`}>
          <path d={`M0 4V${y}`} class={tick.isYear ? "is-year" : ""} />
          <text x="3" y={height}>
            {tick.day.slice(0, 7)}
          </text>
        </g>
      ))}
    </g>
  );
}

function Today({ x, height }: { x: number; height: number }) {
  return (
    <g class="clock-today" transform={`translate(${x} 0)`}>
      <path d={`M0 2V${height}`} />
      <text x="-3" y="10" text-anchor="end">
        {sm.today()}
      </text>
    </g>
  );
}

const markNames = { start: sm.markStart, idle: sm.markIdle, year: sm.markYear, recovery: sm.markRecovery };

function Own({ picture, id, isOpen }: { picture: OwnPicture; id: string; isOpen: boolean }) {
  return (
    <>
      <text class="clock-name" x="8" y="36">
        {sm.ownClock()}
      </text>
      <g transform={`translate(${left} 0)`}>
        <Axis scale={picture.scale} y={54} height={66} />
        <rect class="clock-runs" x={picture.runs.x} y="24" width={picture.runs.width} height="18" />
        {picture.rests.map((rest) => (
          <g key={rest.key}>
            <title>
              {sm.restLine(term("idle.IdleCause", rest.cause), rest.from, rest.isOpen ? null : rest.to, rest.days)}
            </title>
            <rect class="clock-rest" x={rest.x} y="24" width={rest.width} height="18" />
            <rect x={rest.x} y="24" width={rest.width} height="18" fill={`url(#${id}-rest)`} />
          </g>
        ))}
        {picture.marks.map((mark) => (
          <g key={mark.key} class="clock-mark" transform={`translate(${mark.x} 0)`}>
            <path d="M0 18V46" />
            <text x={mark.x + 140 < line ? 3 : -3} y="18" text-anchor={mark.x + 140 < line ? "start" : "end"}>
              {markNames[mark.key]()} {mark.day}
            </text>
          </g>
        ))}
        {isOpen && <Today x={picture.todayX} height={52} />}
      </g>
    </>
  );
}

function Road({ picture, height, isOpen }: { picture: CasePicture; height: number; isOpen: boolean }) {
  const bottom = height - 22;
  return (
    <>
      {picture.bars.map((bar, index) => (
        <text key={bar.term.key} class="clock-name" x="8" y={index * 22 + 28}>
          {bar.clock.name_zh}
        </text>
      ))}
      <g transform={`translate(${left} 0)`}>
        <Axis scale={picture.scale} y={bottom} height={height - 2} />
        {picture.bars.map((bar, index) => (
          <g key={bar.term.key} transform={`translate(0 ${index * 22 + 16})`}>
            <title>{clockSentence(bar.clock)}</title>
            <rect class="clock-term" x={bar.term.x} width={bar.term.width} height="15" />
            <rect class="clock-used" x={bar.used.x} width={bar.used.width} height="15" />
            {bar.late && <rect class="clock-late" x={bar.late.x} width={bar.late.width} height="15" />}
            <DueText bar={bar} />
          </g>
        ))}
        {picture.backs.map((back, index) => (
          <BackMark
            key={back.sequence}
            line={line}
            back={back}
            y={(picture.bars.length + index) * 22 + 24}
            bottom={bottom}
          />
        ))}
        {picture.steps.map((step) => (
          <g
            key={step.sequence}
            class={`clock-step ${picture.backs.some(({ sequence }) => sequence === step.sequence) ? "is-back" : ""}`}
            transform={`translate(${step.x} ${bottom})`}
          >
            <title>
              {formatDate(step.day)} {term("idle_cases.CaseStep", step.step)}
            </title>
            <circle r="7" />
            <text y="3.5" text-anchor="middle">
              {step.sequence}
            </text>
          </g>
        ))}
        {isOpen && <Today x={picture.todayX} height={bottom} />}
      </g>
    </>
  );
}

/** The last day beside its bar; inside the late part where there is no room after it. */
function DueText({ bar }: { bar: ClockBar }) {
  const end = bar.term.x + bar.term.width + (bar.late?.width ?? 0);
  const words = `${bar.clock.due_on}${bar.late ? ` · ${sm.lateBy(bar.clock.late_days)}` : ""}`;
  const fits = end + 150 < line;
  return (
    <text
      class={`clock-due ${fits ? "" : "is-inside"}`}
      x={fits ? end + 4 : end - 4}
      y="11"
      text-anchor={fits ? "start" : "end"}
    >
      {words}
    </text>
  );
}

function clockSentence(clock: Clock): string {
  const end = clock.ended_on ? sm.stoppedOn(formatDate(clock.ended_on)) : sm.running();
  const late = mayBeLate(clock) && clock.late_days > 0 ? `，${sm.lateBy(clock.late_days)}` : "";
  return `${clock.name_zh}（${clock.whose === "holder" ? sm.holder() : sm.office()}）：${clock.sentence_zh} ${end}${late}`;
}

/** The same in sentences, each clock with every day it counted or skipped. */
function Words({ sheet, id }: { sheet: CaseSheet; id: string }) {
  const rests = sheet.own_time?.rests ?? [];
  return (
    <ul id={id} class="clock-lines">
      {sheet.own_time && rests.length === 0 && <li>{sm.noRests()}</li>}
      {rests.map(({ cause, began_on: from, ended_on: to, days, evidence }) => (
        <li key={`${cause}-${from}`}>
          {sm.restLine(term("idle.IdleCause", cause), formatDate(from), to && formatDate(to), days)}{" "}
          <span class="quiet">{evidence.join("、")}</span>
        </li>
      ))}
      {wentBack(sheet.steps).map(({ back, to }) => (
        <li key={`back-${back.sequence}`}>
          {formatDate(back.taken_on)} {sm.wentBack(term("idle_cases.CaseStep", back.step), to.sequence)}
        </li>
      ))}
      {sheet.clocks.map((clock) => (
        <li key={clock.step_id}>
          {clockSentence(clock)} <span class="quiet">{clock.basis}</span>{" "}
          {clock.unconfirmed_years.length > 0 && (
            <Badge tone="warning">
              {clock.unconfirmed_years.join("、")} {sm.unconfirmed()}
            </Badge>
          )}
          <details>
            <summary>{sm.everyDay()}</summary>
            <ol class="clock-days">
              {clock.explained.map((day) => (
                <li key={day.day}>{day.line_zh}</li>
              ))}
            </ol>
          </details>
        </li>
      ))}
    </ul>
  );
}
