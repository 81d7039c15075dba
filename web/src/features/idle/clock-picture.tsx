import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { colon, listed } from "../../locale/punctuation";
import { type Mark, scaleOf } from "./clock-scale";
import { m } from "./messages";
import type { Clock } from "./types";

const rowHeight = 30;

/** The clock as a picture: own time running solid, days of article 8 hatched, the days it runs to as marks. */
export function ClockPicture({ clock, asOf }: { clock: Clock; asOf: string }) {
  const scale = scaleOf(clock, asOf);
  const rowCount = Math.max(...scale.marks.map(({ row }) => row)) + 1;
  return (
    <figure class="idle-clock">
      <figcaption class="idle-clock-caption figure">
        <span>
          <i class="idle-key is-own" aria-hidden="true" /> {m.ownDays(clock.own_days)}
        </span>
        {(clock.excused_days > 0 || clock.spans.length > 0) && (
          <span>
            <i class="idle-key is-excused" aria-hidden="true" /> {m.excusedDays(clock.excused_days)}
          </span>
        )}
      </figcaption>
      <div
        class="idle-line"
        role="img"
        aria-label={`${m.clock()}${colon()}${listed(scale.marks.map((mark) => `${wordOf(mark, clock)} ${formatDate(mark.on)}`))}`}
      >
        <div class="idle-bar">
          {scale.stretches.map((stretch) => (
            <span
              key={`${stretch.from}-${stretch.kind}`}
              class={`idle-stretch is-${stretch.kind}`}
              style={{ left: `${stretch.from}%`, width: `${stretch.to - stretch.from}%` }}
              title={listed(stretch.causes.map((cause) => term("idle.IdleCause", cause))) || m.ownRunning()}
            />
          ))}
          {scale.marks.map((mark) => (
            <span key={mark.kind} class={`idle-tick is-${mark.kind}`} style={{ left: `${mark.at}%` }} />
          ))}
        </div>
        <div class="idle-marks" style={{ height: `${rowCount * rowHeight}px` }}>
          {scale.marks.map((mark) => (
            <span
              key={mark.kind}
              class={`idle-mark figure ${mark.at > 70 ? "is-end" : mark.at > 30 ? "is-middle" : ""} is-${mark.kind}`}
              style={{ left: `${mark.at}%`, top: `${mark.row * rowHeight}px` }}
            >
              <b>{wordOf(mark, clock)}</b>
              {mark.on}
            </span>
          ))}
        </div>
      </div>
      {clock.spans.length > 0 && (
        <ul class="idle-spans">
          {clock.spans.map((span) => (
            <li key={`${span.cause}-${span.began_on}`}>
              <i class="idle-key is-excused" aria-hidden="true" /> {term("idle.IdleCause", span.cause)}{" "}
              <span class="figure">
                {formatDate(span.began_on)} – {span.ended_on ? formatDate(span.ended_on) : m.goesOn()}
              </span>{" "}
              <span class="quiet">{span.proof}</span>
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}

function wordOf(mark: Mark, clock: Clock): string {
  switch (mark.kind) {
    case "from":
      return clock.is_stop ? m.clockStop() : m.clockStart();
    case "year":
      return m.clockYear();
    case "two":
      return m.clockTwo();
    case "own_year":
      return m.clockOwnYear();
    case "own_two":
      return m.clockOwnTwo();
    default:
      return m.clockToday();
  }
}
