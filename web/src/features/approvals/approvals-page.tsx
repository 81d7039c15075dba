import { Tabs } from "../../ui/tabs";
import { board, cases, type Part, part, projectId, showPart } from "./approvals.state";
import { Board } from "./board";
import { CaseDialog } from "./case-dialog";
import { CasesList } from "./cases-list";
import { ItemsPart } from "./items-part";
import { m } from "./messages";
import { OpenForm } from "./open-form";
import { opening } from "./open-form.state";
import { ProcessDialog } from "./process-forms";
import { ProcessSheet } from "./process-sheet";
import "./approvals.css";
import "./clock.css";

/** 批: every project's approvals with lights, one process as lanes, one case with its clock, the list of items. */
export function ApprovalsPage() {
  return (
    <div class="page approvals">
      {projectId.value === null ? <Parts /> : <ProcessSheet />}
      <CaseDialog />
      <ProcessDialog />
      {opening.value && <OpenForm />}
    </div>
  );
}

function Parts() {
  const tabs: { id: Part; label: string; count?: number }[] = [
    { id: "board", label: m.board(), count: board.data.value?.projects.length },
    { id: "cases", label: m.cases(), count: cases.data.value?.length },
    { id: "items", label: m.items() },
  ];
  return (
    <>
      <header class="page-head">
        <div>
          <h2>{m.approvals()}</h2>
          <p class="quiet">{m.intro()}</p>
        </div>
      </header>
      <Tabs label={m.approvals()} tabs={tabs} current={part.value} onChange={(id) => showPart(id as Part)}>
        <div class="approval-part-body">
          {part.value === "board" && <Board />}
          {part.value === "cases" && <CasesList />}
          {part.value === "items" && <ItemsPart />}
        </div>
      </Tabs>
    </>
  );
}
