import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { figureWords, openList, openWhy } from "./cockpit.state";
import { m } from "./messages";
import type { Figure } from "./types";

interface Props {
  figure: Figure;
  tone?: "danger" | "warning" | "success";
  /** Print the definition under the figure. */
  defined?: boolean;
}

/** One figure: its value opens its list, “为什么” its reasons; the age of its data stands under it. */
export function FigureTile({ figure, tone, defined }: Props) {
  const name = inLanguage(figure.label_zh, figure.label_en);
  const { text, unit } = figureWords(figure, figure.value);
  return (
    <article class={`tile ${tone ? `tile-${tone}` : ""}`}>
      <header class="tile-head">
        <h4 class="tile-name">{name}</h4>
        <button type="button" class="tile-why" aria-label={m.whyOf(name)} onClick={() => openWhy(figure.id)}>
          {m.why()}
        </button>
      </header>
      <button
        type="button"
        class="tile-value"
        aria-label={m.openList(name, `${text} ${unit}`)}
        onClick={() => openList(figure.id)}
      >
        <span class="figure">{text}</span> {unit && <span class="tile-unit">{unit}</span>}
      </button>
      <p class="tile-note">
        {figure.unit === "area" && m.rows(figure.count)}
        {figure.numerator !== null && (figure.value === null ? m.noRatio() : shareOf(figure))}
        {figure.numerator === null && figure.denominator === null && figure.value === null && m.noRatio()}
      </p>
      {defined && <p class="tile-definition">{inLanguage(figure.definition_zh, figure.definition_en)}</p>}
      <p class="tile-age">{figure.recorded_at ? m.age(formatDate(beijing(figure.recorded_at))) : m.neverRecorded()}</p>
    </article>
  );
}

/** The day in Beijing on which something was last recorded; the time is told under “why”. */
const beijing = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString();

/** The two numbers of a share: areas of land, yuan over land, or plain numbers. */
function shareOf(figure: Figure): string {
  const land = figure.group === "idle" || figure.group === "provincial";
  const above = figureWords(
    { unit: figure.unit === "per_mu" ? "money" : land ? "area" : "count", group: figure.group },
    figure.numerator,
  );
  const below = figureWords({ unit: land ? "area" : "count", group: figure.group }, figure.denominator);
  return `${above.text} ÷ ${below.text}${below.unit ? ` ${below.unit}` : ""}`;
}
