import { EvidenceList } from "../../app/evidence-field";
import { formatDate } from "../../locale/date";
import { formatNumber, formatPercent } from "../../locale/number";
import { ms } from "./messages";
import type { ProjectSheet, Report } from "./types";

/** Planned, agreed and actual days side by side; earlier plans; monthly reports. */
export function ProgressPart({ project }: { project: ProjectSheet }) {
  const rows = [
    [ms.start(), project.planned_start_on, project.contract_start_on, project.started_on],
    [ms.completion(), project.planned_completion_on, project.contract_completion_on, project.completed_on],
    [ms.production(), project.planned_production_on, project.contract_production_on, project.produced_on],
    [ms.attainment(), project.planned_attainment_on, project.contract_attainment_on, project.attained_on],
  ] as const;
  const earlier = project.schedules.slice(1);
  return (
    <>
      <div class="page-scroll">
        <table class="page-table sheet-days">
          <thead>
            <tr>
              <th scope="col" />
              <th scope="col">{ms.planned()}</th>
              <th scope="col">{ms.agreed()}</th>
              <th scope="col">{ms.actual()}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...days]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {days.map((day, index) => (
                  <td key={`${name}-${index === 0 ? "planned" : index === 1 ? "agreed" : "actual"}`} class="figure">
                    {formatDate(day)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {earlier.length > 0 && (
        <details class="sheet-more">
          <summary>{ms.versions(earlier.length)}</summary>
          <ul class="sheet-versions">
            {earlier.map((plan) => (
              <li key={plan.version_no}>
                <span>
                  {ms.version(plan.version_no)} · {formatDate(plan.holds_from)} · {plan.actor_name}
                </span>
                <span class="figure quiet">
                  {ms.start()} {formatDate(plan.planned_start_on)} · {ms.completion()}{" "}
                  {formatDate(plan.planned_completion_on)} · {ms.production()} {formatDate(plan.planned_production_on)}{" "}
                  · {ms.attainment()} {formatDate(plan.planned_attainment_on)}
                </span>
              </li>
            ))}
            {project.schedules[0]?.reason && <li class="quiet">{project.schedules[0].reason}</li>}
          </ul>
        </details>
      )}
      {project.progress.length === 0 ? (
        <p class="quiet sheet-none">{ms.noReports()}</p>
      ) : (
        <ul class="reports">
          {project.progress.map((report) => (
            <OneReport key={report.month} report={report} />
          ))}
        </ul>
      )}
    </>
  );
}

function OneReport({ report }: { report: Report }) {
  const { planned_share: planned, done_share: done } = report;
  return (
    <li class="report">
      <p class="report-head">
        <strong class="figure">{report.month.slice(0, 7)}</strong>
        <span class="report-bar" aria-hidden="true">
          <span class="report-done" style={{ width: `${done * 100}%` }} />
          {planned !== null && <span class="report-plan" style={{ left: `${planned * 100}%` }} />}
        </span>
        <span class="figure">
          {formatPercent(done, 0)}
          {planned !== null && (
            <span class="quiet">
              {" "}
              / {ms.planned()} {formatPercent(planned, 0)}
            </span>
          )}
        </span>
        {report.invested_yuan !== null && (
          <span class="quiet figure">
            {ms.invested()} {formatNumber(report.invested_yuan / 10_000)} {ms.wan()}
          </span>
        )}
        <span class="quiet">
          {report.actor_name}
          {report.version_no > 1 && ` · ${ms.revised(report.version_no)}`}
        </span>
      </p>
      {report.summary_zh && <p>{report.summary_zh}</p>}
      {report.obstacle_zh && (
        <p class="report-obstacle">
          {ms.obstacle()}：{report.obstacle_zh}
        </p>
      )}
      {report.evidence.length > 0 && <EvidenceList files={report.evidence} />}
    </li>
  );
}
