"""Room left by hand: positive only with known inputs, unknown where one lacks, and the day it is asked for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.performance.land_use import BuiltDraft, four_figures, list_room, revise_built
from tests.builders.park import BuiltPark, a_park
from tests.builders.performance import YEAR, figures_of, some_enterprises
from tests.builders.plot import a_plot
from tests.builders.project import CLERK, TODAY


@pytest.fixture
def park(db: Session) -> BuiltPark:
    return a_park(db)


@pytest.fixture
def plot(db: Session, park: BuiltPark) -> int:
    plot_id = a_plot(db, park, box=(100, 100, 200, 300))
    db.execute(text("update plot_snapshot set area_m2 = 60000 where plot_id = :id"), {"id": plot_id})
    return plot_id


def a_limit(db: Session, plot_id: int, far: str | None, since: str = "2020-01-01", coefficient: str | None = "0.6") -> None:  # fmt: skip
    db.execute(
        text(
            "insert into planning_condition (plot_id, far_max, building_coefficient_max, document_no, valid) values (:id, :far, :most, '条件1号', daterange(cast(:since as date), null))"
        ),
        {"id": plot_id, "far": far, "most": coefficient, "since": since},
    )


def built(db: Session, plot_id: int, floor: str, footprint: str | None = None, counted: str | None = None, day: date = date(2024, 1, 1)) -> None:  # fmt: skip
    def number(text_of: str | None) -> Decimal | None:
        return None if text_of is None else Decimal(text_of)

    draft = BuiltDraft(Decimal(floor), number(counted), number(footprint), 1, day, "实测")
    revise_built(db, CLERK, plot_id, draft, TODAY)


def room(db: Session, day: date = TODAY) -> dict:
    return list_room(db, CLERK, day)[0]


@pytest.mark.parametrize(
    ("far", "floor", "state", "left"),
    [
        ("1.0", "59999.99", "little", "0.01"),
        ("1.0", "60000.00", "full", "0"),
        ("1.0", "60000.01", "over", "0"),
        ("1.0", "57000.01", "little", "2999.99"),
        ("1.0", "57000.00", "room", "3000"),
        ("2.0", "0", "room", "120000"),
        (None, "100", "unknown_limit", None),
    ],
)
def test_room_is_the_limit_times_the_area_less_what_stands_there(db: Session, plot: int, far: str | None, floor: str, state: str, left: str | None):  # fmt: skip
    a_limit(db, plot, far)
    built(db, plot, floor)
    found = room(db)
    assert (found["state"], found["room_m2"]) == (state, None if left is None else Decimal(left))


def test_what_is_not_measured_is_unknown_and_not_nought(db: Session, plot: int):
    found = room(db)
    assert (found["state"], found["room_m2"], found["open_land_m2"]) == ("unknown_both", None, None)
    a_limit(db, plot, "1.5")
    found = room(db)
    assert (found["state"], found["allowed_m2"], found["room_m2"]) == ("unknown_built", Decimal(90000), None)
    assert found["far_source"] == "规划条件 条件1号"


def test_the_counted_area_goes_before_the_plain_one_and_open_land_is_told(db: Session, plot: int):
    a_limit(db, plot, "1.0")
    built(db, plot, "20000", footprint="18000", counted="40000")
    found = room(db)
    assert (found["room_m2"], found["open_land_m2"], found["footprint_room_m2"]) == (20000, 42000, 18000)


def test_each_day_has_its_own_answer(db: Session, plot: int):
    a_limit(db, plot, "1.0")
    built(db, plot, "10000", day=date(2024, 1, 1))
    built(db, plot, "30000", day=date(2026, 1, 1))
    assert room(db, date(2023, 12, 31))["state"] == "unknown_built"
    assert room(db, date(2025, 12, 31))["room_m2"] == 50000
    assert room(db)["room_m2"] == 30000


def test_a_site_whose_building_stopped_is_not_built_and_a_factory_that_stopped_is(db: Session, park: BuiltPark):
    site = a_plot(db, park, "P4-010", box=(600, 100, 200, 300), development="stopped")
    assert list_room(db, CLERK, TODAY, plot_id=site) == []
    before = "insert into plot_state (plot_id, land_control, servicing, supply, development, compliance, valid) select :id, 'state_owned', 'seven', 'allocated', 'in_production', 'in_order', daterange('2018-01-01', '2020-01-01')"
    db.execute(text(before), {"id": site})
    assert [row["plot_id"] for row in list_room(db, CLERK, TODAY, plot_id=site)] == [site]


def test_the_four_figures_by_hand(db: Session, park: BuiltPark):
    (one, plot), (two, _) = some_enterprises(db, park, 2)
    figures_of(db, park, one, 1000, plot_id=plot)
    figures_of(db, park, two, 500)
    built(db, plot, "30000", day=date(2024, 1, 1))
    found = four_figures(db, CLERK, YEAR)
    [row] = found["parks"]
    assert round(row["tax_wan_per_mu"], 4) == Decimal("7.5000")  # 1500 万元 over 200 mu
    assert round(row["value_added_wan_per_mu"], 4) == Decimal("37.5000")
    assert row["investment_wan_per_mu"] is None  # nobody told any
    assert (row["built_plots"], row["measured_plots"]) == (2, 1)
    area = db.execute(text("select area_m2 from plot_snapshot where plot_id = :id"), {"id": plot}).scalar_one()
    assert round(row["floor_area_ratio"], 6) == round(Decimal(30000) / area, 6)
    assert round(found["total"]["tax_wan_per_mu"], 9) == round(row["tax_wan_per_mu"], 9)
    assert four_figures(db, CLERK, 2020)["total"]["tax_wan_per_mu"] is None
