import { openDesk, setExtra } from "../../app/location";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Badge } from "../../ui/chips";
import { Icon } from "../../ui/icon";
import { EmptyState } from "../../ui/states";
import { type Column, Table } from "../../ui/table";
import { choose, chosen, shown } from "./exchange.state";
import { m } from "./messages";
import type { Difference } from "./types";

/** Whose value is the odd one out, by verdict. */
const differs = {
  ours: new Set(["ours_differs", "all_differ", "ours_missing"]),
  contract: new Set(["contract_differs", "all_differ"]),
  theirs: new Set([
    "theirs_differs",
    "all_differ",
    "theirs_missing",
    "unreadable",
    "not_in_register",
    "twice_in_system",
  ]),
};

const columns = (): Column<Difference>[] => [
  ...(can("exchange:edit") ? [{ key: "choose", title: "", width: 36, cell: ChooseBox }] : []),
  { key: "contract", title: m.contract(), width: 152, cell: (row) => row.contract_no ?? "—" },
  { key: "plot", title: m.plot(), width: 72, cell: (row) => row.plot_no ?? "—" },
  { key: "field", title: m.field(), width: 148, cell: FieldName },
  {
    key: "ours",
    title: m.ours(),
    width: 108,
    cell: (row) => <Value text={row.ours} differs={differs.ours.has(row.verdict)} />,
  },
  {
    key: "paper",
    title: m.paper(),
    width: 108,
    cell: (row) => <Value text={row.contract} differs={differs.contract.has(row.verdict)} />,
  },
  {
    key: "theirs",
    title: m.theirs(),
    width: 108,
    cell: (row) => <Value text={row.theirs} differs={differs.theirs.has(row.verdict)} />,
  },
  { key: "verdict", title: m.verdict(), width: 168, grow: true, cell: VerdictCell },
  { key: "settled", title: m.settled(), width: 112, cell: SettledCell },
];

/** The differences that pass the filters, one a row. */
export function Differences() {
  const list = shown.value;
  return (
    <div class="exchange-table">
      <Table
        label={m.verdict()}
        columns={columns()}
        count={list.length}
        rowAt={(index) => list[index]}
        rowKey={(row) => row.sequence}
        isSelected={(row) => chosen.value.has(row.sequence)}
        onOpen={openContract}
        empty={
          <EmptyState icon="filter" title={m.noneLeft()}>
            {m.noneLeftText()}
          </EmptyState>
        }
      />
    </div>
  );
}

function openContract(row: Difference): void {
  if (row.contract_id === null) return;
  openDesk("contracts");
  setExtra("contract", String(row.contract_id));
}

function ChooseBox(row: Difference) {
  const name = `${row.contract_no ?? row.theirs ?? row.sequence} ${inLanguage(row.field_zh, row.field_en)}`;
  return (
    <input
      type="checkbox"
      aria-label={m.chooseOne(name)}
      checked={chosen.value.has(row.sequence)}
      onChange={(event) => choose([row.sequence], event.currentTarget.checked)}
    />
  );
}

function FieldName(row: Difference) {
  return (
    <span title={row.is_confirmed ? undefined : m.unconfirmedWhy()}>
      {inLanguage(row.field_zh, row.field_en)} {!row.is_confirmed && <Badge tone="warning">{m.unconfirmed()}</Badge>}
    </span>
  );
}

function Value({ text, differs }: { text: string | null; differs: boolean }) {
  if (text === null) return <span class={differs ? "exchange-odd" : "quiet"}>{m.nothing()}</span>;
  return (
    <span class={differs ? "exchange-odd figure" : "figure"} title={text}>
      {text}
    </span>
  );
}

function VerdictCell(row: Difference) {
  return (
    <span title={inLanguage(row.advice_zh, row.advice_en)}>
      <Icon name="warning" size={14} /> {inLanguage(row.verdict_zh, row.verdict_en)}
    </span>
  );
}

function SettledCell(row: Difference) {
  if (row.resolution === null) return <span class="quiet">{m.unsettled()}</span>;
  return (
    <span title={[row.note, row.resolved_by_name, formatDate(row.resolved_on)].filter(Boolean).join(" · ")}>
      <Icon name="check" size={14} /> {term("exchange.Resolution", row.resolution)}
    </span>
  );
}
