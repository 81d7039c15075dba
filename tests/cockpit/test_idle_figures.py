"""Idle land on cases made by hand: what counts as idle, its age, its flow month by month, and what to close first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import account_principal
from gisapp.cockpit.cockpit import idle_flow, read_cockpit, read_figure_list
from gisapp.cockpit.goal_choices import GoalQuestion, simulate_goal
from gisapp.cockpit.rules.ageing import age_band
from gisapp.cockpit.terms import AgeBand
from gisapp.idle_cases.queries import CaseFilter, list_cases
from tests.builders.encumbrance import an_encumbrance
from tests.builders.evidence import an_evidence_file
from tests.builders.idle_case import BuiltCase, a_case, walk
from tests.builders.park import BuiltPark, a_park
from tests.builders.plot import a_plot

TODAY = date(2026, 11, 23)
LEADER = account_principal(1, "领导", Role.LEADER, None)


@pytest.mark.parametrize(
    ("since", "as_of", "band"),
    [
        (date(2026, 8, 25), TODAY, AgeBand.D90),
        (date(2026, 8, 24), TODAY, AgeBand.D180),
        (date(2026, 5, 27), TODAY, AgeBand.D180),
        (date(2026, 5, 26), TODAY, AgeBand.Y1),
        (date(2025, 11, 23), TODAY, AgeBand.Y1),
        (date(2025, 11, 22), TODAY, AgeBand.Y2),
        (date(2024, 11, 23), TODAY, AgeBand.Y2),
        (date(2024, 11, 22), TODAY, AgeBand.MORE),
        (date(2024, 2, 29), date(2025, 2, 28), AgeBand.Y1),
        (date(2024, 2, 29), date(2025, 3, 1), AgeBand.Y2),
        (TODAY, TODAY, AgeBand.D90),
        (None, TODAY, AgeBand.UNKNOWN),
        (date(2026, 11, 24), TODAY, AgeBand.UNKNOWN),
    ],
)
def test_a_band_holds_its_last_day(since: date | None, as_of: date, band: AgeBand):
    assert age_band(since, as_of) is band


@pytest.fixture
def park(db: Session) -> BuiltPark:
    return a_park(db)


def values(db: Session, day: date = TODAY) -> dict[str, Decimal]:
    return {figure["id"]: figure["value"] for figure in read_cockpit(db, LEADER, day)["figures"]}


@pytest.fixture
def cases(db: Session, park: BuiltPark) -> dict[str, BuiltCase]:
    """Four cases of 20,000 ㎡: a clue, one found idle, one closed by a fee on 20 June, one found idle on mortgaged land."""
    receipt = an_evidence_file(db, park)
    roads = {"clue": None, "idle": "determined", "closed": "closed", "mortgaged": "planning"}
    built: dict[str, BuiltCase] = {}
    for number, (name, until) in enumerate(roads.items()):
        plot_id = a_plot(
            db,
            park,
            f"P4-00{number}",
            box=(100 + 210 * number, 100, 200, 300),
            supply="allocated",
            development="not_started",
        )
        built[name] = a_case(db, park, plot_id, case_no=f"XZ2026-000{number}", since=date(2025, 9, 1 + number))
        if until is not None:
            walk(db, built[name], until, receipt=receipt)
    an_encumbrance(db, built["mortgaged"].plot_id)
    return built


def test_only_what_is_found_idle_and_open_is_idle_land(db: Session, cases: dict[str, BuiltCase]):
    found = values(db)
    assert found["idle.determined"] == 40_000
    assert found["idle.open_cases"] == 3
    assert found["idle.closed_this_year"] == 20_000
    assert found["idle.rate"] == Decimal(40_000) / found["supply.allocated"]
    day_before, day_of = date(2026, 4, 19), date(2026, 4, 20)
    assert values(db, day_before)["idle.determined"] == 0
    assert values(db, day_of)["idle.determined"] == 60_000
    assert values(db, date(2026, 6, 20))["idle.determined"] == 40_000


def test_the_desk_of_cases_lists_the_same_rows(db: Session, cases: dict[str, BuiltCase]):
    figures = {figure["id"]: figure for figure in read_cockpit(db, LEADER, TODAY)["figures"]}
    asked = figures["idle.determined"]["link"]
    assert asked["desk"] == "idle"
    ledger = list_cases(db, LEADER, TODAY, CaseFilter(states=tuple(asked["query"]["case_state"].split(","))))
    listed = read_figure_list(db, LEADER, TODAY, "idle.determined", ())
    assert ledger["idle_area_m2"] == listed["total"] == figures["idle.determined"]["value"]
    assert {row["case_no"] for row in ledger["items"]} == {row["reference"] for row in listed["items"]}
    still_open = list_cases(db, LEADER, TODAY, CaseFilter(is_open=True))
    assert still_open["total"] == figures["idle.open_cases"]["value"]


def test_the_flow_closes_on_the_figure_and_each_month_opens_as_the_last_closed(
    db: Session, cases: dict[str, BuiltCase]
):
    months = idle_flow(db, LEADER, TODAY, (), 12)
    assert months[0]["until"] == TODAY
    assert months[0]["closing_m2"] == values(db)["idle.determined"]
    for later, earlier in pairwise(months):
        assert later["opening_m2"] == earlier["closing_m2"]
    for month in months:
        moved = (
            month["opening_m2"]
            + month["found_m2"]
            - month["extended_m2"]
            - month["reused_m2"]
            - month["recovered_m2"]
            - month["annulled_m2"]
        )
        assert moved == month["closing_m2"]
        assert month["closing_m2"] == values(db, month["until"])["idle.determined"]
    april = next(month for month in months if month["month"] == date(2026, 4, 1))
    june = next(month for month in months if month["month"] == date(2026, 6, 1))
    assert april["found_m2"] == 60_000
    assert june["reused_m2"] == 20_000


def goal(db: Session, target: int, **more):
    return simulate_goal(db, LEADER, TODAY, GoalQuestion(Decimal(target), **more))


def test_a_case_further_on_is_closed_first_unless_a_mortgage_makes_it_dearer(db: Session, cases: dict[str, BuiltCase]):
    keys = {name: f"case-{built.case_id}" for name, built in cases.items()}
    found = goal(db, 20_000)
    days = {one["key"]: one["effort_days"] for one in found["candidates"]}
    assert set(days) == {keys["clue"], keys["idle"], keys["mortgaged"]}
    assert days[keys["idle"]] < days[keys["clue"]]
    parts = {
        part["label_zh"] for one in found["candidates"] if one["key"] == keys["mortgaged"] for part in one["parts"]
    }
    assert "已抵押" in parts
    assert found["best"]["keys"] == [min(days, key=lambda key: (days[key], key))]
    assert goal(db, 60_001)["missing_m2"] == 1
    assert goal(db, 20_000, excluded=frozenset(found["best"]["keys"]))["best"]["keys"] != found["best"]["keys"]
    pinned = goal(db, 20_000, pinned=frozenset({keys["clue"]}))
    assert pinned["best"]["keys"] == [keys["clue"]]


def test_an_area_is_offered_once(db: Session, cases: dict[str, BuiltCase]):
    found = goal(db, 1, kinds=("case", "finding", "patch"))
    plots = [one["plot_id"] for one in found["candidates"]]
    assert len(set(plots)) == len(plots)
