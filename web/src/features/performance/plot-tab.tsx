import { useEffect, useMemo } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { resource } from "../../api/resource";
import { dataRevision } from "../../app/changes";
import { asOfQuery, openDesk, setExtra } from "../../app/location";
import { term } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { formatNumber } from "../../locale/number";
import { bracketed, parted } from "../../locale/punctuation";
import { areaUnitLabel, formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { FindingsList } from "../../ui/findings-list";
import { EmptyState, ErrorState, LoadingState, Note } from "../../ui/states";
import { GradeMark } from "./grade-mark";
import { m, ml } from "./messages";
import type { IdleCost, PlotSheet } from "./types";
import "./performance.css";

/** The dossier's tab 亩均: who uses the plot with which figures and grades, room left, low efficiency, what idling costs. */
export function PlotTab({ plotId }: { plotId: number }) {
  const sheet = useAnswer(plotId, (query, signal) =>
    api.get("/api/plots/{plot_id}/performance", { path: { plot_id: plotId }, query, signal }),
  );
  const cost = useAnswer(plotId, (query, signal) =>
    api.get("/api/idle-cost", { query: { ...query, plot_id: plotId }, signal }),
  );
  const error = sheet.error.value;
  if (error !== null) return <ErrorState text={sentenceOf(error)} onRetry={sheet.reload} />;
  const data = sheet.data.value;
  if (!data) return <LoadingState />;
  const empty = data.figures.length === 0 && data.room === null && data.low_efficiency === null;
  return (
    <div class="plot-performance">
      {empty && (
        <EmptyState icon="scale" title={ml.noSheet()}>
          {ml.noSheetText()}
        </EmptyState>
      )}
      {data.figures.length > 0 && <Users sheet={data} />}
      {data.room && <Room sheet={data} />}
      {data.low_efficiency && <Judged sheet={data} />}
      {data.room === null && cost.data.value && <Cost cost={cost.data.value} />}
      {!empty && (
        <Button
          icon="scale"
          onClick={() => {
            setExtra("performtab", null);
            openDesk("performance");
          }}
        >
          {ml.toDesk()}
        </Button>
      )}
    </div>
  );
}

function useAnswer<T>(plotId: number, load: (query: { as_of?: string }, abort: AbortSignal) => Promise<T>) {
  const found = useMemo(
    () =>
      resource(
        () => ({ ...asOfQuery.value, _: dataRevision.value }),
        ({ _, ...query }, abort) => load(query, abort),
      ),
    [plotId],
  );
  useEffect(() => () => found.dispose(), [found]);
  return found;
}

function Users({ sheet }: { sheet: PlotSheet }) {
  return (
    <section>
      <h4>{ml.users()}</h4>
      <table class="page-table">
        <thead>
          <tr>
            <th scope="col">{m.year()}</th>
            <th scope="col">{m.enterprise()}</th>
            <th scope="col" class="is-number">
              {ml.taxes()}
            </th>
            <th scope="col">{m.grade()}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.figures.map((row) => {
            const result = sheet.results.find((one) => one.year === row.year && one.party_id === row.party_id);
            const perMu =
              row.tax_yuan === null || !row.land_m2 ? null : row.tax_yuan / 10_000 / ((row.land_m2 * 3) / 2000);
            return (
              <tr key={row.id}>
                <td class="figure">{row.year}</td>
                <td title={row.source}>
                  {inLanguage(row.party_name_zh, row.party_name_en)}
                  <span class="quiet">
                    {parted(
                      row.land
                        .slice(0, 3)
                        .map((part) => `${term("performance.LandKind", part.kind)} ${formatArea(part.area_m2)}`),
                    )}
                  </span>
                </td>
                <td class="figure is-number">{formatNumber(perMu, 2)}</td>
                <td>{result ? <GradeMark grade={result.grade} status={result.status} short /> : "—"}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Room({ sheet }: { sheet: PlotSheet }) {
  const room = sheet.room;
  if (!room) return null;
  const m2 = (value: number | null) => (value === null ? "—" : `${formatNumber(value)} ${areaUnitLabel("m2")}`);
  return (
    <section>
      <h4>{m.room()}</h4>
      <Facts>
        <Fact label={ml.state()}>{term("performance.RoomState", room.state)}</Fact>
        <Fact label={ml.roomLeft()}>{m2(room.room_m2)}</Fact>
        <Fact label={ml.allowed()} source={room.far_source}>
          {m2(room.allowed_m2)}
        </Fact>
        <Fact label={ml.built()} source={room.built_source} since={room.measured_on}>
          {m2(room.floor_area_m2)}
        </Fact>
        <Fact label={ml.openLand()}>{formatArea(room.open_land_m2)}</Fact>
      </Facts>
    </section>
  );
}

function Judged({ sheet }: { sheet: PlotSheet }) {
  const low = sheet.low_efficiency;
  if (!low) return null;
  return (
    <section>
      <h4>
        {ml.judged()} {low.state && <span class="quiet">{term("performance.LowEfficiencyState", low.state)}</span>}
      </h4>
      {low.reasons.length + low.unknown.length === 0 ? (
        <p class="quiet">{ml.notLow()}</p>
      ) : (
        <FindingsList findings={[...low.reasons, ...low.unknown]} />
      )}
    </section>
  );
}

function Cost({ cost }: { cost: IdleCost }) {
  return (
    <section>
      <h4>{ml.idleCost()}</h4>
      <p class="plot-cost figure">{formatYuan(cost.yuan_per_month)}</p>
      {!cost.is_complete && <Note tone="warning">{ml.incomplete()}</Note>}
      <ul class="plot-cost-parts">
        {cost.parts.map((part) => (
          <li key={part.term}>
            <span>{inLanguage(part.label_zh, part.label_en)}</span>
            <span class="figure">{formatYuan(part.yuan)}</span>
            <span class="quiet">
              {part.formula_zh}
              {bracketed(part.source_zh)}
            </span>
          </li>
        ))}
      </ul>
      <p class="quiet">{cost.basis}</p>
    </section>
  );
}
