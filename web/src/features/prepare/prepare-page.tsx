import { can } from "../../app/session";
import { Tabs } from "../../ui/tabs";
import { AssessmentsTab } from "./assessments-tab";
import { BoardTab } from "./board-tab";
import { m } from "./messages";
import { openTab, type TabId, tab, tabIds } from "./prepare.state";
import { TableTab } from "./table-tab";
import "./prepare.css";

const rights: Record<TabId, string> = {
  board: "readiness:read",
  table: "indicator:read",
  assessments: "assessment:read",
};

/** 备: which plots are ready to be offered, what is asked of them, which assessments cover them. */
export function PreparePage() {
  const labels: Record<TabId, string> = { board: m.board(), table: m.table(), assessments: m.assessments() };
  const shown = tabIds.filter((id) => can(rights[id]));
  const current = tab.value;
  return (
    <div class="prepare">
      <header class="prepare-title">
        <h2>{m.prepare()}</h2>
      </header>
      <Tabs
        tabs={shown.map((id) => ({ id, label: labels[id] }))}
        current={current}
        onChange={openTab}
        label={m.prepare()}
      >
        {current === "board" && <BoardTab />}
        {current === "table" && <TableTab />}
        {current === "assessments" && <AssessmentsTab />}
      </Tabs>
    </div>
  );
}
