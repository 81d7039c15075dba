"""Ranking of an on-site review: means of judges, ties that share a rank, empty cells that are no noughts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.projects.rules.review_ranking import rank_projects

ITEMS = {1: Fraction(60), 2: Fraction(40)}
JUDGES = (1, 2)


def sheet(**totals: tuple[str, str]) -> dict[tuple[int, int, int], Fraction]:
    """p7=("80", "70"): judge 1 gave 80 in all, judge 2 70; half of it on each item, as far as the item goes."""
    return {
        (int(name[1:]), judge, item): Fraction(total) / 2
        for name, given in totals.items()
        for judge, total in zip(JUDGES, given, strict=True)
        for item in ITEMS
    }


def test_the_mean_of_the_judges_decides_and_equals_share_a_rank():
    found = rank_projects(
        [1, 2, 3, 4], JUDGES, ITEMS, sheet(p1=("60", "60"), p2=("70", "70"), p3=("50", "70"), p4=("40", "40"))
    )
    assert [(item.project_id, item.total, item.rank, item.is_tied) for item in found] == [
        (2, 70, 1, False),
        (1, 60, 2, True),
        (3, 60, 2, True),
        (4, 40, 4, False),
    ]


def test_a_missing_score_is_no_nought():
    scores = sheet(p1=("60", "60"), p2=("70", "70"))
    del scores[2, 2, 2]
    found = rank_projects([1, 2], JUDGES, ITEMS, scores)
    assert [(item.project_id, item.rank, item.missing) for item in found] == [(1, 1, 0), (2, None, 1)]


def test_a_nought_is_a_score():
    found = rank_projects([1, 2], JUDGES, ITEMS, sheet(p1=("0", "0"), p2=("2", "2")))
    assert [(item.project_id, item.rank) for item in found] == [(2, 1), (1, 2)]


def test_thirds_are_exact():
    items = {1: Fraction(10)}
    scores = {
        (project, judge, 1): Fraction(score)
        for project, given in {1: (1, 1, 2), 2: (2, 1, 1)}.items()
        for judge, score in enumerate(given)
    }
    found = rank_projects([1, 2], (0, 1, 2), items, scores)
    assert [(item.rank, item.is_tied, item.total) for item in found] == [(1, True, Fraction(4, 3))] * 2


@pytest.mark.parametrize("score", ["-0.1", "60.1"])
def test_a_score_out_of_range_is_refused(score: str):
    with pytest.raises(ValueError, match="out of range"):
        rank_projects([1], (1,), ITEMS, {(1, 1, 1): Fraction(score)})


SCORES = st.dictionaries(
    st.tuples(st.integers(1, 5), st.sampled_from(JUDGES), st.sampled_from((1, 2))), st.integers(0, 4).map(Fraction)
)


@given(SCORES)
def test_ranks_follow_the_totals(scores: dict[tuple[int, int, int], Fraction]):
    found = rank_projects([1, 2, 3, 4, 5], JUDGES, ITEMS, scores)
    assert {item.project_id for item in found} == {1, 2, 3, 4, 5}
    ranked = [item for item in found if item.rank is not None]
    for item in ranked:
        better = [other for other in ranked if other.total > item.total]
        assert item.rank == len(better) + 1
        assert item.is_tied == any(other.total == item.total for other in ranked if other is not item)
    assert all((item.total is None) == (item.missing > 0) for item in found)


@given(SCORES, st.integers(1, 5))
def test_a_higher_score_never_lowers_a_rank(scores: dict[tuple[int, int, int], Fraction], project: int):
    before = {item.project_id: item.rank for item in rank_projects([1, 2, 3, 4, 5], JUDGES, ITEMS, scores)}
    key = (project, 1, 1)
    if before[project] is None or key not in scores:
        return
    after = {
        item.project_id: item.rank
        for item in rank_projects([1, 2, 3, 4, 5], JUDGES, ITEMS, {**scores, key: scores[key] + 1})
    }
    assert after[project] <= before[project]
