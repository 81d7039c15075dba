"""The goal simulator: exact, never worse than greedy, at the limit and one hundredth of a square metre either side."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gisapp.cockpit.rules.goal import Candidate, EffortPart, TooManyCandidates, choose_what_to_close
from gisapp.cockpit.terms import GoalKind, GoalPart, GoalWish
from tests.harness.examples import examples


def item(key: str, area: str | Decimal, days: int, wish: GoalWish = GoalWish.FREE) -> Candidate:
    part = EffortPart(GoalPart.STEP, "剩余步骤", "Steps left", days, "测试")
    return Candidate(key, GoalKind.CASE, Decimal(area), (part,), wish)


FOUR = [item("a", "10000.00", 30), item("b", "6000.00", 20), item("c", "5000.00", 15), item("d", "100.00", 1)]


@pytest.mark.parametrize(
    ("target", "chosen", "days"),
    [
        ("0", set(), 0),
        ("0.01", {"d"}, 1),
        ("100.00", {"d"}, 1),
        ("100.01", {"c"}, 15),
        ("5000.00", {"c"}, 15),
        ("5000.01", {"c", "d"}, 16),
        ("5100.01", {"b"}, 20),
        ("10999.99", {"b", "c"}, 35),
        ("11000.00", {"b", "c"}, 35),
        ("11000.01", {"b", "c", "d"}, 36),
        ("21100.00", {"a", "b", "c", "d"}, 66),
    ],
)
def test_the_least_effort_that_reaches_the_target(target: str, chosen: set[str], days: int):
    answer = choose_what_to_close(FOUR, Decimal(target))
    assert answer.is_reached
    assert set(answer.best.keys) == chosen
    assert answer.best.effort_days == days


def test_what_cannot_be_reached_says_how_much_is_missing():
    answer = choose_what_to_close(FOUR, Decimal("21100.01"))
    assert not answer.is_reached
    assert answer.missing_m2 == Decimal("0.01")
    assert set(answer.best.keys) == {"a", "b", "c", "d"}
    assert [finding.code for finding in answer.findings] == ["goal.out_of_reach"]


def test_greedy_pays_for_the_last_metre_what_the_exact_answer_saves():
    items = [item("small", "100.00", 1), item("large", "10000.00", 110), item("middle", "9000.00", 100)]
    answer = choose_what_to_close(items, Decimal("9000.00"))
    assert answer.best.keys == ("middle",)
    assert answer.greedy.effort_days == 111
    assert answer.best.effort_days == 100


def test_among_equal_efforts_the_larger_area_is_taken():
    answer = choose_what_to_close([item("a", "500", 10), item("b", "700", 10)], Decimal(400))
    assert answer.best.keys == ("b",)


def test_what_is_pinned_is_in_and_what_is_left_out_is_not():
    items = [item("a", "500", 10, GoalWish.EXCLUDED), item("b", "700", 90, GoalWish.PINNED), item("c", "900", 40)]
    answer = choose_what_to_close(items, Decimal(800))
    assert set(answer.best.keys) == {"b", "c"}
    assert set(answer.greedy.keys) == {"b", "c"}


def test_nothing_to_choose_from_misses_all_of_it():
    answer = choose_what_to_close([], Decimal(10))
    assert answer.missing_m2 == 10
    assert answer.best.keys == ()


def test_more_than_one_answer_can_look_at_is_refused():
    with pytest.raises(TooManyCandidates):
        choose_what_to_close([item(f"{n:05}", "1", 99_991 + n) for n in range(400)], Decimal(399))


items_of = st.lists(st.tuples(st.integers(1, 2_000_000), st.integers(1, 400)), min_size=0, max_size=11)


@settings(max_examples=examples(200))
@given(items_of, st.integers(0, 14_000_000))
def test_no_subset_is_better_and_greedy_never_is(given_items: list[tuple[int, int]], target: int):
    items = [item(f"{n:02}", Decimal(area) / 100, days) for n, (area, days) in enumerate(given_items)]
    wanted = Decimal(target) / 100
    answer = choose_what_to_close(items, wanted)
    whole = sum((one.area_m2 for one in items), Decimal(0))
    assert answer.best.area_m2 == sum((one.area_m2 for one in items if one.key in answer.best.keys), Decimal(0))
    assert answer.best.effort_days == sum(one.effort_days for one in items if one.key in answer.best.keys)
    assert answer.best.effort_days <= answer.greedy.effort_days
    if whole < wanted:
        assert answer.missing_m2 == wanted - whole
        return
    assert answer.missing_m2 == 0
    assert answer.best.area_m2 >= wanted
    least = min(
        sum(one.effort_days for one in chosen)
        for size in range(len(items) + 1)
        for chosen in combinations(items, size)
        if sum(one.area_m2 for one in chosen) >= wanted
    )
    assert answer.best.effort_days == least


@settings(max_examples=examples(100))
@given(items_of, st.integers(0, 5_000_000), st.integers(0, 5_000_000))
def test_a_higher_target_never_costs_less(given_items: list[tuple[int, int]], one: int, other: int):
    items = [item(f"{n:02}", Decimal(area) / 100, days) for n, (area, days) in enumerate(given_items)]
    low, high = (choose_what_to_close(items, Decimal(target) / 100) for target in sorted((one, other)))
    assert low.best.effort_days <= high.best.effort_days
    assert low.missing_m2 <= high.missing_m2
