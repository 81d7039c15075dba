import { copyText } from "../../app/copy-text";
import { goToPlot } from "../../app/map-actions";
import { can } from "../../app/session";
import { StageMark } from "../../app/stage-mark";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatArea, formatLength } from "../../locale/units";
import { Button } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { Icon } from "../../ui/icon";
import { m } from "./messages";
import { editing } from "./plot.state";
import { Section } from "./section";
import { axisNames, axisTerms, type Dossier } from "./types";

export function OverviewTab({ plot }: { plot: Dossier }) {
  return (
    <>
      <States plot={plot} />
      <Identity plot={plot} />
      <Constraints plot={plot} />
      <Neighbours plot={plot} />
    </>
  );
}

function States({ plot }: { plot: Dossier }) {
  const mayEdit = can("plot_state:write") && !isHistory.value;
  return (
    <Section
      title={m.states()}
      action={
        mayEdit && (
          <Button
            kind="quiet"
            icon="edit"
            onClick={() => {
              editing.value = "state";
            }}
          >
            {m.changeState()}
          </Button>
        )
      }
    >
      <Facts>
        {axisNames.map((axis) => {
          const fact = plot.axes[axis];
          const source = [fact?.source, fact?.document].filter(Boolean).join("，");
          const since = fact?.since ? formatDate(fact.since) : null;
          return (
            <Fact key={axis} label={term("land.StateAxis", axis)} source={source} since={since}>
              <span class="plot-state">
                <span>{term(axisTerms[axis], plot[axis])}</span>
                {since && <span class="quiet figure">{m.fromOn(since)}</span>}
              </span>
            </Fact>
          );
        })}
      </Facts>
    </Section>
  );
}

function Identity({ plot }: { plot: Dossier }) {
  const origin = {
    source: [plot.source, plot.document].filter(Boolean).join("，"),
    since: formatDate(plot.boundary_valid_from),
  };
  const holders = plot.parties.filter((party) => party.role === "holder");
  const use = inLanguage(plot.land_use_name_zh, plot.land_use_name_en);
  return (
    <Section title={m.identity()}>
      <Facts>
        <Fact label={m.areaShown()} {...origin}>
          {formatArea(plot.area_m2)}
        </Fact>
        {use && (
          <Fact label={m.use()} {...origin}>
            {use} <span class="quiet">{[plot.land_use_code, plot.land_use_scheme].filter(Boolean).join(" · ")}</span>
          </Fact>
        )}
        {plot.land_use_words && <Fact label={m.useInFile()}>{plot.land_use_words}</Fact>}
        {holders.length > 0 && (
          <Fact label={m.holder()} source={holders[0]?.source} since={formatDate(holders[0]?.valid_from)}>
            {holders.map((party) => inLanguage(party.name_zh, party.name_en)).join("、")}
          </Fact>
        )}
        {plot.plot_name && <Fact label={m.name()}>{plot.plot_name}</Fact>}
        {plot.address && <Fact label={m.address()}>{plot.address}</Fact>}
        <Identifier label={m.parcelNo()} value={plot.parcel_no} />
        <Identifier label={m.realEstateNo()} value={plot.real_estate_unit_no} />
        <Identifier label={m.supervisionNo()} value={plot.supervision_no ?? plot.contract?.supervision_no ?? null} />
      </Facts>
    </Section>
  );
}

function Identifier({ label, value }: { label: string; value: string | null }) {
  if (!value) return null;
  return (
    <Fact label={label}>
      <button type="button" class="plot-copy figure" title={m.copyValue()} onClick={() => copyText(value)}>
        {value}
        <Icon name="copy" size={12} />
      </button>
    </Fact>
  );
}

function Constraints({ plot }: { plot: Dossier }) {
  return (
    <Section title={m.constraints()}>
      {plot.constraints.length === 0 ? (
        <p class="plot-none">{m.noConstraints()}</p>
      ) : (
        <ul class="plot-list">
          {plot.constraints.map((entry) => (
            <li key={entry.id} class="plot-list-row" title={entry.source || undefined}>
              <span class="plot-list-main">
                <strong>{term("land.ConstraintKind", entry.kind)}</strong> {inLanguage(entry.name_zh, entry.name_en)}
              </span>
              <span class="figure quiet">{m.overlap(formatArea(entry.overlap_m2))}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Neighbours({ plot }: { plot: Dossier }) {
  return (
    <Section title={m.neighbours()}>
      {plot.neighbours.length === 0 ? (
        <p class="plot-none">{m.noNeighbours()}</p>
      ) : (
        <ul class="plot-list">
          {plot.neighbours.map((entry) => (
            <li key={entry.id}>
              <button type="button" class="plot-list-row" onClick={() => goToPlot({ id: entry.id })}>
                <span class="plot-list-main">
                  <strong>{entry.plot_no}</strong>
                  <StageMark stage={entry.stage} />
                </span>
                <span class="figure quiet">{m.shared(formatLength(entry.shared_m))}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
