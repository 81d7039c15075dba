"""A patrol group, a round, a visit: through the use cases, with what a careful officer would enter."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal, system_principal
from gisapp.patrol.groups import add_member, enter_group
from gisapp.patrol.tasks import TaskDraft, plan_task
from gisapp.patrol.terms import PositionSource, Sight, VisitOutcome
from gisapp.patrol.visits import Position, VisitDraft, record_visit
from tests.builders.park import BuiltPark

PATROLLER = system_principal("巡查员")
TODAY = date(2026, 11, 23)
# inside the plot that a_plot() makes, in degrees
INSIDE = Position(114.648577, 33.597904, PositionSource.DEVICE, 8.0)


def a_group(session: Session, park: BuiltPark | None, name: str = "示例巡查一组", *, with_base: bool = False) -> int:
    group_id = enter_group(
        session,
        PATROLLER,
        zone_code="411671",
        park_code=park.code if park else None,
        name_zh=name,
        base=(114.645, 33.592) if with_base else None,
    )
    add_member(session, PATROLLER, group_id, name_zh="巡查员甲", phone="", joined_on=date(2020, 1, 1))
    return group_id


def a_round(
    session: Session, group_id: int, plot_ids: list[int], *, today: date = TODAY, due_on: date = date(2026, 12, 4)
) -> int:
    draft = TaskDraft("十一月例行巡查", group_id, "巡查员甲", plot_ids, due_on)
    return plan_task(session, PATROLLER, draft, today)


def a_visit_draft(
    plot_id: int,
    *,
    task_id: int | None = None,
    visited_on: date = TODAY,
    sights: tuple[Sight, ...] = (Sight.BUILDING,),
    outcome: VisitOutcome = VisitOutcome.ALL_WELL,
    note: str = "",
    position: Position | None = None,
    away_reason: str = "",
    evidence_ids: tuple[int, ...] = (),
) -> VisitDraft:
    return VisitDraft(plot_id, task_id, visited_on, None, sights, outcome, note, position, away_reason, evidence_ids)


def a_visit(
    session: Session,
    plot_id: int,
    *,
    today: date = TODAY,
    visited_on: date = TODAY,
    task_id: int | None = None,
    outcome: VisitOutcome = VisitOutcome.ALL_WELL,
    sights: tuple[Sight, ...] = (Sight.BUILDING,),
    evidence_ids: tuple[int, ...] = (),
    principal: Principal = PATROLLER,
) -> int:
    draft = a_visit_draft(
        plot_id, task_id=task_id, visited_on=visited_on, sights=sights, outcome=outcome, evidence_ids=evidence_ids
    )
    return record_visit(session, principal, today, draft)
