import { sentenceOf } from "../../api/problem";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { areaFigure, areaUnitLabel } from "../../locale/units";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { closeList, cockpit, follow, list, listed, showPlot } from "./cockpit.state";
import { m } from "./messages";
import type { FigureList, ListItem } from "./types";

/** The rows that a figure is: what they add up to stands under them. */
export function ListDialog() {
  const asked = listed.value;
  if (!asked) return null;
  const figure = cockpit.data.value?.figures.find((one) => one.id === asked.figure);
  const found = list.data.value;
  const error = list.error.value;
  const link = found?.link;
  return (
    <Dialog
      title={m.listOf(figure ? inLanguage(figure.label_zh, figure.label_en) : asked.figure)}
      onClose={closeList}
      width={1080}
      text
      footer={
        <>
          {link && (
            <Button icon="ledger" onClick={() => follow(link)}>
              {m.inLedger()}
            </Button>
          )}
          <Button kind="primary" onClick={closeList}>
            {m.close()}
          </Button>
        </>
      }
    >
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={list.reload} />}
      {!found && error === null && <LoadingState />}
      {found && found.count === 0 && (
        <EmptyState icon="ledger" title={m.emptyList()}>
          {m.emptyListText()}
        </EmptyState>
      )}
      {found && found.count > 0 && <Rows found={found} />}
    </Dialog>
  );
}

const columns: { name: keyof ListItem; title: () => string }[] = [
  { name: "reference", title: m.reference },
  { name: "what_zh", title: m.what },
  { name: "party_name_zh", title: m.holder },
  { name: "state_zh", title: m.state },
  { name: "since", title: m.since },
  { name: "due_on", title: m.due },
];

/** Only the columns in which some row has something. */
function Rows({ found }: { found: FigureList }) {
  const shown = columns.filter(({ name }) => found.items.some((item) => item[name] !== null && item[name] !== ""));
  const hasArea = found.items.some((item) => item.area_m2 !== null);
  return (
    <table class="page-table list-table">
      <thead>
        <tr>
          <th scope="col">{m.plot()}</th>
          <th scope="col">{m.park()}</th>
          {shown.map(({ name, title }) => (
            <th key={name} scope="col">
              {title()}
            </th>
          ))}
          {hasArea && (
            <th scope="col" class="list-number">
              {m.area(areaUnitLabel())}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {found.items.map((item) => (
          <tr key={item.key}>
            <td>
              <PlotLink item={item} />
            </td>
            <td>{inLanguage(item.park_name_zh, item.park_name_en)}</td>
            {shown.map(({ name }) => (
              <td key={name} class={name === "since" || name === "due_on" ? "figure list-day" : undefined}>
                {cell(item, name)}
              </td>
            ))}
            {hasArea && <td class="list-number figure">{areaFigure(item.area_m2)}</td>}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2 + shown.length}>
            {m.whole()} {m.rows(found.count)}
          </th>
          {hasArea && (
            <td class="list-number figure">
              {areaFigure(found.items.reduce((sum, item) => sum + (item.area_m2 ?? 0), 0))}
            </td>
          )}
        </tr>
      </tfoot>
    </table>
  );
}

function cell(item: ListItem, name: keyof ListItem): string {
  if (name === "state_zh") return inLanguage(item.state_zh, item.state_en);
  if (name === "since" || name === "due_on") return item[name] ? formatDate(item[name]) : "—";
  const value = item[name];
  return typeof value === "number" ? formatNumber(value) : (value ?? "—");
}

function PlotLink({ item }: { item: ListItem }) {
  const { plot_id: id, plot_no: no } = item;
  if (id === null || no === null) return <>—</>;
  return (
    <button type="button" class="list-plot" title={m.plotOnMap(no)} onClick={() => showPlot(id)}>
      {no}
    </button>
  );
}
