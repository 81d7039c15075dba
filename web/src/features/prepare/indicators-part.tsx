import { useSignal } from "@preact/signals";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { noteDataChange } from "../../app/changes";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { Button, IconButton } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { confirmed } from "../../ui/dialog";
import { toast } from "../../ui/toast";
import { isStrictEnough, pairsOf } from "./compare";
import { DropForm, PlotIndicatorForm } from "./indicator-forms";
import { m } from "./messages";
import type { PlotIndicator, Sheet } from "./types";

export function IndicatorsPart({ sheet }: { sheet: Sheet }) {
  const form = useSignal<"new" | PlotIndicator | null>(null);
  const dropping = useSignal<PlotIndicator | null>(null);
  const mayEdit = can("indicator:edit") && !isHistory.value;
  const { industry_codes, compared_industries } = sheet.inputs;
  const pairs = pairsOf(sheet);
  return (
    <div class="prepare-part">
      <div class="prepare-part-head">
        <h5>{m.indicators()}</h5>
        {mayEdit && (
          <span class="prepare-acts">
            {pairs.some(({ own, asked }) => asked && !own) && <TakeButton sheet={sheet} />}
            <Button kind="quiet" icon="plus" onClick={() => (form.value = "new")}>
              {m.setIndicator()}
            </Button>
          </span>
        )}
      </div>
      <p class="quiet prepare-small">
        {industry_codes.length ? m.comparedWith(compared_industries.join("、")) : m.comparedDefault()}
      </p>
      <table class="prepare-table">
        <thead>
          <tr>
            <th scope="col">{m.indicator()}</th>
            <th scope="col">{m.setHere()}</th>
            <th scope="col">{m.askedByTable()}</th>
            {mayEdit && <th scope="col" aria-label={m.changeIndicator()} />}
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => (
            <tr key={pair.key}>
              <th scope="row">
                {term("supply.Indicator", pair.indicator)} {pair.basic && <Badge>3+1</Badge>}
              </th>
              <td title={pair.own?.basis}>
                {pair.own ? (
                  <Value value={pair.own} indicator={pair.indicator} direction={pair.direction} />
                ) : (
                  <span class="prepare-bad">{m.notSet()}</span>
                )}
                {isStrictEnough(pair) === false && <Badge tone="danger">{m.tooLoose()}</Badge>}
              </td>
              <td title={pair.asked?.basis}>
                {pair.asked ? (
                  <Value value={pair.asked} indicator={pair.indicator} direction={pair.direction} />
                ) : (
                  <span class="quiet">—</span>
                )}
                {pair.asked && !pair.asked.confirmed && <Badge tone="warning">{m.unconfirmed()}</Badge>}
              </td>
              {mayEdit && (
                <td class="prepare-cell-acts">
                  {pair.own && (
                    <>
                      <IconButton icon="edit" label={m.changeIndicator()} onClick={() => (form.value = pair.own)} />
                      <IconButton icon="trash" label={m.dropIndicator()} onClick={() => (dropping.value = pair.own)} />
                    </>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {form.value && (
        <PlotIndicatorForm
          sheet={sheet}
          own={form.value === "new" ? null : form.value}
          onClose={() => (form.value = null)}
        />
      )}
      {dropping.value && <DropForm sheet={sheet} own={dropping.value} onClose={() => (dropping.value = null)} />}
    </div>
  );
}

function Value({ value, indicator, direction }: { value: { value_zh: string }; indicator: string; direction: string }) {
  if (indicator === "environmental_standard") return <span>{m.mustMeet()}</span>;
  const [main, second] = value.value_zh.split("（");
  return (
    <span class="figure">
      {direction === "at_most" ? "≤" : "≥"} {main}
      {second && <span class="quiet prepare-second">{second.replace("）", "")}</span>}
    </span>
  );
}

function TakeButton({ sheet }: { sheet: Sheet }) {
  const busy = useSignal(false);
  const take = async () => {
    const text = m.comparedWith(sheet.inputs.compared_industries.join("、"));
    if (!(await confirmed({ title: `${m.takeFromTable()} · ${sheet.plot_no}`, text, confirm: m.takeFromTable() })))
      return;
    busy.value = true;
    try {
      const { count } = await api.post("/api/plots/{plot_id}/indicators/from-table", {
        path: { plot_id: sheet.plot_id },
        body: {},
      });
      toast(m.taken(count));
      noteDataChange();
    } catch (error) {
      toast(sentenceOf(error), "error");
    }
    busy.value = false;
  };
  return (
    <Button kind="quiet" icon="paste" busy={busy.value} onClick={take}>
      {m.takeFromTable()}
    </Button>
  );
}
