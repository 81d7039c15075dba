import { term } from "../../app/terms";
import { parkName } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatNumber, formatPercent } from "../../locale/number";
import { LightMark } from "./light-mark";
import { m, ms } from "./messages";
import { openProject } from "./projects.state";
import type { ProjectList } from "./types";

/** The same projects as a list with sums. */
export function ProjectTable({ list }: { list: ProjectList }) {
  const heads = [
    m.number(),
    m.name(),
    m.stage(),
    m.since(),
    m.light(),
    m.progress(),
    ms.investmentWan(),
    m.park(),
    m.plot(),
    m.holder(),
    m.officer(),
  ];
  return (
    <div class="page-card page-scroll">
      <table class="page-table project-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.items.map((project) => (
            <tr key={project.id}>
              <td class="figure">{project.project_no}</td>
              <td>
                <button type="button" class="text-button" onClick={() => openProject(project.id)}>
                  {inLanguage(project.name_zh, project.name_en)}
                </button>
              </td>
              <td>{term("projects.ProjectStage", project.stage)}</td>
              <td class="figure">{formatDate(project.stage_since)}</td>
              <td>
                <LightMark light={project.light} />
              </td>
              <td class="figure">
                {formatPercent(project.done_share, 0)}
                {project.planned_share !== null && project.done_share !== null && (
                  <span class="quiet"> / {formatPercent(project.planned_share, 0)}</span>
                )}
              </td>
              <td class="figure project-sum">
                {project.investment_yuan === null ? "—" : formatNumber(project.investment_yuan / 10_000)}
              </td>
              <td title={parkName(project.park_code)}>{project.park_code}</td>
              <td>{project.plot_no ?? "—"}</td>
              <td>{project.party_name_zh ?? "—"}</td>
              <td>{project.service_officer_name || "—"}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={6}>{m.total(list.total)}</td>
            <td class="figure project-sum">{formatNumber(list.investment_yuan / 10_000)}</td>
            <td colSpan={4} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
