import { formatDate } from "../../locale/date";
import { marks, shownMarks, year } from "./calendar.state";
import { c } from "./calendar-messages";
import { festivalName } from "./festival-name";
import { kindOf, pressed, weeksOf } from "./work-year";

const months = Array.from({ length: 12 }, (_, index) => index + 1);
const weekdays = [0, 1, 2, 3, 4, 5, 6];

/** Twelve months; while a year is being entered each day is a button. */
export function YearGrid() {
  return (
    <div class="year-grid">
      {months.map((month) => (
        <table key={month} class="month">
          <caption>{c.month(month)}</caption>
          <thead>
            <tr>
              {weekdays.map((day) => (
                <th key={day} scope="col">
                  {c.weekday(day)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(year.value, month).map((week) => (
              <tr key={week.find(Boolean)}>
                {week.map((day, index) =>
                  day ? <Day key={day} day={day} /> : <td key={`${month}-${weekdays[index]}`} />,
                )}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

function Day({ day }: { day: string }) {
  const kind = kindOf(day, shownMarks.value);
  const mark = shownMarks.value.get(day);
  const special = kind === "holiday" || kind === "make_up";
  const number = Number(day.slice(8));
  const words = [formatDate(day), c[kind](), special && mark ? mark.name_zh : ""].filter(Boolean).join(" ");
  const content = (
    <>
      {number}
      {special && <span class="day-mark">{kind === "holiday" ? c.holidayMark() : c.makeUpMark()}</span>}
    </>
  );
  if (marks.value === null) {
    return (
      <td class={`day day-${kind}`} title={special ? words : undefined}>
        {content}
      </td>
    );
  }
  return (
    <td class={`day day-${kind}`}>
      <button
        type="button"
        class="day-button"
        title={words}
        onClick={() => {
          marks.value = pressed(day, festivalName.value, shownMarks.value);
        }}
      >
        {content}
        <span class="visually-hidden"> {words}</span>
      </button>
    </td>
  );
}
