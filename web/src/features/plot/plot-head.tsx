import { copyText } from "../../app/copy-text";
import { setLayout } from "../../app/layout";
import { openDesk, selectedIds, setExtra } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { plotAnswers } from "../../app/registry";
import { can } from "../../app/session";
import { StageMark } from "../../app/stage-mark";
import { term } from "../../app/terms";
import { isHistory, shownDate } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatArea } from "../../locale/units";
import { IconButton } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Icon } from "../../ui/icon";
import { Menu, type MenuItem } from "../../ui/menu";
import { explain } from "./explain";
import { nextSentence, whySentence } from "./explain-messages";
import { m } from "./messages";
import { editing, showNextSelected } from "./plot.state";
import { type AxisName, axisNames, axisTerms, type Dossier } from "./types";

/** What it is, how big, in which state, why, what next: the answer to a telephone call. */
export function PlotHead({ plot }: { plot: Dossier }) {
  const use = inLanguage(plot.land_use_name_zh, plot.land_use_name_en);
  return (
    <header class="plot-head">
      <div class="plot-title">
        <h2 class="plot-no">{plot.plot_no}</h2>
        <span class="plot-stage">
          <StageMark stage={plot.stage} />
        </span>
        {plot.is_public && (
          <Badge tone="accent" title={m.publishedWhy()}>
            {m.published()}
          </Badge>
        )}
        <span class="plot-tools">
          <IconButton icon="target" label={m.zoom()} onClick={() => goToPlot(plot)} />
          <IconButton icon="copy" label={m.copyNo()} onClick={() => copyText(plot.plot_no, plot.plot_no)} />
          <MoreMenu plot={plot} />
        </span>
      </div>
      <p class="plot-sub figure">
        {inLanguage(plot.park_name_zh, plot.park_name_en)} · <strong>{formatArea(plot.area_m2)}</strong>
        {use && ` · ${use}`}
      </p>
      {selectedIds.value.length > 1 && <SelectionSteps />}
      <AxisWords plot={plot} />
      <WhyNext plot={plot} />
    </header>
  );
}

function MoreMenu({ plot }: { plot: Dossier }) {
  const items: MenuItem[] = [];
  const frozen = isHistory.value;
  const note = frozen ? m.readOnlyHistory() : undefined;
  if (can("plot_state:write"))
    items.push({ label: m.changeState(), icon: "edit", disabled: frozen, note, onSelect: () => edit("state") });
  if (can("plot:register")) {
    items.push({
      label: m.reviseBoundary(),
      icon: "polygon",
      disabled: frozen,
      note,
      onSelect: () => {
        // The survey desk takes it from here: a row with this number revises the plot.
        setExtra("into", plot.park_code);
        openDesk("survey");
        setLayout({ left: true });
      },
    });
    items.push({
      label: m.retire(),
      icon: "trash",
      disabled: frozen,
      note,
      separated: true,
      onSelect: () => edit("retire"),
    });
  }
  if (items.length === 0) return null;
  return <Menu label={m.more()} align="end" trigger={<Icon name="more" />} items={items} />;
}

function edit(kind: "state" | "retire"): void {
  editing.value = kind;
}

function SelectionSteps() {
  return (
    <div class="plot-steps">
      <IconButton icon="chevronLeft" label={m.previousSelected()} onClick={() => showNextSelected(-1)} />
      <span class="figure">{m.ofSelected(selectedIds.value.length)}</span>
      <IconButton icon="chevronRight" label={m.nextSelected()} onClick={() => showNextSelected(1)} />
    </div>
  );
}

/** The independent states as words; each tells since when and on what source. */
function AxisWords({ plot }: { plot: Dossier }) {
  const spoken = axisNames.filter((axis) => plot[axis] !== "not_applicable" && plot[axis] !== "unknown");
  return (
    <ul class="plot-axes" aria-label={m.states()}>
      {spoken.map((axis) => (
        <AxisWord key={axis} axis={axis} plot={plot} />
      ))}
    </ul>
  );
}

function AxisWord({ axis, plot }: { axis: AxisName; plot: Dossier }) {
  const fact = plot.axes[axis];
  const origin = [
    term("land.StateAxis", axis),
    fact?.since ? m.fromOn(formatDate(fact.since)) : null,
    fact?.source || null,
    fact?.document || null,
  ].filter(Boolean);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: source and date must be reachable by keyboard too
    <li class="plot-axis" tabIndex={0} data-origin={origin.join(" · ")}>
      {term(axisTerms[axis], plot[axis])}
    </li>
  );
}

/** Another feature's answer where it has one for this stage, else what the recorded facts say. */
function WhyNext({ plot }: { plot: Dossier }) {
  const answer = plotAnswers.value.find((one) => one.stages.includes(plot.stage) && (one.visible?.() ?? true));
  const own = <OwnWhyNext plot={plot} />;
  return answer ? <answer.component plotId={plot.id} otherwise={own} /> : own;
}

function OwnWhyNext({ plot }: { plot: Dossier }) {
  const day = shownDate.value;
  if (!day) return null;
  const explanation = explain(plot, day);
  return (
    <dl class={`plot-why plot-why-${explanation.tone}`}>
      <dt>{m.why()}</dt>
      <dd>
        {whySentence(explanation)}
        <details class="plot-trace">
          <summary>{m.basis()}</summary>
          {explanation.basis && <p>{explanation.basis}</p>}
          <p>{inLanguage(plot.why.message_zh, plot.why.message_en)}</p>
          <p class="quiet">{m.noVerdict()}</p>
        </details>
      </dd>
      <dt>{m.next()}</dt>
      <dd>{nextSentence(explanation)}</dd>
    </dl>
  );
}
