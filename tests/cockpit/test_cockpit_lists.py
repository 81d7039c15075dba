"""On the demo zone: every figure equals its list to the square metre, its parks add up, and the ledger it links to has the same rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import Principal, account_principal
from gisapp.cockpit.cockpit import explain_figure, read_cockpit, read_figure_list
from gisapp.cockpit.figures import all_figures
from gisapp.cockpit.queries import LISTS
from gisapp.commitments.commitments import CommitmentFilter, count_commitments
from gisapp.inbox.inbox import InboxFilter, read_inbox
from gisapp.kernel.errors import Invalid, NotFound
from gisapp.land.plots import PlotFilter, list_plots
from gisapp.performance.land_use import four_figures
from gisapp.projects.projects import ProjectFilter, list_projects

TODAY = date(2026, 11, 23)
EARLIER = date(2025, 6, 30)
LEADER = account_principal(1, "领导", Role.LEADER, None)


def of_one_park(session: Session, code: str) -> Principal:
    from sqlalchemy import text

    park_id = session.execute(text("select id from park where code = :code"), {"code": code}).scalar_one()
    return account_principal(2, "园区领导", Role.LEADER, (park_id,))


@pytest.fixture(params=[TODAY, EARLIER], ids=str)
def day(request: pytest.FixtureRequest) -> date:
    return request.param


def test_every_figure_is_its_list_and_its_parks_add_up(demo_db: Session, day: date):
    found = read_cockpit(demo_db, LEADER, day)
    assert [figure["id"] for figure in found["figures"]] == list(all_figures())
    for figure in found["figures"]:
        listed = read_figure_list(demo_db, LEADER, day, figure["id"], ())
        definition = all_figures()[figure["id"]]
        of = figure["numerator"] if definition.is_ratio else figure["value"]
        assert listed["total"] == of, figure["id"]
        assert listed["count"] == figure["count"], figure["id"]
        counted = all_figures()[listed["counts"]]
        by_hand = sum(
            (Decimal(row[counted.measure] or 0) if counted.measure else Decimal(1) for row in listed["items"]),
            Decimal(0),
        )
        assert by_hand == of, figure["id"]
        assert len({row["key"] for row in listed["items"]}) == len(listed["items"]), figure["id"]
        placed = [row for row in listed["items"] if row["park_code"] is not None]
        assert sum(park["count"] for park in figure["by_park"]) == len(placed), figure["id"]


def test_the_supply_figures_are_the_ledgers_totals(demo_db: Session, day: date):
    values = {figure["id"]: figure for figure in read_cockpit(demo_db, LEADER, day)["figures"]}
    for name in ("supply.prepared", "supply.on_offer", "supply.allocated"):
        asked = values[name]["link"]["query"]["supply"].split(",")
        ledger = list_plots(demo_db, LEADER, day, PlotFilter(supplies=asked))
        assert values[name]["value"] == (ledger["total_area_m2"] or 0), name
        assert values[name]["count"] == ledger["total"], name
        for park in values[name]["by_park"]:
            part = list_plots(demo_db, LEADER, day, PlotFilter(parks=[park["park_code"]], supplies=asked))
            assert park["value"] == (part["total_area_m2"] or 0), (name, park["park_code"])


def test_the_promises_are_the_ledgers_tally(demo_db: Session, day: date):
    tally = count_commitments(demo_db, LEADER, day, CommitmentFilter(obligors=["holder"]))
    values = {figure["id"]: figure for figure in read_cockpit(demo_db, LEADER, day)["figures"]}
    assert values["promise.kept"]["value"] == tally.kept
    assert values["promise.judged"]["value"] == tally.kept + tally.late + tally.broken
    rate = values["promise.kept_rate"]["value"]
    assert rate is None if tally.kept_rate is None else abs(float(rate) - float(tally.kept_rate)) < 1e-12


def test_lights_stages_and_duties_are_those_of_their_desks(demo_db: Session):
    found = read_cockpit(demo_db, LEADER, TODAY)
    values = {figure["id"]: figure["value"] for figure in found["figures"]}
    projects = list_projects(demo_db, LEADER, TODAY, ProjectFilter())
    for light in ("red", "yellow", "green"):
        assert values[f"project.{light}"] == projects["by_light"].get(light, 0)
    assert {stage["stage"]: stage["count"] for stage in found["pipeline"]} == {
        stage["stage"]: projects["by_stage"].get(stage["stage"], 0) for stage in found["pipeline"]
    }
    inbox = read_inbox(demo_db, LEADER, TODAY, InboxFilter())
    assert values["duty.red"] == inbox["buckets"]["overdue"]
    assert values["duty.amber"] == inbox["buckets"]["today"] + inbox["buckets"]["week"]
    assert values["duty.green"] == inbox["buckets"]["month"]
    assert values["duty.escalated"] == inbox["escalated"]


def test_a_leader_of_one_park_sees_that_park_only(demo_db: Session):
    one = of_one_park(demo_db, "P4")
    found = read_cockpit(demo_db, one, TODAY)
    whole = {figure["id"]: figure for figure in read_cockpit(demo_db, LEADER, TODAY)["figures"]}
    assert [park["code"] for park in found["parks"]] == ["P4"]
    for figure in found["figures"]:
        of_park = next(park for park in whole[figure["id"]]["by_park"] if park["park_code"] == "P4")
        assert figure["value"] == of_park["value"], figure["id"]
    with pytest.raises(Invalid):
        read_cockpit(demo_db, one, TODAY, ("P1",))


def test_asking_for_parks_is_the_sum_of_these_parks(demo_db: Session):
    whole = {figure["id"]: figure for figure in read_cockpit(demo_db, LEADER, TODAY)["figures"]}
    some = {figure["id"]: figure for figure in read_cockpit(demo_db, LEADER, TODAY, ("P2", "P5"))["figures"]}
    for name, figure in some.items():
        if not all_figures()[name].is_ratio:
            parks = [park["value"] for park in whole[name]["by_park"] if park["park_code"] in ("P2", "P5")]
            assert figure["value"] == sum(parks), name


def test_bands_of_age_are_the_idle_land(demo_db: Session):
    found = read_cockpit(demo_db, LEADER, TODAY)
    idle = next(figure for figure in found["figures"] if figure["id"] == "idle.determined")
    for by in ("idle_age", "case_age"):
        bars = [bar for bar in found["ageing"] if bar["by"] == by]
        assert sum(bar["area_m2"] for bar in bars) == idle["value"]
        for bar in bars:
            listed = read_figure_list(demo_db, LEADER, TODAY, "idle.determined", (), f"{by}:{bar['band']}")
            assert (listed["count"], listed["total"]) == (bar["count"], bar["area_m2"])


@pytest.mark.parametrize("figure", list(all_figures()))
def test_every_figure_says_why(demo_db: Session, figure: str):
    why = explain_figure(demo_db, LEADER, TODAY, figure, ())
    for part in ("definition_zh", "definition_en", "formula_zh", "source_zh", "basis", "arithmetic_zh"):
        assert why[part], part
    for part in ("definition_en", "formula_en", "source_en", "basis_en", "arithmetic_en"):
        assert why[part], part
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in why[part]), why[part]
    definition = all_figures()[figure]
    assert [one["id"] for one in why["inputs"]] == [
        one for one in (definition.numerator, definition.denominator) if one
    ]
    assert [entry["code"] for entry in why["entries"]] == list(definition.codes)
    if why["value"] is not None and definition.is_ratio:
        mu_of_wan = 15 if why["unit"] == "per_mu" else 1
        assert why["value"] == why["inputs"][0]["value"] / (why["inputs"][1]["value"] * mu_of_wan)


def test_what_does_not_exist_is_said_so(demo_db: Session):
    with pytest.raises(NotFound):
        read_figure_list(demo_db, LEADER, TODAY, "idle.unknown", ())
    with pytest.raises(Invalid):
        read_figure_list(demo_db, LEADER, TODAY, "idle.determined", (), "idle_age:forever")


def test_every_list_is_used_and_every_figure_has_one():
    used = {one.list for one in all_figures().values() if not one.is_ratio}
    assert used <= set(LISTS)
    assert set(LISTS) <= used


def test_the_four_figures_are_those_of_the_performance_desk(demo_db: Session, day: date):
    told = four_figures(demo_db, LEADER, day.year - 1)
    figures = {figure["id"]: figure for figure in read_cockpit(demo_db, LEADER, day)["figures"]}
    names = {
        "performance.tax_per_mu": "tax_wan_per_mu",
        "performance.value_added_per_mu": "value_added_wan_per_mu",
        "performance.investment_per_mu": "investment_wan_per_mu",
        "performance.floor_area_ratio": "floor_area_ratio",
    }
    for figure, name in names.items():
        assert figures[figure]["value"] == pytest.approx(told["total"][name]), figure
        for park in told["parks"]:
            mine = next(one for one in figures[figure]["by_park"] if one["park_code"] == park["park_code"])
            assert mine["value"] == pytest.approx(park[name]), (figure, park["park_code"])
