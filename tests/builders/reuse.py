"""A measure of reuse that has walked some way down its road, and a temporary use; by the very use cases."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.reuse.commands import StepDraft, take_step
from gisapp.reuse.lifecycle import ROADS
from gisapp.reuse.measure_register import MeasureDraft, Targets, register_measure
from gisapp.reuse.measures import road_of
from gisapp.reuse.site_facts import FiguresDraft, PartyMove, add_figures, add_party
from gisapp.reuse.temporary_uses import UseDraft, arrange_use
from gisapp.reuse.terms import ReuseMeasure
from tests.builders.contract import a_party
from tests.builders.evidence import an_evidence_file
from tests.builders.park import BuiltPark

CLERK = system_principal("经办人")
TODAY = date(2026, 11, 23)
FIRST = date(2025, 1, 6)


def a_measure(
    session: Session,
    park: BuiltPark,
    plot_id: int,
    measure: str = "buy_back",
    *,
    stage: str = "planned",
    area_m2: str | None = None,
    first: date = FIRST,
    step_days: int = 60,
    targets: Targets | None = None,
    released_m2: str = "20000",
) -> int:
    """A measure at a stage of its road, one step every `step_days`; who left, who came and the figures are there before they are needed."""
    measure_id = register_measure(
        session,
        CLERK,
        MeasureDraft(
            plot_id,
            measure,
            "initiative",
            first,
            area_m2=None if area_m2 is None else Decimal(area_m2),
            targets=targets or Targets(),
        ),
        today=TODAY,
    )
    proof = an_evidence_file(session, park)
    names = [str(one) for one in ROADS[road_of(ReuseMeasure(measure))]]
    if stage != "planned":
        the_facts(session, measure_id, proof, first)
    for number, reached in enumerate(names[1 : names.index(stage) + 1], start=1):
        needs_area = reached == "released" or (reached == "reused" and "released" not in names)
        take_step(
            session,
            CLERK,
            measure_id,
            StepDraft(
                reached,
                first + timedelta(days=step_days * number),
                released_m2=Decimal(released_m2) if needs_area else None,
                evidence_ids=(proof,),
            ),
            today=TODAY,
        )
    return measure_id


def the_facts(session: Session, measure_id: int, proof: int, day: date) -> None:
    """Who left and came, and figures of both sides."""
    for direction in ("left", "came"):
        add_party(
            session,
            CLERK,
            measure_id,
            PartyMove(
                direction=direction,
                party_id=a_party(session, f"示例企业{direction}"),
                moved_on=day,
                area_m2=None,
                industry_zh="",
                note="",
                evidence_ids=[proof],
            ),
            today=TODAY,
        )
    for side, tax in (("before", 200_000), ("after", 3_000_000)):
        add_figures(
            session,
            CLERK,
            measure_id,
            FiguresDraft(side, 2025, Decimal(20_000), floor_area_m2=Decimal(24_000), tax_yuan=Decimal(tax)),
            evidence_ids=[proof],
            today=TODAY,
        )


def a_temporary_use(
    session: Session,
    park: BuiltPark,
    plot_id: int,
    *,
    arranged_on: date = date(2026, 1, 5),
    starts_on: date | None = None,
    until_on: date = date(2027, 1, 5),
    area_m2: str | None = None,
    user_name: str = "示例物流公司",
) -> int:
    return arrange_use(
        session,
        CLERK,
        UseDraft(
            plot_id,
            user_name,
            "storage",
            arranged_on,
            starts_on or arranged_on,
            until_on,
            "拆除临时设施，恢复原状",
            area_m2=None if area_m2 is None else Decimal(area_m2),
            evidence_ids=(an_evidence_file(session, park),),
        ),
        today=TODAY,
    )


def stage_of(session: Session, measure_id: int, day: date = TODAY) -> str:
    return session.execute(
        text("select stage from reuse_standing(:day) where measure_id = :id"), {"day": day, "id": measure_id}
    ).scalar_one()
