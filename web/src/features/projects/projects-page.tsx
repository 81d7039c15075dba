import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { can } from "../../app/session";
import { isHistory } from "../../app/zone";
import { Button } from "../../ui/button";
import { Menu } from "../../ui/menu";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { Tabs } from "../../ui/tabs";
import { AskedDialog } from "./asked-dialog";
import { Board } from "./board";
import { LettersTab } from "./letters-tab";
import { m } from "./messages";
import { ProblemsTab } from "./problems-tab";
import { ProjectFilters } from "./project-filters";
import { ProjectTable } from "./project-table";
import {
  asked,
  clearFilter,
  filterQuery,
  isFiltered,
  openTab,
  projectId,
  projects,
  reviewId,
  tab,
  tabs,
} from "./projects.state";
import { Rates } from "./rates";
import { ReviewSheet } from "./review-sheet";
import { ReviewsTab } from "./reviews-tab";
import { SheetPage } from "./sheet-page";
import "./projects.css";
import "./sheet.css";

/** 项目: the pipeline as board and list, letters, problems and on-site reviews; one project as a sheet. */
export function ProjectsPage() {
  return (
    <>
      {projectId.value !== null ? <SheetPage /> : reviewId.value !== null ? <ReviewSheet /> : <Overview />}
      <AskedDialog />
    </>
  );
}

function Overview() {
  const current = tab.value;
  return (
    <div class="page projects-page">
      <header class="page-head">
        <div>
          <h2>{m.projects()}</h2>
          <p class="quiet">{m.intro()}</p>
        </div>
        {(current === "board" || current === "list") && <Tools />}
      </header>
      <Tabs
        tabs={tabs.map((name) => ({ id: name, label: m[name]() }))}
        current={current}
        onChange={openTab}
        label={m.projects()}
      >
        {current === "letters" && <LettersTab />}
        {current === "problems" && <ProblemsTab />}
        {current === "reviews" && <ReviewsTab />}
        {(current === "board" || current === "list") && <Pipeline asBoard={current === "board"} />}
      </Tabs>
    </div>
  );
}

function Tools() {
  const mayEdit = can("project:edit") && !isHistory.value;
  const save = (form: string) => {
    exportList(`/api/projects/export.${form}`, filterQuery.value);
  };
  return (
    <div class="page-tools">
      <Menu
        trigger={m.exports()}
        label={m.exports()}
        class="button button-plain"
        align="end"
        items={[
          { label: m.exportXlsx(), icon: "download", onSelect: () => save("xlsx") },
          { label: m.exportCsv(), icon: "download", onSelect: () => save("csv") },
        ]}
      />
      {mayEdit && (
        <>
          <Button
            icon="lock"
            onClick={() => {
              asked.value = { kind: "freeze" };
            }}
          >
            {m.freeze()}
          </Button>
          <Button
            kind="primary"
            icon="plus"
            onClick={() => {
              asked.value = { kind: "new" };
            }}
          >
            {m.newProject()}
          </Button>
        </>
      )}
    </div>
  );
}

function Pipeline({ asBoard }: { asBoard: boolean }) {
  const found = projects.data.value;
  const error = projects.error.value;
  return (
    <div class="projects-body">
      <ProjectFilters />
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={projects.reload} />}
      {!found && error === null && <LoadingState />}
      {found && (
        <>
          <Rates list={found} />
          {found.total === 0 ? (
            <EmptyState
              icon="crane"
              title={m.emptyTitle()}
              action={isFiltered.value ? <Button onClick={clearFilter}>{m.clear()}</Button> : undefined}
            >
              {m.emptyText()}
            </EmptyState>
          ) : asBoard ? (
            <Board list={found} />
          ) : (
            <ProjectTable list={found} />
          )}
        </>
      )}
    </div>
  );
}
