import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage, language } from "../../locale/language";
import { c } from "./case-messages";
import { m } from "./messages";
import { RuleLine } from "./rule-why";
import type { CaseSheet, ClockDay } from "./types";

const weekdays = [
  ["一", "Mo"],
  ["二", "Tu"],
  ["三", "We"],
  ["四", "Th"],
  ["五", "Fr"],
  ["六", "Sa"],
  ["日", "Su"],
] as const;

/** The clock day by day, in weeks: what counted with its number, what did not with its reason. */
export function ClockStrip({ sheet }: { sheet: CaseSheet }) {
  if (!sheet.days.length) return <p class="quiet">{c.notRunning()}</p>;
  return (
    <div class="approval-clock">
      <p class="approval-clock-sentence">{inLanguage(sheet.sentence_zh, sheet.sentence_en)}</p>
      <div class="approval-weeks" role="img" aria-label={c.clockWhy()}>
        {weekdays.map(([zh, en]) => (
          <span key={en} class="approval-weekday quiet">
            {language.value === "zh" ? zh : en}
          </span>
        ))}
        <Blank count={weekdayOf(sheet.days[0]?.day ?? "")} />
        {sheet.days.map((day) => (
          <DayCell key={day.day} day={day} isToday={day.day === sheet.as_of} isDue={day.day === sheet.due_on} />
        ))}
      </div>
      <Legend days={sheet.days} />
      <details class="approval-why">
        <summary>{c.clockWhy()}</summary>
        <p>{c.clockRules()}</p>
        {sheet.is_deemed && sheet.accepted_on && sheet.notice_due_on && (
          <p>{c.deemed(formatDate(sheet.accepted_on), formatDate(sheet.notice_due_on))}</p>
        )}
        {sheet.rules.map((rule) => (
          <RuleLine key={rule.code} rule={rule} />
        ))}
        <ol class="approval-day-lines figure">
          {sheet.days.map((day) => (
            <li key={day.day}>
              <span>{formatDate(day.day)}</span> <span>{dayWords(day)}</span>
            </li>
          ))}
        </ol>
      </details>
    </div>
  );
}

/** Monday = 0. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function Blank({ count }: { count: number }) {
  return count ? <span style={{ gridColumn: `span ${count}` }} /> : null;
}

export function dayWords(day: ClockDay): string {
  const parts = [
    day.number === null
      ? term("approvals.ClockDayKind", day.kind)
      : day.kind === "overdue"
        ? c.overAs(day.number)
        : c.countedAs(day.number),
    day.note_zh,
    day.confirmed ? "" : c.unpublished(),
    day.is_ahead ? c.ahead() : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

function DayCell({ day, isToday, isDue }: { day: ClockDay; isToday: boolean; isDue: boolean }) {
  const date = Number(day.day.slice(8));
  const label = date === 1 ? `${Number(day.day.slice(5, 7))}/1` : String(date);
  return (
    <span
      class={`approval-day approval-day-${day.kind} ${day.is_ahead ? "is-ahead" : ""} ${isToday ? "is-today" : ""} ${
        isDue ? "is-due" : ""
      }`}
      title={`${formatDate(day.day)} ${dayWords(day)}`}
    >
      <span class="approval-day-date figure">{label}</span>
      <span class="approval-day-number figure">{day.number ?? mark(day)}</span>
    </span>
  );
}

function mark(day: ClockDay): string {
  const marks: Record<string, readonly [string, string]> = {
    first_day: ["起", "▸"],
    weekend: ["休", "–"],
    holiday: ["假", "H"],
    suspended: ["停", "II"],
    moved: ["延", "›"],
    moved_to: ["止", "■"],
  };
  const found = marks[day.kind];
  return found ? inLanguage(...found) : "";
}

function Legend({ days }: { days: ClockDay[] }) {
  const kinds = [...new Set(days.map(({ kind }) => kind))];
  return (
    <ul class="approval-legend">
      {kinds.map((kind) => (
        <li key={kind}>
          <span class={`approval-day approval-day-${kind} approval-day-swatch`} aria-hidden="true" />
          {term("approvals.ClockDayKind", kind)}{" "}
          <span class="quiet figure">{days.filter((d) => d.kind === kind).length}</span>
        </li>
      ))}
      <li>
        <span class="approval-day approval-day-swatch is-today" aria-hidden="true" />
        {m.today()}
      </li>
    </ul>
  );
}
