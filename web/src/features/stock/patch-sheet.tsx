import { sentenceOf } from "../../api/problem";
import { goToBbox } from "../../app/map-actions";
import { selectPlot } from "../../app/selection";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { bracketed, colon } from "../../locale/punctuation";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Fact, Facts } from "../../ui/facts";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { ClassMark } from "./class-mark";
import { startDividing } from "./divide.state";
import { f } from "./form-messages";
import { m } from "./messages";
import { PartsList } from "./parts-list";
import { areasOf, nameOf } from "./patch-list";
import { dialog, openPatch, plotStock, sheet } from "./stock.state";
import type { PatchSheet } from "./types";
import "./stock.css";

/** One patch: why it is in its class, by which definition, from which facts, and what its ground was before. */
export function PatchSheetPanel() {
  const found = sheet.data.value;
  const error = sheet.error.value;
  if (!found) return error !== null ? <ErrorState text={sentenceOf(error)} onRetry={sheet.reload} /> : <LoadingState />;
  return (
    <div class="stock-sheet">
      <p class="stock-sheet-head">
        <b>{nameOf(found)}</b>
        <span class="quiet">{inLanguage(found.park_name_zh, found.park_name_en)}</span>
        <Button kind="quiet" icon="close" aria-label={m.close()} onClick={() => openPatch(null)} />
      </p>
      <p class="stock-sheet-class">
        <ClassMark value={found.stock_class} />
        <span>{term("stock.StockDetail", found.detail)}</span>
      </p>
      <p class="figure stock-sheet-areas">{areasOf(found)}</p>
      <Why found={found} />
      <Actions found={found} />
      <FactsOf found={found} />
      {found.plot_id !== null && plotStock.data.value?.plot_id === found.plot_id && (
        <PartsList stock={plotStock.data.value} />
      )}
      <History found={found} />
    </div>
  );
}

function Why({ found }: { found: PatchSheet }) {
  return (
    <section class="stock-why">
      <h3>{m.why()}</h3>
      <p>{inLanguage(found.reason_zh, found.reason_en)}</p>
      {found.is_decided && <p class="quiet">{m.ruleSays(term("stock.StockClass", found.proposed_class))}</p>}
      {found.definition && (
        <p>
          {m.definition()}
          {colon()}
          {inLanguage(found.definition.definition_zh, found.definition.definition_en)}
        </p>
      )}
      <p class="quiet">
        {m.basis()}
        {colon()}
        {found.basis} {found.inputs.confirmed === false && <Badge tone="warning">{m.unconfirmed()}</Badge>}
      </p>
    </section>
  );
}

function Actions({ found }: { found: PatchSheet }) {
  const mayEdit = can("stock:edit");
  // A second answer: until it is here its buttons wait in their places, so that none slips away from under the pointer.
  const stock = plotStock.data.value?.plot_id === found.plot_id ? plotStock.data.value : null;
  return (
    <div class="stock-actions">
      <Button icon="target" onClick={() => goToBbox(found.bbox)}>
        {m.zoom()}
      </Button>
      {found.plot_id !== null && (
        <Button icon="map" onClick={() => found.plot_id !== null && selectPlot(found.plot_id)}>
          {m.openPlot()}
        </Button>
      )}
      {mayEdit && isHistory.value && <Note tone="info">{m.historyNote()}</Note>}
      {mayEdit && !isHistory.value && found.plot_id !== null && (
        <Button icon="polygon" disabled={!stock} onClick={() => stock && startDividing(stock, found)}>
          {m.divideThis()}
        </Button>
      )}
      {mayEdit && !isHistory.value && (found.origin === "plot" || found.origin === "ground") && (
        <Button
          icon="edit"
          onClick={() => {
            dialog.value = { kind: "decide", patch: found };
          }}
        >
          {m.decide()}
        </Button>
      )}
      {mayEdit && !isHistory.value && found.part_no !== null && found.origin === "part" && (
        <Button
          icon="edit"
          disabled={!stock}
          onClick={() => {
            if (stock) dialog.value = { kind: "part", plot: stock, partNo: found.part_no ?? 1 };
          }}
        >
          {f.editPart()}
        </Button>
      )}
    </div>
  );
}

const days = [
  ["handover", "handover_due", "handed_over_on"],
  ["start", "start_due", "started_on"],
  ["completion", "completion_due", "completed_on"],
  ["production", "production_due", "producing_since"],
  ["attainment", "attainment_due", null],
] as const;

function FactsOf({ found }: { found: PatchSheet }) {
  const { inputs } = found;
  const text = (name: string) => (typeof inputs[name] === "string" ? String(inputs[name]) : "");
  const supplied = inputs.supplied;
  const day = (name: string | null) => (name && supplied?.[name] ? formatDate(String(supplied[name])) : m.noDay());
  return (
    <section>
      <h3>{m.facts()}</h3>
      <Facts>
        {text("land_use_code") && <Fact label={m.factCode()}>{text("land_use_code")}</Fact>}
        {text("approval_no") && (
          <Fact label={m.factApproval()}>
            {text("approval_no")} {formatDate(text("approved_on"))}
          </Fact>
        )}
        {text("land_control") && <Fact label={m.factLand()}>{term("land.LandControl", text("land_control"))}</Fact>}
        {text("development") && (
          <Fact label={m.factDevelopment()}>{term("land.DevelopmentState", text("development"))}</Fact>
        )}
        {text("compliance") && (
          <Fact label={m.factCompliance()}>{term("land.ComplianceState", text("compliance"))}</Fact>
        )}
        {text("part_use") && <Fact label={m.factUse()}>{term("stock.PartUse", text("part_use"))}</Fact>}
        {supplied && <Fact label={m.factPaper()}>{String(supplied.paper)}</Fact>}
        {supplied &&
          days
            .filter(([, due, done]) => supplied[due] || (done && supplied[done]))
            .map(([name, due, done]) => (
              <Fact key={name} label={`${m[name]()} ${m.factDays()}`}>
                {day(due)} / {day(done)}
              </Fact>
            ))}
        {inputs.developed && (
          <Fact label={m.developed()}>
            {formatArea(Number(inputs.developed.developed_m2))} / {formatArea(Number(inputs.developed.due_m2))}
          </Fact>
        )}
      </Facts>
      {inputs.missed && (
        <>
          <h3>{m.missed()}</h3>
          <ul class="stock-missed">
            {inputs.missed.map((item: { label_zh: string; due_on: string; is_broken: boolean }) => (
              <li key={`${item.label_zh}${item.due_on}`}>
                {item.label_zh}
                {bracketed(`${formatDate(item.due_on)} · ${item.is_broken ? m.broken() : m.unproved()}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function History({ found }: { found: PatchSheet }) {
  return (
    <section>
      <h3>{m.history()}</h3>
      <ol class="stock-history">
        {found.history.map((span) => (
          <li key={span.id} aria-current={span.id === found.id ? "true" : undefined}>
            <span class="figure">
              {formatDate(span.since)} – {span.until ? formatDate(span.until) : m.now()}
            </span>
            <ClassMark value={span.stock_class} />
            <span class="quiet">{term("stock.StockDetail", span.detail)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
