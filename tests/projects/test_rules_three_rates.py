"""The three rates: at the agreed day and a day either side; each rate is exactly the list behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.projects.rules.three_rates import Milestones, classify, three_rates
from gisapp.projects.terms import RateClass, RateKind

AGREED = date(2026, 6, 30)
ONE = timedelta(days=1)
SIGNED = Milestones(1, signed_on=date(2026, 1, 5), agreed_start_on=AGREED)


@pytest.mark.parametrize(
    ("as_of", "done_on", "group"),
    [
        (AGREED - ONE, None, RateClass.NOT_DUE),
        (AGREED, None, RateClass.MISSED),
        (AGREED + ONE, None, RateClass.MISSED),
        (AGREED - ONE, AGREED - ONE, RateClass.EARLY),
        (AGREED, AGREED - ONE, RateClass.KEPT),
        (AGREED, AGREED, RateClass.KEPT),
        (AGREED, AGREED + ONE, RateClass.MISSED),
        (AGREED + ONE, AGREED + ONE, RateClass.KEPT),
    ],
)
def test_performance(as_of: date, done_on: date | None, group: RateClass):
    assert classify(RateKind.PERFORMANCE, replace(SIGNED, landed_on=done_on), as_of) is group
    assert classify(RateKind.PERFORMANCE, replace(SIGNED, started_on=done_on), as_of) is group


def test_who_has_not_signed_started_or_produced_is_in_no_rate():
    nobody = Milestones(1, agreed_start_on=AGREED, agreed_production_on=AGREED, agreed_attainment_on=AGREED)
    assert [classify(kind, nobody, AGREED) for kind in RateKind] == [None, None, None]
    assert classify(RateKind.PERFORMANCE, replace(nobody, signed_on=AGREED + ONE), AGREED) is None


def test_a_project_without_an_agreed_day_is_listed_apart():
    assert classify(RateKind.PERFORMANCE, replace(SIGNED, agreed_start_on=None), AGREED) is RateClass.UNDATED


def test_a_rate_of_nothing_due_is_no_rate():
    rates = three_rates([replace(SIGNED, agreed_start_on=AGREED + ONE)], AGREED)
    assert rates[RateKind.PERFORMANCE].value is None
    assert rates[RateKind.PERFORMANCE].count(RateClass.NOT_DUE) == 1


def test_two_of_three():
    projects = [
        replace(SIGNED, project_id=1, landed_on=AGREED),
        replace(SIGNED, project_id=2, started_on=AGREED),
        replace(SIGNED, project_id=3),
        replace(SIGNED, project_id=4, agreed_start_on=AGREED + ONE),
    ]
    rate = three_rates(projects, AGREED)[RateKind.PERFORMANCE]
    assert (rate.value, rate.due) == (Fraction(2, 3), 3)
    assert rate.projects[RateClass.MISSED] == (3,)


SOME = st.none() | st.integers(-400, 400).map(lambda step: AGREED + timedelta(days=step))
PROJECTS = st.lists(
    st.builds(
        Milestones, project_id=st.just(0), signed_on=SOME, landed_on=SOME, started_on=SOME, produced_on=SOME, attained_on=SOME,
        agreed_start_on=SOME, agreed_production_on=SOME, agreed_attainment_on=SOME,
    ),
    max_size=12,
).map(lambda found: [replace(item, project_id=number) for number, item in enumerate(found)])  # fmt: skip


@given(PROJECTS, st.integers(-400, 400).map(lambda step: AGREED + timedelta(days=step)))
def test_the_rate_equals_the_list_behind_it(projects: list[Milestones], as_of: date):
    for kind, rate in three_rates(projects, as_of).items():
        listed = {item.project_id: classify(kind, item, as_of) for item in projects}
        for group in RateClass:
            assert list(rate.projects[group]) == [number for number, found in listed.items() if found is group]
        assert sum(rate.count(group) for group in RateClass) == sum(found is not None for found in listed.values())
        if rate.value is not None:
            assert rate.value == Fraction(rate.count(RateClass.KEPT), rate.due)
            assert 0 <= rate.value <= 1
