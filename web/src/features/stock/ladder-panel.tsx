import { sentenceOf } from "../../api/problem";
import { goToBbox } from "../../app/map-actions";
import { term } from "../../app/terms";
import { parks } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { formatPercent } from "../../locale/number";
import { colon } from "../../locale/punctuation";
import { areaFigure, areaUnitLabel, formatArea } from "../../locale/units";
import { Badge } from "../../ui/chips";
import { StackedBar } from "../../ui/stacked-bar";
import { ErrorState, LoadingState } from "../../ui/states";
import { ClassMark, classOf } from "./class-mark";
import { m } from "./messages";
import { StaleNote } from "./refresh";
import { choose, filter, ladder, rates } from "./stock.state";
import { type Ladder, type Rate, stockClasses } from "./types";
import "./stock.css";

/** The ladder: every class with count and area, one bar per park, the rates; each figure leads to its list and places. */
export function LadderPanel() {
  const found = ladder.data.value;
  const error = ladder.error.value;
  if (!found)
    return error !== null ? <ErrorState text={sentenceOf(error)} onRetry={ladder.reload} /> : <LoadingState />;
  return (
    <div class="stock-side">
      <StaleNote isStale={found.is_stale} />
      <Totals found={found} />
      <p class="quiet stock-note">{m.sumNote()}</p>
      <Parks found={found} />
      <Rates />
    </div>
  );
}

function Totals({ found }: { found: Ladder }) {
  const sums = new Map(found.totals.map((item) => [item.stock_class, item]));
  const chosen = filter.value;
  return (
    <table class="stock-totals">
      <thead>
        <tr>
          <th scope="col">{m.stockClass()}</th>
          <th scope="col">{m.patches()}</th>
          <th scope="col">{areaUnitLabel()}</th>
        </tr>
      </thead>
      <tbody>
        {stockClasses.map((name) => (
          <tr key={name} class={chosen.stock_class === name && !chosen.park ? "is-chosen" : ""}>
            <th scope="row">
              <button
                type="button"
                class="stock-link"
                aria-pressed={chosen.stock_class === name && !chosen.park}
                onClick={() => choose("", name)}
              >
                <ClassMark value={name} />
              </button>
            </th>
            <td class="figure">{sums.get(name)?.patch_count ?? 0}</td>
            <td class="figure">{areaFigure(sums.get(name)?.area_m2 ?? 0)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{m.total()}</th>
          <td class="figure">{found.patch_count}</td>
          <td class="figure">{areaFigure(found.area_m2)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Parks({ found }: { found: Ladder }) {
  const widest = Math.max(1, ...found.parks.map(({ area_m2 }) => area_m2));
  const chosen = filter.value;
  const zoom = (code: string) => {
    const box = parks.value.find((park) => park.code === code)?.bbox;
    if (box) goToBbox(box);
  };
  return (
    <ul class="stock-parks">
      {found.parks.map((park) => {
        const name = inLanguage(park.park_name_zh, park.park_name_en);
        const sums = new Map(park.classes.map((item) => [item.stock_class, item]));
        return (
          <li key={park.park_code}>
            <button type="button" class="stock-link stock-park" title={m.zoom()} onClick={() => zoom(park.park_code)}>
              <span>{name}</span>
              <span class="figure">{formatArea(park.area_m2)}</span>
            </button>
            <StackedBar
              label={m.bar(name)}
              full={widest}
              segments={stockClasses.map((key) => {
                const item = sums.get(key);
                const entry = classOf(key);
                const pressed = chosen.park === park.park_code && chosen.stock_class === key;
                return {
                  key,
                  value: item?.area_m2 ?? 0,
                  color: entry?.color ?? "#c9d1d8",
                  pattern: entry?.pattern,
                  label: m.segment(
                    term("stock.StockClass", key),
                    item?.patch_count ?? 0,
                    formatArea(item?.area_m2 ?? 0),
                  ),
                  pressed,
                  pale: Boolean(chosen.stock_class) && chosen.stock_class !== key,
                  onPress: () => choose(park.park_code, key),
                };
              })}
            />
          </li>
        );
      })}
    </ul>
  );
}

function Rates() {
  const found = rates.data.value;
  const error = rates.error.value;
  const park = parks.value.find(({ code }) => code === filter.value.park);
  const title = m.ratesOf(park ? inLanguage(park.name_zh, park.name_en) : m.allParks());
  if (!found) return error !== null ? <ErrorState text={sentenceOf(error)} onRetry={rates.reload} /> : null;
  return (
    <section class="stock-rates" aria-label={title}>
      <h3>{title}</h3>
      {found.map((rate) => (
        <OneRate key={rate.key} rate={rate} />
      ))}
    </section>
  );
}

function OneRate({ rate }: { rate: Rate }) {
  return (
    <details class="stock-rate">
      <summary>
        <span>{term("stock.StockRate", rate.key)}</span>
        <b class="figure">{rate.value === null ? m.noRate() : formatPercent(rate.value)}</b>
        {rate.is_short && <Badge tone="warning">{m.short(formatPercent(rate.limit, 0))}</Badge>}
      </summary>
      <p>{inLanguage(rate.definition_zh, rate.definition_en)}</p>
      <p class="figure">
        {inLanguage(rate.numerator_zh, rate.numerator_en)} {formatArea(rate.numerator_m2)} ÷{" "}
        {inLanguage(rate.denominator_zh, rate.denominator_en)} {formatArea(rate.denominator_m2)}
      </p>
      <p class="quiet">
        {m.basis()}
        {colon()}
        {rate.basis} {!rate.confirmed && <Badge tone="warning">{m.unconfirmed()}</Badge>}
      </p>
    </details>
  );
}
