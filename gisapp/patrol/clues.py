"""A clue seen on a patrol becomes a case of idle land, with the photographs of the visit as its first evidence."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.permissions import DENIED_ZH, Permission
from gisapp.auth.principal import Principal
from gisapp.idle.terms import IdleGround
from gisapp.idle_cases.commands import CaseDraft, open_case
from gisapp.idle_cases.terms import CaseSource
from gisapp.kernel.errors import Conflict, Forbidden
from gisapp.patrol.terms import VisitOutcome
from gisapp.patrol.visits import locate_visit


def open_clue(session: Session, principal: Principal, visit_id: int, ground: IdleGround, *, today: date) -> int:
    """Open a case on what a visit saw and return its id (403 for who may not, 409 for a visit that found no clue or has its case already).

    It is of the contract in force on the day of the visit; land without one is named by its plot.
    """
    if not principal.may(Permission.IDLE_CASE_EDIT):
        raise Forbidden(f"auth.denied.{Permission.IDLE_CASE_EDIT.value}", DENIED_ZH[Permission.IDLE_CASE_EDIT])
    visit = locate_visit(session, principal, visit_id, today)
    if visit["outcome"] != str(VisitOutcome.CLUE) or visit["withdrawn_on"] is not None:
        raise Conflict(
            "patrol.no_clue",
            "这次巡查没有发现线索，或记录已撤销，不能登记个案。请核对巡查记录。",
            message_en="This visit found no clue, or was withdrawn.",
        )
    if visit["opened_case"]:
        raise Conflict(
            "patrol.clue_opened",
            f"这条线索已经登记为个案{visit['case_no']}，请直接查看。",
            message_en=f"It is case {visit['case_no']} already.",
        )
    contract_id = session.execute(
        text(
            "select id from contract where plot_id = :plot and signed_on <= :day and (ended_on is null or ended_on > :day) order by signed_on desc limit 1"
        ),
        {"plot": visit["plot_id"], "day": visit["visited_on"]},
    ).scalar()
    on_round = f"任务{visit['task_no']}，" if visit["task_no"] else ""
    case_id = open_case(
        session,
        principal,
        CaseDraft(
            ground=ground,
            source=CaseSource.PATROL,
            found_on=visit["visited_on"],
            contract_id=contract_id,
            plot_id=visit["plot_id"],
            source_note=f"{on_round}{visit['visitor_name']}巡查：{visit['note_zh']}".rstrip("："),
            evidence_ids=visit["evidence_ids"],
        ),
        today=today,
    )
    session.execute(
        text("update patrol_visit set case_id = :case_id where id = :id"), {"case_id": case_id, "id": visit_id}
    )
    return case_id
