import { asOf } from "../../app/location";
import { isHistory, shownDate, zone } from "../../app/zone";
import { formatDate, isIsoDate } from "../../locale/date";
import { messages } from "../../locale/language";
import { Button, IconButton } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Popover } from "../../ui/popover";
import "./asof.css";
import { compareWithToday } from "./compare";
import { addMonths, usualDates } from "./dates";
import { m as bar } from "./messages";
import { toggleBar } from "./time.state";

const m = messages({
  label: ["查看哪一天的状况", "Show the state of a day"],
  today: ["今日", "Today"],
  backToToday: ["回到今日", "Back to today"],
  day: ["日期", "Day"],
  earlier: ["早一个月", "A month earlier"],
  later: ["晚一个月", "A month later"],
  explain: [
    "地图、图例、台账和档案都按这一天的有效状况显示。",
    "Map, legend, ledger and dossier show what was valid on this day.",
  ],
  compare: ["与今日卷帘对比", "Compare with today"],
  year_ago: ["一年前", "A year ago"],
  last_year_end: ["去年末", "End of last year"],
  last_quarter_end: ["上季末", "End of last quarter"],
  last_month_end: ["上月末", "End of last month"],
});

function show(date: string): void {
  asOf.value = date === zone.value?.today ? null : date;
}

/** The date the whole desk is asked for. */
export function AsOfControl() {
  const today = zone.value?.today;
  const date = shownDate.value;
  if (!today || !date) return null;
  const words = isHistory.value ? date : `${m.today()} ${date}`;
  return (
    <Popover
      label={m.label()}
      shows={words}
      buttonClass={`menu-button asof-button ${isHistory.value ? "is-history" : ""}`}
      width={284}
      trigger={
        <>
          <Icon name={isHistory.value ? "history" : "clock"} />
          <span class="not-phone figure">{words}</span>
        </>
      }
    >
      {(close) => (
        <div class="asof-panel">
          <div class="asof-step">
            <IconButton icon="chevronLeft" label={m.earlier()} onClick={() => show(addMonths(date, -1))} />
            <input
              class="input"
              type="date"
              aria-label={m.day()}
              value={date}
              onChange={(event) => {
                if (isIsoDate(event.currentTarget.value)) show(event.currentTarget.value);
              }}
            />
            <IconButton icon="chevronRight" label={m.later()} onClick={() => show(addMonths(date, 1))} />
          </div>
          <ul class="asof-usual">
            {usualDates(today).map((usual) => (
              <li key={usual.name}>
                <button type="button" class="menu-item" onClick={() => show(usual.date)}>
                  <span class="menu-label">{m[usual.name]()}</span>
                  <span class="menu-note figure">{formatDate(usual.date)}</span>
                </button>
              </li>
            ))}
          </ul>
          <Button
            icon="history"
            onClick={() => {
              toggleBar();
              close();
            }}
          >
            {bar.openBar()}
          </Button>
          <p class="asof-explain">{m.explain()}</p>
          {isHistory.value && (
            <Button
              icon="columns"
              onClick={() => {
                compareWithToday();
                close();
              }}
            >
              {m.compare()}
            </Button>
          )}
          {isHistory.value && (
            <Button
              kind="primary"
              icon="clock"
              onClick={() => {
                asOf.value = null;
                close();
              }}
            >
              {m.backToToday()}
            </Button>
          )}
        </div>
      )}
    </Popover>
  );
}
