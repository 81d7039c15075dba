import { formatDate } from "../../locale/date";
import { language } from "../../locale/language";
import { IconButton } from "../../ui/button";
import { festivals, marks, shownMarks } from "./calendar.state";
import { c } from "./calendar-messages";
import { type Festival, without } from "./work-year";

/** Without the year: all days of the page are of one. */
const dayWords = (day: string) => formatDate(day).replace(/^\d{4}年| \d{4}$/, "");

/** The arrangement as the notice says it, festival by festival. */
export function FestivalList() {
  const list = festivals.value;
  return (
    <section class="page-card year-card">
      <h3>{c.arrangement()}</h3>
      {list.length === 0 && <p class="quiet">{c.none()}</p>}
      <dl class="festivals">
        {list.map((festival) => (
          <Entry key={festival.name} festival={festival} />
        ))}
      </dl>
    </section>
  );
}

function Entry({ festival }: { festival: Festival }) {
  const { name, rests, worked } = festival;
  const gap = language.value === "zh" ? "、" : ", ";
  return (
    <div class="festival">
      <dt>
        {name}
        {marks.value && (
          <IconButton
            icon="close"
            size={12}
            label={c.remove(name)}
            onClick={() => {
              marks.value = without(name, shownMarks.value);
            }}
          />
        )}
      </dt>
      <dd>
        {rests.map(({ from, to, days }) => (
          <span key={from}>{c.rest(dayWords(from), dayWords(to), days)}</span>
        ))}
        {worked.length > 0 && <span>{c.worked(worked.map(dayWords).join(gap))}</span>}
      </dd>
    </div>
  );
}
