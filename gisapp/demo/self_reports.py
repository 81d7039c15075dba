"""Writes the demo reports by enterprises: one in each state, on contracts of invented holders, with figures and sketched photographs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal, system_principal
from gisapp.demo.entries import CHINA
from gisapp.demo.officers import officer_of
from gisapp.demo.site_photo import site_photo
from gisapp.kernel.workdays import DayUnit, Term, compute_deadline
from gisapp.land.terms import DevelopmentState
from gisapp.patrol.terms import Sight
from gisapp.self_reports.asking import Request, ask_for_report, last_quarter
from gisapp.self_reports.filing import FilingDraft, file_report
from gisapp.self_reports.links import path_of
from gisapp.self_reports.rules.figures import REPORTABLE
from gisapp.self_reports.terms import ReportPart, ReportStep
from gisapp.self_reports.transitions import move_report
from gisapp.work_calendar.work_calendar import load_calendar

ANSWER_WORKDAYS = 10


@dataclass(frozen=True, slots=True)
class DemoReport:
    """One invented report: how many days ago it was asked for, and what happened how many days ago."""

    asked_ago: int
    parts: tuple[ReportPart, ...]
    road: tuple[tuple[str, int], ...] = ()


ALL = tuple(ReportPart)
REPORTS: tuple[DemoReport, ...] = (
    DemoReport(96, ALL, (("file", 88), ("accept", 85))),
    DemoReport(60, (ReportPart.PROGRESS, ReportPart.PHOTOS), (("file", 53), ("return", 51), ("file", 47), ("accept", 46))),
    DemoReport(45, ALL, (("cancel", 44),)),
    DemoReport(34, ALL, (("file", 3),)),
    DemoReport(30, (ReportPart.PROGRESS, ReportPart.FIGURES)),
    DemoReport(20, ALL, (("file", 11), ("return", 7))),
    DemoReport(14, ALL, (("file", 5), ("accept", 2))),
    DemoReport(9, ALL, (("file", 1),)),
    DemoReport(4, ALL),
)  # fmt: skip

WORDS = "本季度按计划施工，设备陆续进场（示例说明）。"
_YUAN_PER_M2 = {
    "buildings_yuan": 1650,
    "equipment_yuan": 1480,
    "taxes_yuan": 0,
    "tax_yuan": 190,
    "output_yuan": 4200,
    "value_added_yuan": 1050,
}
_MOVES = {
    "return": (ReportStep.RETURN, "照片看不出设备安装位置，请补充车间内照片（示例）。"),
    "accept": (ReportStep.ACCEPT, "已与现场核对（示例）。"),
    "cancel": (ReportStep.CANCEL, "与年度统计重复，不再单独填报（示例）。"),
}
_SIGHTS = {
    DevelopmentState.NOT_STARTED: Sight.NOT_STARTED,
    DevelopmentState.BUILDING: Sight.BUILDING,
    DevelopmentState.STOPPED: Sight.STOPPED,
    DevelopmentState.COMPLETED: Sight.IN_USE,
    DevelopmentState.IN_PRODUCTION: Sight.IN_USE,
}


def write_self_reports(session: Session, *, today: date) -> None:
    """Write every report with what happened to it until `today`, through the acts that officers and enterprises use."""
    calendar = load_calendar(session)
    for demo, contract in zip(REPORTS, _contracts(session, today), strict=False):
        asked_on = today - timedelta(days=demo.asked_ago)
        actor = system_principal(officer_of(contract["park_code"], contract["id"]))
        begins, ends = last_quarter(asked_on)
        request = Request(
            contract_id=contract["id"],
            period_from=begins,
            period_to=ends,
            parts=demo.parts,
            figures=("buildings_yuan", "equipment_yuan", "tax_yuan", "output_yuan")
            if ReportPart.FIGURES in demo.parts
            else (),
            note="请按季度如实填报（示例）。",
            due_on=compute_deadline(asked_on, Term(ANSWER_WORKDAYS, DayUnit.WORKING), calendar).due_on,
        )
        moment = datetime.combine(asked_on, time(9, 0), CHINA)
        report = ask_for_report(session, actor, request, public_url="", today=asked_on, now=moment)
        for sequence, (step, days_ago) in enumerate(demo.road, start=1):
            _walk(session, actor, report, contract, demo, step, sequence, today - timedelta(days=days_ago))


def _walk(
    session: Session,
    actor: Principal,
    report: dict[str, Any],
    contract: dict[str, Any],
    demo: DemoReport,
    step: str,
    sequence: int,
    day: date,
) -> None:
    report_id = report["id"]
    if step == "file":
        number, _, key = path_of(session, report_id).removeprefix("/self-report/").partition("#")
        file_report(session, number, key, _said(contract, demo, sequence, day), day)
    else:
        move, reason = _MOVES[step]
        due_on = day + timedelta(days=12) if move is ReportStep.RETURN else None
        move_report(
            session, actor, report_id, move, reason=reason, due_on=due_on, today=day, expected_sequence=sequence
        )


def _said(contract: dict[str, Any], demo: DemoReport, sequence: int, day: date) -> FilingDraft:
    state = DevelopmentState(contract["development"])
    place = contract["lon"], contract["lat"]
    taken = datetime.combine(day, time(15, 10), CHINA)
    return FilingDraft(
        progress=state,
        since=min(contract["since"], day),
        words=WORDS,
        figures={name: _figure(name, contract["area_m2"], sequence) for name in REPORTABLE},
        photos=[
            (
                f"现场{number}.jpg",
                site_photo(_SIGHTS[state], taken, *place, 40 * sequence + 7 * number + contract["id"] % 7),
            )
            for number in (1, 2)
        ]
        if ReportPart.PHOTOS in demo.parts
        else [],
        is_declared=True,
    )


def _figure(name: str, area_m2: Decimal, sequence: int) -> Decimal | None:
    """Return an invented figure by the land's area, a little more in each filing; None for what was not made up."""
    each = _YUAN_PER_M2.get(name)
    if each is None:
        return None
    return (area_m2 * each * (100 + sequence) / 1_000_000).quantize(Decimal(1)) * 10_000


def _contracts(session: Session, today: date) -> Iterator[dict[str, Any]]:
    """Yield contracts of invented holders whose land is built on or used, a different park each time."""
    rows = session.execute(
        text(
            "with found as ("
            " select c.id, c.area_m2, k.code as park_code, s.development, greatest(lower(s.valid), c.signed_on) as since,"
            "        ST_X(ST_PointOnSurface(v.geom)) as lon, ST_Y(ST_PointOnSurface(v.geom)) as lat,"
            "        row_number() over (partition by k.code order by c.signed_on desc, c.id) as place"
            " from contract c join party y on y.id = c.party_id"
            " join plot_version v on v.plot_id = c.plot_id and upper_inf(v.recorded) and v.valid @> cast(:day as date)"
            " join park k on k.id = v.park_id"
            " join plot_state s on s.plot_id = c.plot_id and upper_inf(s.recorded) and s.valid @> cast(:day as date)"
            " where c.ended_on is null and c.signed_on < cast(:day as date) - 200 and y.name_zh like '示例企业%'"
            "   and s.development in ('building', 'completed', 'in_production')"
            "   and exists (select from obligation_standing(cast(:day as date)) o where o.contract_id = c.id and o.indicator is not null)"
            ") select * from found order by place, park_code"
        ),
        {"day": today},
    ).mappings()
    yield from (dict(row) for row in rows)
