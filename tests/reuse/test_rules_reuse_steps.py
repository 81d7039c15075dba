"""Whether a measure may take its next step: what is missing is named, areas at the limit and one square metre more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.kernel.finding import Severity
from gisapp.performance.terms import DisposalWay
from gisapp.reuse.lifecycle import ROADS, TRANSITIONS, open_steps
from gisapp.reuse.measures import MEASURES, OF_CASE, OF_LOW_EFFICIENCY, road_of
from gisapp.reuse.rules.comparison import SiteFigures, compare
from gisapp.reuse.rules.steps import StepFacts, check_step
from gisapp.reuse.terms import ReuseMeasure, ReuseRoad, ReuseStage

DAY = date(2026, 3, 2)
RELEASE = StepFacts(
    measure=ReuseMeasure.BUY_BACK,
    stage="implementing",
    to_stage=ReuseStage.RELEASED,
    taken_on=DAY,
    last_on=DAY,
    today=DAY,
    area_m2=Decimal(20_000),
    plot_area_m2=Decimal(60_000),
    released_m2=Decimal(20_000),
    has_evidence=True,
    has_reason=True,
    left_count=1,
    came_count=1,
    has_after=True,
    has_before=True,
)


def codes(facts: StepFacts, severity: Severity = Severity.ERROR) -> list[str]:
    return [item.code.removeprefix("reuse.") for item in check_step(facts) if item.severity is severity]


def test_a_release_with_everything_there_is_told_nothing():
    assert list(check_step(RELEASE)) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"taken_on": DAY + timedelta(days=1)}, ["step_in_future"]),
        ({"taken_on": DAY - timedelta(days=1)}, ["step_before_last"]),
        ({"has_evidence": False}, ["step_unproved"]),
        ({"left_count": 0}, ["left_missing"]),
        ({"came_count": 0}, []),
        ({"released_m2": None}, ["area_missing"]),
        ({"released_m2": Decimal("20000.00")}, []),
        ({"released_m2": Decimal("20000.01")}, ["area_beyond_measure"]),
        ({"free_m2": Decimal(40_000)}, []),
        ({"free_m2": Decimal("40000.01")}, ["area_beyond_plot"]),
        ({"holding_contract_no": "合同1号"}, ["contract_in_force"]),
        ({"to_stage": ReuseStage.PREPARED}, ["step_not_allowed"]),
        ({"measure": ReuseMeasure.SECONDARY_MARKET, "came_count": 0}, ["came_missing"]),
        ({"measure": ReuseMeasure.UPGRADE}, ["step_not_allowed"]),
        ({"stage": "planned", "to_stage": ReuseStage.APPROVED}, ["area_out_of_place"]),
    ],
)
def test_what_stops_a_release(change: dict, told: list[str]):
    assert codes(replace(RELEASE, **change)) == told


@pytest.mark.parametrize(
    ("change", "errors", "warnings"),
    [
        ({}, [], []),
        ({"has_after": False}, ["after_missing"], []),
        ({"came_count": 0}, ["came_missing"], []),
        ({"has_before": False}, [], ["before_missing"]),
    ],
)
def test_land_is_reused_when_somebody_came_and_the_figures_are_there(
    change: dict, errors: list[str], warnings: list[str]
):
    facts = replace(RELEASE, stage="resupplied", to_stage=ReuseStage.REUSED, released_m2=None, **change)
    assert (codes(facts), codes(facts, Severity.WARNING)) == (errors, warnings)


@pytest.mark.parametrize(("uses", "told"), [(0, []), (1, ["temporary_use_open"])])
def test_land_with_a_temporary_use_on_it_is_not_prepared(uses: int, told: list[str]):
    facts = replace(RELEASE, stage="released", to_stage=ReuseStage.PREPARED, released_m2=None, open_temporary_uses=uses)
    assert codes(facts) == told


def test_every_measure_has_a_road_a_basis_and_an_end():
    assert set(MEASURES) == set(ReuseMeasure)
    for measure, spec in MEASURES.items():
        assert spec.basis
        assert spec.note_zh
        road = ROADS[road_of(measure)]
        assert (road[0], road[-1]) == (ReuseStage.PLANNED, ReuseStage.REUSED)
    assert set(OF_CASE.values()) <= set(ReuseMeasure)


def test_ends_are_ends_and_released_land_is_not_abandoned():
    for road in ReuseRoad:
        for end in ("reused", "abandoned"):
            assert open_steps(road, end) == ()
        assert all(way.to_state != "abandoned" for way in open_steps(road, "released"))
    reached = {way.to_state for way in TRANSITIONS.values() if way.machine == "reuse"}
    assert reached == set(ReuseStage.values())


# before and after --------------------------------------------------------------------------------------------------------


def figures(**more) -> SiteFigures:
    return SiteFigures(year=2025, area_m2=Decimal(20_000), **more)


def line(name: str, before: SiteFigures | None, after: SiteFigures | None):
    return next(change for change in compare(before, after) if change.name == name)


def test_money_is_compared_per_mu_whatever_the_ground():
    small = SiteFigures(2020, Decimal(10_000), tax_yuan=Decimal(300_000))
    large = SiteFigures(2025, Decimal(20_000), tax_yuan=Decimal(1_200_000))
    tax = line("tax_yuan", small, large)
    assert (tax.per_mu_before, tax.per_mu_after, tax.ratio) == (Fraction(2), Fraction(4), Fraction(1))


def test_what_is_not_known_is_not_zero():
    tax = line("tax_yuan", figures(), figures(tax_yuan=Decimal(1)))
    assert (tax.before, tax.ratio) == (None, None)
    assert line("tax_yuan", None, figures(tax_yuan=Decimal(1))).ratio is None
    assert line("staff", figures(staff=0), figures(staff=5)).ratio is None


def test_floor_area_ratio_is_floor_by_land():
    assert line(
        "far", figures(floor_area_m2=Decimal(16_000)), figures(floor_area_m2=Decimal(30_000))
    ).after == Fraction(3, 2)


@given(st.integers(1, 10**7), st.integers(0, 10**9), st.integers(1, 10**7), st.integers(0, 10**9))
def test_the_ratio_says_by_how_much_a_mu_yields_more(area_a: int, tax_a: int, area_b: int, tax_b: int):
    tax = line(
        "tax_yuan", SiteFigures(2020, Decimal(area_a), tax_yuan=Decimal(tax_a)), SiteFigures(2025, Decimal(area_b), tax_yuan=Decimal(tax_b))
    )  # fmt: skip
    assert (tax.ratio is None) == (tax_a == 0)
    if tax.ratio is not None:
        assert tax.per_mu_before * (1 + tax.ratio) == tax.per_mu_after


def test_every_way_of_low_efficiency_leads_to_a_measure():
    assert set(OF_LOW_EFFICIENCY) == set(DisposalWay)
