import { openDesk } from "../../app/location";
import { clearMarks, goToBbox, goToPlot } from "../../app/map-actions";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { areaFigure, areaUnitLabel } from "../../locale/units";
import { IconButton } from "../../ui/button";
import { Icon, type IconName } from "../../ui/icon";
import { EmptyState, LoadingState } from "../../ui/states";
import { type Column, Table } from "../../ui/table";
import { m } from "./messages";
import { isOpen } from "./preview";
import { chooseRow, chosenRows, shownRow, survey, surveyRows } from "./survey.state";
import type { Action, SurveyRow } from "./types";

const rowAt = (index: number) => surveyRows.rowAt(index);
const rowKey = (row: SurveyRow) => row.row_no;
const need = (from: number, to: number) => surveyRows.need(from, to);
const icons: Record<Action, IconName> = { new: "plus", revise: "edit", unchanged: "check", blocked: "ban" };

/** The plots of the file: what each would do, whether it may, and a box to take only some of them. */
export function RowsTable() {
  const answer = surveyRows.answer.value;
  void surveyRows.version.value;
  if (!answer) return <LoadingState />;
  return (
    <Table
      label={m.rows()}
      columns={columns()}
      count={answer.total}
      rowAt={rowAt}
      rowKey={rowKey}
      onRange={need}
      isSelected={(row) => row.row_no === shownRow.value}
      onSelect={show}
      onOpen={show}
      empty={<EmptyState icon="filter" title={m.noRows()} />}
    />
  );
}

function show(row: SurveyRow): void {
  shownRow.value = row.row_no;
  clearMarks();
  if (row.bbox) goToBbox(row.bbox);
}

function columns(): Column<SurveyRow>[] {
  const choosing = can("survey:accept") && isOpen(survey.data.value?.state ?? "");
  const pick: Column<SurveyRow> = {
    key: "pick",
    title: <span class="visually-hidden">{m.pick()}</span>,
    width: 36,
    cell: (row) => (
      <input
        type="checkbox"
        aria-label={m.pickRow(row.row_no)}
        disabled={row.accepted_plot_id !== null || (row.action !== "new" && row.action !== "revise")}
        checked={chosenRows.value.has(row.row_no)}
        onClick={(event) => event.stopPropagation()}
        onChange={(event) => chooseRow(row.row_no, event.currentTarget.checked)}
      />
    ),
  };
  const unit = areaUnitLabel();
  return [
    ...(choosing ? [pick] : []),
    { key: "row", title: m.row(), width: 60, align: "end", cell: ({ row_no }) => row_no },
    { key: "plot", title: m.plotNo(), width: 120, cell: ({ plot_no }) => <strong>{plot_no ?? "—"}</strong> },
    {
      key: "action",
      title: m.action(),
      width: 116,
      cell: (row) => (
        <span class={`survey-severity is-${row.action}`}>
          <Icon name={row.accepted_plot_id !== null ? "success" : icons[row.action]} size={14} />
          {row.accepted_plot_id !== null ? term("land.SurveyState", "accepted") : term("land.SurveyAction", row.action)}
        </span>
      ),
    },
    {
      key: "declared",
      title: m.declared(unit),
      width: 130,
      align: "end",
      cell: (row) => areaFigure(row.area_declared_m2),
    },
    {
      key: "computed",
      title: m.computed(unit),
      width: 130,
      align: "end",
      cell: (row) => areaFigure(row.area_planar_m2),
    },
    {
      key: "worst",
      title: m.worst(),
      width: 260,
      grow: true,
      cell: ({ issues, worst_severity }) => {
        const worst = issues.find(({ severity }) => severity === worst_severity);
        if (!worst || !worst_severity) return "—";
        const rest = issues.length > 1 ? `（+${issues.length - 1}）` : "";
        return (
          <span
            class={`survey-severity is-${worst_severity}`}
            title={issues.map((i) => inLanguage(i.message_zh, i.message_en)).join("\n")}
          >
            <Icon name={worst_severity} size={14} />
            <span>
              {inLanguage(worst.message_zh, worst.message_en)}
              {rest}
            </span>
          </span>
        );
      },
    },
    {
      key: "open",
      title: "",
      width: 44,
      align: "end",
      cell: ({ accepted_plot_id, replaces_plot_id }) => {
        const id = accepted_plot_id ?? replaces_plot_id;
        return (
          id !== null && (
            <IconButton
              icon="external"
              label={m.openPlot()}
              tabIndex={-1}
              onClick={(event) => {
                event.stopPropagation();
                openDesk("map");
                goToPlot({ id });
              }}
            />
          )
        );
      },
    },
  ];
}
