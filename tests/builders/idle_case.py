"""A case of idle land straight in the tables, one step after another, by the rows that the use cases write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.db.tables.idle_case import IdleCaseRow, IdleCaseServiceRow, IdleCaseStepRow
from gisapp.idle_cases.decision import hold_facts
from tests.builders.contract import BuiltContract
from tests.builders.park import BuiltPark

CLERK = "经办人"


@dataclass(frozen=True)
class BuiltCase:
    case_id: int
    case_no: str
    plot_id: int


def a_case(
    session: Session,
    park: BuiltPark,
    plot_id: int,
    *,
    contract: BuiltContract | None = None,
    party_id: int | None = None,
    found_on: date = date(2026, 3, 2),
    since: date | None = date(2025, 9, 1),
    ground: str = "not_started",
    case_no: str = "XZ2026-0001",
    **more: Any,
) -> BuiltCase:
    """The clue: a case with its first step."""
    case_id = session.execute(
        insert(IdleCaseRow)
        .values(
            case_no=case_no,
            zone_id=park.zone_id,
            park_id=park.park_id,
            plot_id=plot_id,
            contract_id=contract.contract_id if contract else None,
            party_id=contract.party_id if contract else party_id,
            ground=ground,
            source="scan",
            found_on=found_on,
            since=since,
            area_m2=20000,
            idle_area_m2=20000,
            registered_by_name=CLERK,
            **more,
        )
        .returning(IdleCaseRow.id)
    ).scalar_one()
    add_step(session, case_id, 1, "open", "", "clue", found_on)
    return BuiltCase(case_id, case_no, plot_id)


def add_step(
    session: Session,
    case_id: int,
    sequence: int,
    step: str,
    before: str,
    after: str,
    on: date,
    *,
    served_on: date | None = None,
    receipt: int | None = None,
    **values: Any,
) -> int:
    """Write one step, with a service where `served_on` is given; the database decides whether it may be. A decision comes as judged lawful."""
    service_id = None
    if served_on is not None:
        service_id = session.execute(
            insert(IdleCaseServiceRow)
            .values(
                case_id=case_id,
                purpose="holder",
                document_no=values.get("document_no") or "文号",
                kind="direct",
                served_on=served_on,
                recipient="示例企业01",
                evidence_ids=[receipt] if receipt else [],
                actor_name=CLERK,
            )
            .returning(IdleCaseServiceRow.id)
        ).scalar_one()
    if step in ("decide", "serve"):
        values.setdefault("basis", {"decision": judged_lawful(session, case_id, on, values.get("measure"))})
    return session.execute(
        insert(IdleCaseStepRow)
        .values(
            case_id=case_id, sequence=sequence, step=step, from_state=before, to_state=after, taken_on=on, service_id=service_id,
            actor_name=CLERK, **values,
        )
        .returning(IdleCaseStepRow.id)
    ).scalar_one()  # fmt: skip


def judged_lawful(session: Session, case_id: int, on: date, measure: str | None) -> dict[str, Any]:
    """What a step that decides, or serves the decision taken last, says of the judgement it rests on."""
    decided = session.execute(
        text("select measure, taken_on from idle_case_step where case_id = :id and step = 'decide' order by sequence desc limit 1"),
        {"id": case_id},
    ).one_or_none()  # fmt: skip
    if measure is None and decided is not None:
        measure, on = decided
    return {
        "measure": measure,
        "decided_on": on.isoformat(),
        "is_lawful": True,
        "facts": hold_facts(session, case_id),
    }


def walk(
    session: Session, built: BuiltCase, until: str, *, receipt: int, side: str = "own", measure: str = "fee"
) -> None:
    """Walk a case opened on 2 March 2026 down the own-cause road until it reaches a state."""
    day = date.fromisoformat
    road: list[tuple[str, str, str, date, dict[str, Any]]] = [
        ("investigate", "clue", "investigating", day("2026-03-20"), {"document_no": "示闲调〔2026〕1号", "served_on": day("2026-03-20")}),
        ("explain", "investigating", "cause_review", day("2026-04-01"), {"explained_on": day("2026-04-01"), "evidence_ids": [receipt]}),
        ("determine", "cause_review", "determined", day("2026-04-20"), {"document_no": "示闲认〔2026〕1号", "served_on": day("2026-04-20"), "side": side, "evidence_ids": [receipt]}),
        ("publish", "determined", "published", day("2026-04-25"), {"registered_on": day("2026-04-24")}),
        ("plan", "published", "planning", day("2026-05-06"), {"document_no": "示闲案〔2026〕1号"}),
        ("notify_hearing", "planning", "hearing", day("2026-05-11"), {"document_no": "示听告〔2026〕1号", "served_on": day("2026-05-11")}),
        ("decide", "hearing", "decided", day("2026-05-25"), {"document_no": "示闲费〔2026〕1号", "measure": measure, "approved_by": "示例管委会"}),
        ("serve", "decided", "performing", day("2026-05-27"), {"served_on": day("2026-05-27")}),
        ("close", "performing", "closed", day("2026-06-20"), {}),
    ]  # fmt: skip
    for number, (step, before, after, on, values) in enumerate(road, start=2):
        add_step(session, built.case_id, number, step, before, after, on, receipt=receipt, **values)
        if after == until:
            return


def standing(session: Session, case_id: int, day: date) -> dict[str, Any] | None:
    row = (
        session.execute(text("select * from idle_case_standing(:day) where case_id = :id"), {"day": day, "id": case_id})
        .mappings()
        .one_or_none()
    )
    return dict(row) if row else None
