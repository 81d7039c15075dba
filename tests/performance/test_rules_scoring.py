"""Scores by hand, what stands in for what is missing, and that no worse figure ever scores better."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.performance.rules.figures import YearFigures, land_used
from gisapp.performance.rules.scoring import PointNote, Score, Weighted, averages, measure, score_all
from gisapp.performance.terms import Criterion, LandKind, Segment

MU_100 = {LandKind.REGISTERED: Decimal("66666.67")}
HUANGYAN = {
    Segment.ABOVE: (
        Weighted(Criterion.TAX_PER_MU, Fraction(30), Fraction("24.097")),
        Weighted(Criterion.VALUE_ADDED_PER_MU, Fraction(20), Fraction("136.16")),
        Weighted(Criterion.VALUE_ADDED_PER_ENERGY, Fraction(20), Fraction("2.694")),
        Weighted(Criterion.VALUE_ADDED_PER_EMISSION, Fraction(10), Fraction("4929.81")),
        Weighted(Criterion.LABOUR_PRODUCTIVITY, Fraction(10), Fraction("18.14")),
        Weighted(Criterion.RD_SHARE, Fraction(10), Fraction("0.0302")),
    ),
    Segment.BELOW: (
        Weighted(Criterion.TAX_PER_MU, Fraction(50), Fraction("11.5932")),
        Weighted(Criterion.TAX_PER_ELECTRICITY, Fraction(50), Fraction("0.2352")),
    ),
}
CAPPED = {segment: tuple(replace(item, cap=Fraction(3, 2)) for item in items) for segment, items in HUANGYAN.items()}


def firm(party: int = 1, segment: Segment = Segment.ABOVE, land: dict[LandKind, Decimal] | None = None, **amounts: str | None) -> YearFigures:  # fmt: skip
    """An enterprise that stands exactly at the reference values, apart from what is given; 1 mu = 2000/3 m2."""
    usual = {
        "tax_yuan": "240970", "value_added_yuan": "1361600", "energy_tce": "50.5419450631031923", "emission_t": "0.0276197256",
        "staff": "7", "rd_yuan": "30200", "revenue_yuan": "1000000", "electricity_kwh": "1024532.31",
    }  # fmt: skip
    told = {name: None if value is None else Decimal(value) for name, value in {**usual, **amounts}.items()}
    return YearFigures(
        party, 1, 2025, segment, told, {LandKind.REGISTERED: Decimal(2000) / 3} if land is None else land
    )


def points(score: Score) -> dict[Criterion, Fraction | None]:
    return {item.criterion: item.points for item in score.contributions}


def test_an_enterprise_at_the_reference_values_scores_its_weights():
    found = points(score_all([firm()], HUANGYAN)[0])
    shown = {criterion: round(float(value or 0), 2) for criterion, value in found.items()}
    assert shown == {
        Criterion.TAX_PER_MU: 30.0, Criterion.VALUE_ADDED_PER_MU: 20.0, Criterion.VALUE_ADDED_PER_ENERGY: 20.0,
        Criterion.VALUE_ADDED_PER_EMISSION: 10.0, Criterion.LABOUR_PRODUCTIVITY: 10.72, Criterion.RD_SHARE: 10.0,
    }  # fmt: skip


def test_below_size_has_its_own_formula():
    [score] = score_all([firm(segment=Segment.BELOW, tax_yuan="115932", electricity_kwh="492908.16")], HUANGYAN)
    assert score.total == Decimal("100.0000")


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ({}, None),
        ({LandKind.REGISTERED: "100"}, 100),
        ({LandKind.REGISTERED: "100", LandKind.LEASED_IN: "30"}, 130),
        ({LandKind.REGISTERED: "100", LandKind.LEASED_OUT: "40"}, 60),
        ({LandKind.REGISTERED: "100", LandKind.LEASED_IN: "30", LandKind.LEASED_OUT: "40", LandKind.UNREGISTERED: "5"}, 95),
        ({LandKind.LEASED_OUT: "40"}, 0),
    ],
)  # fmt: skip
def test_land_used_is_registered_and_leased_in_less_leased_out_and_what_is_used_unregistered(kinds, expected):
    assert land_used({kind: Decimal(area) for kind, area in kinds.items()}) == expected


def test_emissions_that_are_not_told_take_the_mean_of_those_above_size():
    scores = score_all([firm(1), firm(2, emission_t="0.0552394512"), firm(3, emission_t=None)], HUANGYAN)
    one, two, three = (points(score)[Criterion.VALUE_ADDED_PER_EMISSION] for score in scores)
    assert one is not None
    assert two is not None
    assert three == (one + two) / 2
    assert scores[2].contributions[3].note is PointNote.MEAN


def test_nobody_told_emissions_and_nobody_has_a_score():
    [score] = score_all([firm(emission_t=None)], HUANGYAN)
    assert (score.total, score.missing) == (None, ("emission_t",))


@pytest.mark.parametrize("name", ["tax_yuan", "value_added_yuan", "energy_tce", "staff", "rd_yuan", "revenue_yuan"])
def test_another_missing_figure_is_not_nought(name: str):
    score, _ = score_all([firm(1, **{name: None}), firm(2)], HUANGYAN)
    assert score.total is None
    assert name in score.missing


def test_land_that_is_not_told_leaves_no_score():
    score, _ = score_all([firm(1, land={}), firm(2)], HUANGYAN)
    assert score.missing == ("land_m2",)


def test_a_loss_counts_as_nought_and_not_below():
    [score] = score_all([firm(value_added_yuan="-5000000")], CAPPED)
    assert points(score)[Criterion.VALUE_ADDED_PER_MU] == 0
    assert points(score)[Criterion.VALUE_ADDED_PER_EMISSION] == 0


@pytest.mark.parametrize(("times", "expected"), [("1.4999", None), ("1.5", None), ("1.5001", PointNote.CAPPED)])
def test_a_cap_cuts_what_is_above_it(times: str, expected: PointNote | None):
    [score] = score_all([firm(tax_yuan=str(Decimal(240970) * Decimal(times)))], CAPPED)
    assert score.contributions[0].note is expected
    assert (score.contributions[0].points or 0) <= 45


def test_nothing_emitted_is_the_best_where_there_is_a_cap_and_the_mean_where_there_is_none():
    capped, _ = score_all([firm(1, emission_t="0"), firm(2)], CAPPED)
    assert points(capped)[Criterion.VALUE_ADDED_PER_EMISSION] == 15
    free, other = score_all([firm(1, emission_t="0"), firm(2)], HUANGYAN)
    assert points(free)[Criterion.VALUE_ADDED_PER_EMISSION] == points(other)[Criterion.VALUE_ADDED_PER_EMISSION]


def test_a_measured_value_has_its_unit():
    value, missing = measure(Criterion.TAX_PER_MU, firm(land=MU_100, tax_yuan="10000000"))
    assert missing == ()
    assert value is not None
    assert round(float(value), 4) == 10.0


def test_averages_are_of_the_sums_and_of_those_who_told_both():
    found = averages([firm(1), firm(2, tax_yuan="481940", staff=None)], Segment.ABOVE)
    assert round(float(found[Criterion.TAX_PER_MU]), 3) == 36.145
    assert round(float(found[Criterion.LABOUR_PRODUCTIVITY]), 2) == 19.45
    assert averages([firm(1)], Segment.BELOW) == {}


amounts = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
maybe = st.none() | amounts
BETTER_WHEN_MORE = ("tax_yuan", "value_added_yuan", "rd_yuan")
BETTER_WHEN_LESS = ("energy_tce", "emission_t", "staff", "electricity_kwh")


@st.composite
def firms(draw: st.DrawFn, party: int = 1) -> YearFigures:
    told = {name: draw(maybe) for name in (*BETTER_WHEN_MORE, *BETTER_WHEN_LESS, "revenue_yuan")}
    if draw(st.booleans()):
        told["value_added_yuan"] = draw(st.decimals(min_value=-(10**8), max_value=10**9, places=2))
    land = {LandKind.REGISTERED: draw(st.decimals(min_value=1, max_value=10**6, places=2))}
    return YearFigures(party, 1, 2025, draw(st.sampled_from(Segment)), told, land)


@given(firms(), firms(2), st.sampled_from([*BETTER_WHEN_MORE, *BETTER_WHEN_LESS, "land"]), amounts)
def test_a_score_never_improves_when_a_figure_gets_worse(one: YearFigures, other: YearFigures, name: str, by: Decimal):
    if name == "land":
        worse = replace(one, land={LandKind.REGISTERED: one.land[LandKind.REGISTERED] + by})
    else:
        now = one.amounts[name]
        if now is None:
            return
        worse = replace(one, amounts={**one.amounts, name: now - by if name in BETTER_WHEN_MORE else now + by})
    before, after = score_all([one, other], CAPPED)[0], score_all([worse, other], CAPPED)[0]
    if before.total is not None and after.total is not None:
        assert after.total <= before.total


@given(st.lists(firms(), min_size=1, max_size=4))
def test_no_capped_score_is_below_nought_or_above_its_caps(found: list[YearFigures]):
    for score in score_all(found, CAPPED):
        if score.total is not None:
            assert 0 <= score.total <= 150


@given(firms())
def test_figures_come_back_as_they_were_kept(one: YearFigures):
    again = YearFigures.parse(one.as_dict())
    assert again.as_dict() == one.as_dict()
    assert again.land_m2 == one.land_m2
