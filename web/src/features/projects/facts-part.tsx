import { openDesk } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { formatArea } from "../../locale/units";
import { Fact, Facts } from "../../ui/facts";
import { m, ms } from "./messages";
import type { ProjectSheet } from "./types";

/** Who, what, how much, where. */
export function FactsPart({ project }: { project: ProjectSheet }) {
  const entry = project.needs_entry === null ? ms.unknown() : project.needs_entry ? ms.yes() : ms.no();
  return (
    <Facts>
      <Fact label={m.holder()}>{project.party_name_zh ?? "—"}</Fact>
      <Fact label={m.plot()}>
        {project.plot_id !== null ? (
          <button
            type="button"
            class="text-button"
            onClick={() => {
              openDesk("map");
              goToPlot({ id: project.plot_id as number });
            }}
          >
            {project.plot_no ?? project.plot_id} · {formatArea(project.plot_area_m2)}
          </button>
        ) : (
          ms.noPlot()
        )}
      </Fact>
      <Fact label={ms.contract()}>{project.contract_no ?? "—"}</Fact>
      <Fact label={ms.kind()}>
        {term("projects.ProjectKind", project.kind)} · {term("projects.ProjectSource", project.source)}
        {project.source_note && `（${project.source_note}）`}
      </Fact>
      <Fact label={ms.industryWord()}>
        {project.industry_code
          ? `${project.industry_code} ${inLanguage(project.industry_name_zh, project.industry_name_en)}`
          : "—"}
      </Fact>
      <Fact label={m.investment()}>{formatYuan(project.investment_yuan)}</Fact>
      <Fact label={ms.landWanted()}>{formatArea(project.land_wanted_m2)}</Fact>
      <Fact label={ms.output()}>{formatYuan(project.output_yuan)}</Fact>
      <Fact label={ms.tax()}>{formatYuan(project.tax_yuan)}</Fact>
      <Fact label={ms.owner()}>{project.owner_name || "—"}</Fact>
      <Fact label={ms.leadOffice()}>{project.lead_office || "—"}</Fact>
      <Fact label={ms.dutyOffice()}>{project.duty_office || "—"}</Fact>
      <Fact label={m.officer()}>{project.service_officer_name || "—"}</Fact>
      <Fact label={ms.entered()}>
        {project.entered_on ? formatDate(project.entered_on) : `— · ${ms.needsEntry()}：${entry}`}
      </Fact>
      {project.content_zh && <Fact label={ms.content()}>{project.content_zh}</Fact>}
    </Facts>
  );
}
