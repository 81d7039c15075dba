import { term } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { areaFigure, areaFromM2, areaUnit, areaUnitLabel } from "../../locale/units";
import { Badge } from "../../ui/chips";
import { Icon } from "../../ui/icon";
import { showPlot } from "./cockpit.state";
import { nextWish } from "./goal.state";
import { g } from "./goal-messages";
import { m } from "./messages";
import type { GoalCandidate, GoalResult } from "./types";

/** Every candidate: the chosen ones first and in the order in which they are best begun, each with where its work comes from. */
export function GoalTable({ found }: { found: GoalResult }) {
  const place = new Map(found.best.keys.map((key, index) => [key, index]));
  const rank = (one: GoalCandidate) => place.get(one.key) ?? found.candidates.length + (one.in_greedy ? 0 : 1);
  const rows = [...found.candidates].sort((one, other) => rank(one) - rank(other) || perDay(other) - perDay(one));
  return (
    <div class="page-card page-scroll">
      <table class="page-table goal-table">
        <thead>
          <tr>
            <th scope="col">{g.chosen()}</th>
            <th scope="col">{m.plot()}</th>
            <th scope="col">{m.reference()}</th>
            <th scope="col">{m.holder()}</th>
            <th scope="col">{m.state()}</th>
            <th scope="col" class="list-number">
              {m.area(areaUnitLabel())}
            </th>
            <th scope="col">{g.work()}</th>
            <th scope="col" class="list-number">
              {g.perDay(areaUnitLabel())}
            </th>
            <th scope="col">{g.wish()}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <Row key={one.key} one={one} place={place.get(one.key)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const perDay = (one: GoalCandidate) => one.area_m2 / one.effort_days;

function Row({ one, place }: { one: GoalCandidate; place: number | undefined }) {
  const wish = term("cockpit.GoalWish", one.wish);
  return (
    <tr class={one.in_best ? "is-chosen" : undefined}>
      <td class="goal-mark">
        {one.in_best ? (
          <>
            <Icon name="check" /> <span class="figure">{(place ?? 0) + 1}</span>
          </>
        ) : one.in_greedy ? (
          <Badge>{g.onlyGreedy()}</Badge>
        ) : (
          g.notChosen()
        )}
      </td>
      <td>
        {one.plot_id !== null && one.plot_no ? (
          <button type="button" class="list-plot" onClick={() => one.plot_id && showPlot(one.plot_id)}>
            {one.plot_no}
          </button>
        ) : (
          "—"
        )}
        <span class="quiet goal-park">{inLanguage(one.park_name_zh, one.park_name_en)}</span>
      </td>
      <td>
        {one.reference}
        <span class="quiet goal-park">{term("cockpit.GoalKind", one.kind)}</span>
      </td>
      <td>{one.party_name_zh ?? "—"}</td>
      <td>{inLanguage(one.state_zh, one.state_en)}</td>
      <td class="list-number figure">{areaFigure(one.area_m2)}</td>
      <td>
        <details class="goal-parts">
          <summary class="figure">{g.days(one.effort_days)}</summary>
          <ul>
            {one.parts.map((part) => (
              <li key={`${part.part}-${part.label_zh}`} title={part.basis}>
                <span class="figure">{part.days}</span> {inLanguage(part.label_zh, part.label_en)}
                {!part.confirmed && <span class="quiet"> {m.unconfirmed()}</span>}
              </li>
            ))}
          </ul>
        </details>
      </td>
      <td class="list-number figure">{formatNumber(areaFromM2(perDay(one), areaUnit.value), 3)}</td>
      <td>
        <button
          type="button"
          class={`goal-wish goal-wish-${one.wish}`}
          aria-label={g.changeWish(one.reference ?? one.plot_no ?? "", wish)}
          onClick={() => nextWish(one)}
        >
          {wish}
        </button>
      </td>
    </tr>
  );
}
