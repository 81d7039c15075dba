"""Published plots side by side and a large one, for matching."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.builders.offer import a_condition, a_utility, an_offer, the_industries
from tests.builders.park import a_park
from tests.builders.plot import a_plot


@dataclass(frozen=True)
class Market:
    """P4: three plots of 30 亩 side by side (a, b, c), one of 300 亩 (large), one of 54 亩 without power (dark), one of 60 亩 for medicine (other)."""

    a: int
    b: int
    c: int
    large: int
    dark: int
    other: int


def open_market(session: Session) -> Market:
    the_industries(session)
    park = a_park(session, code="P4")
    on_offer = {"supply": "on_offer", "development": "not_applicable", "compliance": "not_applicable"}
    until = date(2026, 12, 31)

    def plot(
        number: str, box: tuple[int, int, int, int], price: float, industries: tuple[str, ...], power: bool
    ) -> int:
        asked = price * box[2] * box[3]
        made = a_plot(
            session, park, number, box=box, applications_until=until, asked_yuan=asked, asked_for=industries, **on_offer
        )
        an_offer(session, made, industries=industries, price=price, delivery_on="2027-03-01")
        a_condition(session, made)
        a_utility(session, made, "road")
        if power:
            a_utility(session, made, "power")
        return made

    return Market(
        a=plot("P4-101", (100, 100, 100, 200), 150, ("13",), True),
        b=plot("P4-102", (200, 100, 100, 200), 160, ("13",), True),
        c=plot("P4-103", (300, 100, 100, 200), 170, ("13", "14"), True),
        large=plot("P4-104", (100, 400, 500, 400), 140, ("13",), True),
        dark=plot("P4-105", (700, 100, 180, 200), 150, ("14",), False),
        other=plot("P4-106", (700, 400, 200, 200), 150, ("27",), True),
    )


@pytest.fixture
def market(db: Session) -> Market:
    return open_market(db)


def the_numbers(session: Session) -> list[int]:
    return list(session.execute(text("select id from public_pool_site order by place")).scalars())
