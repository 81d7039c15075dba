import { can } from "../../app/session";
import { Tabs } from "../../ui/tabs";
import { AreasTab } from "./areas-tab";
import { openTab, type TabId, tab, tabIds } from "./compliance.state";
import { FindingsTab } from "./findings-tab";
import { m } from "./messages";
import { OverlapsTab } from "./overlaps-tab";
import { ReportsTab } from "./reports-tab";
import "./compliance.css";

const rights: Record<TabId, string> = {
  findings: "plot_check:read",
  overlaps: "compliance:read",
  areas: "compliance:read",
  reports: "compliance:read",
};

/** 检: what the nights found, overlaps with constraint areas, the areas themselves, compliance reports. */
export function CompliancePage() {
  const labels: Record<TabId, string> = {
    findings: m.findings(),
    overlaps: m.overlaps(),
    areas: m.areas(),
    reports: m.reports(),
  };
  const shown = tabIds.filter((id) => can(rights[id]));
  const current = tab.value;
  return (
    <div class="compliance">
      <header>
        <h2>{m.desk()}</h2>
        <p class="quiet">{m.intro()}</p>
      </header>
      <Tabs tabs={shown.map((id) => ({ id, label: labels[id] }))} current={current} onChange={openTab} label={m.desk()}>
        {current === "findings" && <FindingsTab />}
        {current === "overlaps" && <OverlapsTab />}
        {current === "areas" && <AreasTab />}
        {current === "reports" && <ReportsTab />}
      </Tabs>
    </div>
  );
}
