import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { formatNumber } from "../../locale/number";
import { Button, IconButton } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Select } from "../../ui/field";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { calendar, current, marks, offeredYears, shownMarks, startEntering, turnTo, year } from "./calendar.state";
import { c } from "./calendar-messages";
import { FestivalList } from "./festival-list";
import { workdayCount, type YearAnswer } from "./work-year";
import { YearForm } from "./year-form";
import { YearGrid } from "./year-grid";

/** 工作日历: which days are worked, year by year, and on whose notice. */
export function CalendarPart() {
  const error = calendar.error.value;
  const answer = current.value;
  return (
    <div class="settings-part">
      <YearHead />
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={calendar.reload} />}
      {!answer && error === null && <LoadingState />}
      {answer && error === null && (
        <>
          <Standing answer={answer} />
          <div class="year-body">
            <YearGrid />
            <div class="year-side">
              <FestivalList />
              {marks.value && <YearForm answer={answer} key={answer.year} />}
            </div>
          </div>
        </>
      )}
    </div>
  );
}

function YearHead() {
  const answer = current.value;
  const entering = marks.value !== null;
  const list = offeredYears.value;
  const [newest, oldest] = [list[0] ?? 0, list.at(-1) ?? 0];
  return (
    <div class="year-head">
      <IconButton
        icon="chevronLeft"
        label={c.earlier()}
        disabled={entering || year.value <= oldest}
        onClick={() => turnTo(year.value - 1)}
      />
      <Select
        label={c.chooseYear()}
        value={String(year.value)}
        disabled={entering}
        options={list.map((one) => ({ value: String(one), label: c.year(one) }))}
        onValue={(value) => turnTo(Number(value))}
      />
      <IconButton
        icon="chevronRight"
        label={c.later()}
        disabled={entering || year.value >= newest}
        onClick={() => turnTo(year.value + 1)}
      />
      {answer && (
        <>
          {answer.confirmed ? (
            <Badge tone="success">{c.confirmed()}</Badge>
          ) : (
            <Badge tone="warning">{c.unconfirmed()}</Badge>
          )}
          <span class="quiet">
            {c.workdays(formatNumber(entering ? workdayCount(year.value, shownMarks.value) : answer.workday_count))}
          </span>
          {!answer.confirmed && can("calendar:edit") && !entering && (
            <Button kind="primary" icon="edit" onClick={startEntering}>
              {c.edit()}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function Standing({ answer }: { answer: YearAnswer }) {
  if (marks.value) return <Note>{c.editHint()}</Note>;
  if (answer.confirmed)
    return <p class="quiet">{[answer.basis, can("calendar:edit") ? c.fixed() : ""].join("　").trim()}</p>;
  return (
    <Note tone="warning">
      {answer.days.length === 0 ? c.weekendsOnly() : c.provisional()} {can("calendar:edit") ? "" : c.readOnly()}
    </Note>
  );
}
