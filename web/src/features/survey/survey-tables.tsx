import { sentenceOf } from "../../api/problem";
import { layout, setLayout } from "../../app/layout";
import { term, termOptions } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { Button, IconButton } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { Select } from "../../ui/field";
import { ErrorState } from "../../ui/states";
import { Tabs } from "../../ui/tabs";
import { toast } from "../../ui/toast";
import { IssuesTable } from "./issues-table";
import { m } from "./messages";
import { isOpen } from "./preview";
import { RowsTable } from "./rows-table";
import {
  actionFilter,
  chooseAll,
  chosenRows,
  issueFilter,
  issues,
  openTable,
  survey,
  surveyRows,
  type TableTab,
  tableTab,
} from "./survey.state";
import type { Action, Severity } from "./types";

/** Under the map: the findings and the rows of the open survey. */
export function SurveyTables() {
  const data = survey.data.value;
  const tab = tableTab.value;
  const findings = Object.values(data?.issue_counts ?? {}).reduce((sum: number, count) => sum + (count ?? 0), 0);
  const list = tab === "issues" ? issues : surveyRows;
  const full = layout.value.bottomFull;
  return (
    <div class="survey-tables">
      <Tabs
        label={data?.file_name ?? ""}
        current={tab}
        onChange={(id) => openTable(id as TableTab)}
        tabs={[
          { id: "issues", label: m.issues(), count: findings },
          { id: "rows", label: m.rows(), count: data?.row_count },
        ]}
        end={
          <div class="survey-table-tools">
            {tab === "issues" ? <IssueFilters /> : <RowFilters />}
            <IconButton
              icon={full ? "collapse" : "expand"}
              label={full ? m.shrink() : m.enlarge()}
              pressed={full}
              onClick={() => setLayout({ bottomFull: !full })}
            />
            <IconButton
              icon="close"
              label={m.close()}
              shortcut="`"
              onClick={() => setLayout({ bottom: false, bottomFull: false })}
            />
          </div>
        }
      >
        {list.error.value !== null ? (
          <ErrorState text={sentenceOf(list.error.value)} onRetry={() => list.retry()} />
        ) : tab === "issues" ? (
          <IssuesTable />
        ) : (
          <RowsTable />
        )}
      </Tabs>
    </div>
  );
}

function IssueFilters() {
  const { severity, code } = issueFilter.value;
  const codes = (survey.data.value?.issue_codes ?? []).filter((entry) => !severity || entry.severity === severity);
  return (
    <>
      <Select
        compact
        label={m.severity()}
        value={severity}
        placeholder={m.everySeverity()}
        options={(["error", "warning", "info"] as const).map((value) => ({ value, label: m[value]() }))}
        onValue={(value) => {
          issueFilter.value = { severity: value as Severity | "", code: "" };
        }}
      />
      <Select
        compact
        label={m.code()}
        value={code}
        placeholder={m.everyCode()}
        options={codes.map((entry) => ({
          value: entry.code,
          label: `${inLanguage(entry.label_zh, entry.label_en)}（${entry.count}）`,
        }))}
        onValue={(value) => {
          issueFilter.value = { severity, code: value };
        }}
      />
    </>
  );
}

function RowFilters() {
  const count = chosenRows.value.size;
  const open = isOpen(survey.data.value?.state ?? "");
  return (
    <>
      {count > 0 ? (
        <Chip
          pressed
          removeLabel={m.pickNone()}
          onRemove={() => {
            chosenRows.value = new Set();
          }}
        >
          {m.chosen(count)}
        </Chip>
      ) : (
        open && (
          <Button kind="quiet" onClick={() => chooseAll().catch((error: unknown) => toast(sentenceOf(error), "error"))}>
            {m.pickAll()}
          </Button>
        )
      )}
      <Select
        compact
        label={m.action()}
        value={actionFilter.value}
        placeholder={m.everyAction()}
        options={termOptions("land.SurveyAction").map(({ value }) => ({
          value,
          label: term("land.SurveyAction", value),
        }))}
        onValue={(value) => {
          actionFilter.value = value as Action | "";
        }}
      />
    </>
  );
}
