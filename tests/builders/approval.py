"""An approval process of a project on a park, and the acts on its cases with their usual values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.approvals.commands import Decision, accept_case, finish_case, receive_case
from gisapp.approvals.process_commands import PlannedItem, open_process
from gisapp.approvals.queries import show_process
from gisapp.approvals.sheet import show_case
from gisapp.approvals.terms import ItemOutcome, ProcessMode
from gisapp.auth.principal import Principal, system_principal
from tests.builders.contract import a_party
from tests.builders.evidence import an_evidence_file
from tests.builders.park import BuiltPark
from tests.builders.project import a_project

CLERK = system_principal("经办人")
CREDIT_CODE = "91411600DEM0000012"


@dataclass(frozen=True)
class BuiltProcess:
    """A process with the id of the case of each item, and a file that proves anything."""

    park: BuiltPark
    project_id: int
    proof: int
    cases: dict[str, int]


def a_process(
    session: Session,
    park: BuiltPark,
    *items: str,
    mode: str = "standard",
    started_on: date = date(2026, 3, 2),
    simulated: bool = False,
    plot_id: int | None = None,
    name: str = "示例项目",
) -> BuiltProcess:
    project_id = a_project(session, park, name=name, plot_id=plot_id)
    party_id = a_party(session, f"{name}有限公司")
    session.execute(
        text(
            "update party set credit_code = :code where id = :id and not exists (select from party where credit_code = :code)"
        ),
        {"code": CREDIT_CODE, "id": party_id},
    )
    session.execute(text("update project set party_id = :party where id = :id"), {"party": party_id, "id": project_id})
    open_process(
        session,
        CLERK,
        project_id,
        mode=ProcessMode(mode),
        started_on=started_on,
        items=[PlannedItem(code, simulated) for code in items],
        note="",
        today=started_on,
    )
    return BuiltProcess(park, project_id, an_evidence_file(session, park), cases_of(session, project_id))


def cases_of(session: Session, project_id: int) -> dict[str, int]:
    rows = session.execute(
        text("select item_code, id from approval_case where project_id = :id order by round"), {"id": project_id}
    )
    return {row.item_code: row.id for row in rows}


def let_material_come_later(session: Session, code: str, *materials: str, since: str = "2000-01-01") -> None:
    """Put an item and some of its secondary materials on the list, straight into the tables."""
    session.execute(
        text(
            "with old as (update approval_item set recorded = tstzrange(lower(recorded), clock_timestamp()) where code = :code and upper_inf(recorded)"
            " returning *) insert into approval_item (code, stage_code, name_zh, name_en, department_zh, days, unit, statutory_days, statutory_unit,"
            " needs, excluded, handling, is_tolerable, extension_days_max, materials, basis, confirmed, note, valid)"
            " select code, stage_code, name_zh, name_en, department_zh, days, unit, statutory_days, statutory_unit, needs, excluded, handling, true,"
            " extension_days_max, (select jsonb_agg(case when m ->> 'code' = any(:materials) then m || '{\"tolerable\": true}' else m end)"
            " from jsonb_array_elements(materials) m), basis, confirmed, note, daterange(cast(:since as date), null) from old"
        ),
        {"code": code, "materials": list(materials), "since": since},
    )


def received(
    session: Session, case_id: int, on: date, *, without: tuple[str, ...] = (), principal: Principal = CLERK
) -> None:
    """Take a case in with everything it asks for, except `without`."""
    asked = [one["code"] for one in show_case(session, principal, case_id, on)["asked"]]
    receive_case(
        session,
        principal,
        case_id,
        received_on=on,
        received={code: [] for code in asked if code not in without},
        today=on,
    )


def accepted(session: Session, case_id: int, on: date, *, without: tuple[str, ...] = ()) -> None:
    received(session, case_id, on, without=without)
    accept_case(session, CLERK, case_id, accepted_on=on, evidence_ids=[], today=on)


def granted(session: Session, case_id: int, on: date, **how: Any) -> None:
    finish_case(session, CLERK, case_id, a_decision(on, **how), today=on)


def a_decision(on: date, outcome: str = "granted", *, reason: str = "", proof: tuple[int, ...] = ()) -> Decision:
    return Decision(on, ItemOutcome(outcome), "示例字〔2026〕1号", reason, list(proof))


def lanes(session: Session, project_id: int, as_of: date) -> dict[str, dict[str, Any]]:
    answer = show_process(session, CLERK, project_id, as_of)
    return {lane["item_code"]: lane for stage in answer["stages"] for lane in stage["lanes"]}


def workday(first: date, count: int) -> date:
    """The day `count` weekdays after `first`, in a time without holidays."""
    day = first
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
