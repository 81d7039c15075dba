import { goToPoint, showFinding } from "../../app/map-actions";
import { inLanguage } from "../../locale/language";
import { IconButton } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { EmptyState, LoadingState } from "../../ui/states";
import { type Column, Table } from "../../ui/table";
import { wordOf } from "./field-words";
import { m } from "./messages";
import { isWaiting } from "./preview";
import { featureOf, issueFilter, issues, shownRow, survey } from "./survey.state";
import type { Issue } from "./types";

const rowAt = (index: number) => issues.rowAt(index);
const rowKey = (issue: Issue) => issue.id;
const need = (from: number, to: number) => issues.need(from, to);

/** What is wrong, in which row, and what to do; a row leads to its place on the map. */
export function IssuesTable() {
  const answer = issues.answer.value;
  void issues.version.value;
  if (!answer) return <LoadingState />;
  const waiting = survey.data.value !== null && isWaiting(survey.data.value);
  const filtered = issueFilter.value.severity !== "" || issueFilter.value.code !== "";
  return (
    <Table
      label={m.issues()}
      columns={columns()}
      count={answer.total}
      rowAt={rowAt}
      rowKey={rowKey}
      onRange={need}
      isSelected={(issue) => issue.row_no !== null && issue.row_no === shownRow.value}
      onSelect={show}
      onOpen={show}
      empty={
        waiting && !filtered ? (
          <EmptyState title={m.notChecked()}>{m.notCheckedText()}</EmptyState>
        ) : (
          <EmptyState icon={filtered ? "filter" : "success"} title={m.noIssues()}>
            {filtered ? m.noIssuesFiltered() : m.noIssuesText()}
          </EmptyState>
        )
      }
    />
  );
}

/** The exact place where the finding names one, otherwise the whole row. */
function show(issue: Issue): void {
  shownRow.value = issue.row_no;
  if (issue.lon !== null && issue.lat !== null) {
    goToPoint(issue.lon, issue.lat, issue.plot_no ?? issue.code);
    return;
  }
  if (issue.row_no !== null) showRow(issue.row_no);
}

function showRow(row: number): void {
  const geometry = featureOf(row)?.geometry;
  if (geometry) showFinding(geometry);
}

function columns(): Column<Issue>[] {
  return [
    {
      key: "severity",
      title: m.severity(),
      width: 76,
      cell: ({ severity }) => (
        <span class={`survey-severity is-${severity}`}>
          <Icon name={severity} size={14} />
          {m[severity]()}
        </span>
      ),
    },
    {
      key: "row",
      title: m.row(),
      width: 92,
      cell: ({ row_no, line_no }) => (
        <span title={line_no === null ? undefined : m.line(line_no)}>
          {row_no ?? (line_no === null ? m.wholeFile() : m.line(line_no))}
        </span>
      ),
    },
    { key: "plot", title: m.plotNo(), width: 108, cell: ({ plot_no }) => <strong>{plot_no ?? "—"}</strong> },
    {
      key: "message",
      title: m.message(),
      width: 300,
      grow: true,
      cell: ({ message_zh, message_en, code }) => {
        const said = inLanguage(message_zh, message_en);
        return <span title={`${said}（${code}）`}>{said}</span>;
      },
    },
    {
      key: "fix",
      title: m.fix(),
      width: 240,
      grow: true,
      cell: ({ fix_zh, fix_en }) => {
        const said = inLanguage(fix_zh, fix_en);
        return <span title={said}>{said || "—"}</span>;
      },
    },
    {
      key: "field",
      title: m.field(),
      width: 96,
      cell: ({ field }) => <span>{field ? wordOf(field) : "—"}</span>,
    },
    {
      key: "value",
      title: m.value(),
      width: 130,
      cell: ({ value }) => <span title={value ?? undefined}>{value ?? "—"}</span>,
    },
    { key: "code", title: m.code(), width: 170, cell: ({ code }) => <code class="survey-code">{code}</code> },
    {
      key: "zoom",
      title: "",
      width: 44,
      align: "end",
      cell: (issue) =>
        (issue.row_no !== null || issue.lon !== null) && (
          <IconButton
            icon="target"
            label={m.zoom(issue.row_no ?? 0)}
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation();
              show(issue);
            }}
          />
        ),
    },
  ];
}
