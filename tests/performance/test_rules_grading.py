"""Grades at the edges of their shares, ties, who is not ranked, and that a better rank never has a worse grade."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.performance.rules.figures import YearFigures
from gisapp.performance.rules.grading import Exemption, ScopeLimits, Shares, grade_all, is_in_scope
from gisapp.performance.rules.scoring import Weighted
from gisapp.performance.terms import Criterion, ExemptionKind, Grade, LandKind, ResultStatus, Segment

SHARES = Shares(Fraction("0.25"), Fraction("0.70"), Fraction("0.95"))
LIMITS = ScopeLimits(Decimal(5), Decimal(3000), 4)
TAX_ONLY = {segment: (Weighted(Criterion.TAX_PER_MU, Fraction(100), Fraction(10)),) for segment in Segment}
MU = Decimal(2000) / 3


def firm(party: int, tax_wan: float | None, *, segment: Segment = Segment.ABOVE, mu: Decimal | int = 10, leased_m2: str = "0", started: date | None = date(2015, 1, 1)) -> YearFigures:  # fmt: skip
    land = {LandKind.REGISTERED: MU * mu} if mu else {}
    if leased_m2 != "0":
        land[LandKind.LEASED_IN] = Decimal(leased_m2)
    tax = None if tax_wan is None else Decimal(str(tax_wan)) * 10_000
    return YearFigures(party, 1, 2025, segment, {"tax_yuan": tax}, land, started)


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (1, "B"), (2, "AC"), (3, "ABC"), (4, "ABBC"), (10, "AAABBBBCCC"), (20, "AAAAABBBBBBBBBCCCCCD"),
        (40, "A" * 10 + "B" * 18 + "C" * 10 + "DD"),
    ],
)  # fmt: skip
def test_grades_follow_the_shares_of_the_ranking(of: int, expected: str):
    assert "".join(str(SHARES.grade(rank, of)) for rank in range(1, of + 1)) == expected


@pytest.mark.parametrize("shares", [("0", "0.5", "0.9"), ("0.5", "0.5", "0.9"), ("0.2", "0.7", "1.1")])
def test_shares_must_rise_to_one(shares: tuple[str, str, str]):
    with pytest.raises(ValueError, match="rise"):
        Shares(*(Fraction(one) for one in shares))


def test_equal_scores_share_the_better_rank_and_grade():
    found = grade_all([firm(n, tax) for n, tax in enumerate([50, 40, 40, 10], 1)], TAX_ONLY, SHARES, LIMITS, {})
    assert [(item.rank, str(item.grade), item.is_tied) for item in found] == [
        (1, "A", False), (2, "B", True), (2, "B", True), (4, "C", False),
    ]  # fmt: skip


def test_an_exempt_enterprise_takes_no_rank_and_is_treated_as_b():
    exempt = {(1, 1): Exemption(ExemptionKind.UTILITY, "供热企业")}
    found = grade_all([firm(1, 99), firm(2, 40), firm(3, 20)], TAX_ONLY, SHARES, LIMITS, exempt)
    by_party = {item.score.figures.party_id: item for item in found}
    assert (by_party[1].status, by_party[1].grade, by_party[1].rank) == (ResultStatus.EXEMPT, Grade.B, None)
    assert by_party[1].reason_zh == "公用事业：供热企业"
    assert (by_party[2].rank, by_party[2].ranked_of) == (1, 2)


def test_the_two_segments_are_ranked_apart():
    found = grade_all([firm(1, 1), firm(2, 99, segment=Segment.BELOW)], TAX_ONLY, SHARES, LIMITS, {})
    assert [(item.rank, item.ranked_of) for item in found] == [(1, 1), (1, 1)]


def test_missing_figures_are_named_and_not_ranked():
    found = grade_all([firm(1, None), firm(2, 5)], TAX_ONLY, SHARES, LIMITS, {})
    assert found[-1].status is ResultStatus.UNSCORED
    assert found[-1].reason_zh == "缺税收，补报后再评。"
    assert found[0].ranked_of == 1


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (firm(1, 1, mu=Decimal("0.1")), True),
        (firm(1, 1, segment=Segment.BELOW, mu=Decimal("4.99")), False),
        (firm(1, 1, segment=Segment.BELOW, mu=Decimal("5.01")), True),
        (firm(1, 1, segment=Segment.BELOW, mu=0, leased_m2="2999.99"), False),
        (firm(1, 1, segment=Segment.BELOW, mu=0, leased_m2="3000"), True),
        (firm(1, 1, segment=Segment.BELOW, started=date(2021, 12, 31)), True),
        (firm(1, 1, segment=Segment.BELOW, started=date(2022, 1, 1)), False),
        (firm(1, 1, segment=Segment.BELOW, started=date(2020, 2, 29)), True),
        (firm(1, 1, segment=Segment.BELOW, started=None), None),
        (firm(1, 1, segment=Segment.BELOW, mu=0), None),
    ],
)
def test_who_takes_part(figures: YearFigures, expected: bool | None):
    assert is_in_scope(figures, LIMITS)[0] is expected


@given(st.lists(st.decimals(min_value=0, max_value=500, places=1), min_size=1, max_size=60))
def test_a_better_rank_never_has_a_worse_grade_and_equal_scores_are_equal(taxes: list[Decimal]):
    found = grade_all([firm(n, float(tax)) for n, tax in enumerate(taxes, 1)], TAX_ONLY, SHARES, LIMITS, {})
    assert sorted(item.score.figures.party_id for item in found) == list(range(1, len(taxes) + 1))
    order = [(item.rank or 0, str(item.grade)) for item in found]
    assert order == sorted(order)
    grades: dict[Decimal | None, set[Grade | None]] = {}
    for item in found:
        grades.setdefault(item.score.total, set()).add(item.grade)
    assert all(len(same) == 1 for same in grades.values())


@pytest.mark.parametrize(("area", "expected"), [("3333.33", True), ("3333.32", False), ("3333.34", True)])
def test_five_mu_as_surveyed_are_five_mu(area: str, expected: bool):
    land = {LandKind.REGISTERED: Decimal(area)}
    figures = YearFigures(1, 1, 2025, Segment.BELOW, {"tax_yuan": Decimal(1)}, land, date(2015, 1, 1))
    assert is_in_scope(figures, LIMITS)[0] is expected
