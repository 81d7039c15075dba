"""A park with three published sites, and plots that the public must never hear of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.builders.offer import a_condition, a_utility, an_offer, the_industries
from tests.builders.park import a_park
from tests.builders.plot import a_plot

APPLY_UNTIL = date(2026, 12, 4)


@dataclass(frozen=True)
class Sites:
    """60 亩 for food, on offer as planned; 24 亩 for medicine, announced; 120 亩 for metal, planned without
    price or date and on offer at 40,000,000 yuan."""

    food: int
    medicine: int
    metal: int
    sold: int
    prepared: int


def publish_three_sites(session: Session) -> Sites:
    the_industries(session)
    p4, p6 = a_park(session, code="P4"), a_park(session, code="P6", east=3000)
    food = a_plot(
        session,
        p4,
        "P4-001",
        box=(100, 100, 200, 200),
        supply="on_offer",
        applications_until=APPLY_UNTIL,
        asked_yuan=6_000_000,
        asked_for=("13", "14"),
        development="not_applicable",
        compliance="not_applicable",
    )
    medicine = a_plot(
        session,
        p6,
        "P6-001",
        box=(3100, 100, 100, 160),
        supply="announced",
        development="not_applicable",
        compliance="not_applicable",
    )
    metal = a_plot(
        session,
        p4,
        "P4-002",
        box=(400, 100, 400, 200),
        supply="on_offer",
        applications_until=APPLY_UNTIL,
        asked_yuan=40_000_000,
        asked_for=("33",),
        development="not_applicable",
        compliance="not_applicable",
    )
    sold = a_plot(session, p4, "P4-SECRET-SOLD", box=(900, 100, 200, 200), compliance="late")
    prepared = a_plot(
        session,
        p4,
        "P4-SECRET-NEXT",
        box=(1200, 100, 200, 200),
        supply="prepared",
        development="not_applicable",
        compliance="not_applicable",
    )
    an_offer(session, food, industries=("13", "14"), price=150, delivery_on="2026-06-01")
    an_offer(session, medicine, industries=("27",), price=300, delivery_on="2027-09-01")
    an_offer(session, metal, industries=("33",), price=None, delivery_on=None)
    an_offer(session, prepared, contact_zh="尚未公开的联系人")
    for plot in (food, medicine, sold):
        a_condition(session, plot)
    for utility, status in (("road", "connected"), ("power", "at_boundary"), ("gas", "none")):
        a_utility(session, food, utility, status)
    a_utility(session, medicine, "road")
    session.execute(
        text(
            "insert into road (zone_id, grade, name_zh, width_m, geom, source, valid) values (:zone, 'main', '纬三路', 40,"
            " ST_Multi(ST_Transform(ST_GeomFromText('LINESTRING(560000 3719060, 562000 3719060)', 4547), 4490)), '测试', '[2010-01-01,)')"
        ),
        {"zone": p4.zone_id},
    )
    return Sites(food, medicine, metal, sold, prepared)


@pytest.fixture
def sites(db: Session) -> Sites:
    return publish_three_sites(db)
