"""Writes the demo projects: their steps with proofs, plans, reports, month lights, letters, problems and site reviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.demo.bulk import Bulk
from gisapp.demo.contract_checks import DemoPaper
from gisapp.demo.contracts import SignedDemo, write_papers
from gisapp.demo.listing_cases import Supplied
from gisapp.demo.officers import officer_of
from gisapp.demo.paper_file import paper_pdf
from gisapp.demo.project_cases import DemoProject, DemoStep, projects_of
from gisapp.demo.records import INDUSTRY_EDITION, SOURCE
from gisapp.demo.seed_plots import CHINA
from gisapp.demo.supervision import write_supervision
from gisapp.kernel.dates import add_months, day_zh
from gisapp.projects.lights import freeze_month
from gisapp.projects.terms import ProjectStage

LEADERS = ("区领导甲（示例）", "区领导乙（示例）", "区领导丙（示例）", "区领导丁（示例）")
OFFICES = ("项目服务局（示例）", "招商局（示例）", "建设局（示例）")
SOURCES = ("invited", "recommended", "fair", "online", "expansion")


def write_projects(
    bulk: Bulk,
    session: Session,
    signed: Sequence[SignedDemo],
    *,
    zone_id: int,
    park_ids: Mapping[str, int],
    party_ids: Mapping[str, int],
    supplied: Mapping[str, Supplied],
    today: date,
) -> list[tuple[int, DemoProject]]:
    """Write every project with what happened to it until `today`; return each with its id."""
    numbers: dict[int, int] = {}
    projects = sorted(projects_of(signed, today), key=lambda project: (project.steps[0].day, project.number))
    rows = []
    contracts = {item.contract_id: item.schedule.contract.contract_no for item in signed}
    for project in projects:
        year = project.steps[0].day.year
        numbers[year] = numbers.get(year, 0) + 1
        origin = supplied.get(contracts[project.contract_id]) if project.contract_id is not None else None
        rows.append(
            (
                zone_id,
                park_ids[project.park_code],
                f"XM{year}-{numbers[year]:03d}",
                project.name_zh,
                project.name_en,
                project.kind,
                SOURCES[project.number % len(SOURCES)],
                project.industry_code,
                INDUSTRY_EDITION,
                party_ids[project.party] if project.party else None,
                project.plot_id,
                project.contract_id,
                origin.application_id if origin else None,
                project.investment_yuan,
                project.land_wanted_m2,
                project.investment_yuan * 2,
                project.investment_yuan // 12,
                LEADERS[project.number % len(LEADERS)],
                OFFICES[project.number % len(OFFICES)],
                OFFICES[(project.number + 1) % len(OFFICES)],
                officer_of(project.park_code, project.number),
                project.entered_on,
                _at(project.steps[0].day),
                SOURCE,
            )
        )
    ids = bulk.insert(
        "project",
        "zone_id, park_id, project_no, name_zh, name_en, kind, source, industry_code, industry_edition, party_id, plot_id, contract_id, application_id,"
        " investment_yuan, land_wanted_m2, output_yuan, tax_yuan, owner_name, lead_office, duty_office, service_officer_name, entered_on,"
        " registered_at, registered_by_name",
        rows,
        returning="id",
    )
    pairs = list(zip(ids, projects, strict=True))
    _write_moves(bulk, pairs, zone_id, park_ids)
    _write_plans(bulk, pairs)
    _write_reports(bulk, pairs)
    actor = system_principal("示例督查专员")
    for back in (3, 2, 1):
        freeze_month(session, actor, add_months(today.replace(day=1), -back), today)
    write_supervision(bulk, session, actor, pairs, zone_id=zone_id, park_ids=park_ids, today=today)
    return pairs


def _write_moves(
    bulk: Bulk, pairs: Sequence[tuple[int, DemoProject]], zone_id: int, park_ids: Mapping[str, int]
) -> None:
    proved = [(project, step) for _, project in pairs for step in project.steps if step.proof]
    files = write_papers(
        bulk, zone_id, [(park_ids[project.park_code], _paper(project, step)) for project, step in proved]
    )
    proofs = {(project.number, step.stage): file_id for (project, step), file_id in zip(proved, files, strict=True)}
    bulk.insert(
        "project_move",
        "project_id, sequence, from_stage, stage, moved_on, evidence_ids, reason, actor_name, recorded_at",
        [
            (
                project_id,
                number,
                project.steps[number - 2].stage if number > 1 else "",
                step.stage,
                step.day,
                [proofs[project.number, step.stage]] if step.proof else [],
                step.reason,
                officer_of(project.park_code, project.number),
                _at(step.day),
            )
            for project_id, project in pairs
            for number, step in enumerate(project.steps, start=1)
        ],
    )


def _paper(project: DemoProject, step: DemoStep) -> DemoPaper:
    assert step.proof
    lines = (
        f"项目名称：{project.name_zh}",
        f"阶段：{ProjectStage(step.stage).label_zh}",
        f"日期：{day_zh(step.day)}",
        SOURCE,
    )
    return DemoPaper(step.proof, step.day, step.day, paper_pdf(step.proof, lines))


def _write_plans(bulk: Bulk, pairs: Sequence[tuple[int, DemoProject]]) -> None:
    bulk.insert(
        "project_schedule",
        "project_id, version_no, holds_from, planned_start_on, planned_completion_on, planned_production_on, planned_attainment_on, needs_entry,"
        " reason, actor_name, recorded_at",
        [
            (
                project_id,
                1,
                day,
                *project.planned,
                project.needs_entry,
                "按投资协议",
                officer_of(project.park_code, project.number),
                _at(day),
            )
            for project_id, project in pairs
            if project.planned is not None
            for day in [next(step.day for step in project.steps if step.stage == "signed")]
        ],
    )


def _write_reports(bulk: Bulk, pairs: Sequence[tuple[int, DemoProject]]) -> None:
    bulk.insert(
        "project_progress",
        "project_id, month, version_no, planned_share, done_share, invested_yuan, summary_zh, obstacle_zh, reported_on, actor_name, recorded_at",
        [
            (
                project_id,
                report.month,
                1,
                report.planned,
                report.done,
                report.invested_yuan,
                report.summary,
                report.obstacle,
                report.reported_on,
                officer_of(project.park_code, project.number),
                _at(report.reported_on),
            )
            for project_id, project in pairs
            for report in project.reports
        ],
    )


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), CHINA)
