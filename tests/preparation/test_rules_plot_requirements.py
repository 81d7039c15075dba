"""What a plot is compared with when several industries may come, and until when an answer of the gate holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.kernel.rulebook import Basis
from gisapp.preparation.indicator_terms import SPECS, Indicator
from gisapp.preparation.rules.plot_requirements import industries_to_compare, requirements_of_plot
from gisapp.preparation.rules.readiness_facts import AssessmentFact, ReadinessFacts
from gisapp.preparation.rules.readiness_horizon import next_change_by_time
from gisapp.preparation.rules.thresholds import Requirement
from gisapp.preparation.standard_terms import AssessmentKind
from tests.preparation.shipped import DAY, LIMITS
from tests.preparation.test_rules_readiness import DEMANDS, READY, assess


def asks(
    indicator: Indicator, value: str, industry: str = "", park: str = "", *, confirmed: bool = True
) -> Requirement:
    return Requirement(
        indicator, SPECS[indicator].direction, Fraction(value), industry, park, date(2020, 1, 1), None, Basis("指标表"), confirmed
    )  # fmt: skip


TABLE = (
    asks(Indicator.TAX_PER_MU, "180", "C"),
    asks(Indicator.TAX_PER_MU, "150", "13"),
    asks(Indicator.TAX_PER_MU, "300", "27"),
    asks(Indicator.GREEN_RATIO, "0.2", "C"),
    asks(Indicator.GREEN_RATIO, "0.15", "27"),
)


@pytest.mark.parametrize(
    ("industries", "tax", "green"),
    [
        ((), "180", "0.2"),  # none chosen yet: as manufacturing
        (("13",), "150", "0.2"),
        (("13", "27"), "300", "0.15"),  # at least: the higher; at most: the lower
        (("27", "13"), "300", "0.15"),
        (("65",), None, None),  # not manufacturing: the table asks nothing
    ],
)
def test_the_strictest_of_all_industries_is_asked(industries: tuple[str, ...], tax: str | None, green: str | None):
    found = requirements_of_plot(TABLE, industry_codes=industries, park_code="P4", day=DAY)
    for indicator, expected in ((Indicator.TAX_PER_MU, tax), (Indicator.GREEN_RATIO, green)):
        one = found.of(indicator)
        assert (None if one is None else one.value) == (None if expected is None else Fraction(expected))


@given(st.lists(st.sampled_from(["13", "14", "27", "33", "39"]), max_size=4), st.sampled_from(["13", "27", "39"]))
def test_another_industry_never_makes_it_easier(industries: list[str], more: str):
    before = requirements_of_plot(TABLE, industry_codes=industries or ["13"], park_code="P4", day=DAY)
    after = requirements_of_plot(TABLE, industry_codes=[*(industries or ["13"]), more], park_code="P4", day=DAY)
    for item in before.requirements:
        now = after.of(item.indicator, item.direction)
        assert now is not None
        assert now.value >= item.value if item.direction.sign == "≥" else now.value <= item.value


def test_a_finding_of_the_table_is_told_once_however_many_industries_meet_it():
    table = (asks(Indicator.TAX_PER_MU, "180", "C", confirmed=False),)
    found = requirements_of_plot(table, industry_codes=["13", "14", "27"], park_code="P4", day=DAY)
    assert [finding.code for finding in found.findings] == ["indicator.requirement_unconfirmed"]


def test_an_industry_named_twice_is_compared_once():
    assert industries_to_compare(["13", "13", "27"]) == ("13", "27")


def with_terms(*ends: date | None) -> ReadinessFacts:
    flood = AssessmentFact(AssessmentKind.FLOOD, "甲", date(2024, 1, 1), None)
    return replace(READY, assessments=tuple(replace(flood, valid_to=end) for end in ends))


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (1, 1),  # ends tomorrow
        (LIMITS.assessment_warning_days, LIMITS.assessment_warning_days),  # already warned of: the end itself is next
        (LIMITS.assessment_warning_days + 1, 1),  # the warning begins tomorrow
        (0, None),  # over: nothing changes any more
    ],
)
def test_an_answer_holds_until_the_warning_and_then_until_the_end(left: int, expected: int | None):
    facts = replace(with_terms(DAY + timedelta(days=left)), utilities=())
    found = next_change_by_time(facts, DEMANDS, LIMITS, ())
    assert found == (None if expected is None else DAY + timedelta(days=expected))


def test_a_look_at_a_utility_grows_old_on_the_day_after_the_limit():
    observed = READY.utilities[0].observed_on
    assert observed is not None
    found = next_change_by_time(replace(READY, assessments=()), DEMANDS, LIMITS, ())
    assert found == observed + timedelta(days=LIMITS.servicing_age_days + 1)


def test_a_change_of_what_is_demanded_ends_it_too():
    tomorrow = DAY + timedelta(days=1)
    assert next_change_by_time(with_terms(None), DEMANDS, LIMITS, (DAY, tomorrow)) == tomorrow


@given(st.integers(0, 800), st.integers(0, 500))
def test_before_the_day_named_the_answer_is_the_same(term: int, ahead: int):
    facts = with_terms(DAY + timedelta(days=term))
    until = next_change_by_time(facts, DEMANDS, LIMITS, ())
    day = DAY + timedelta(days=ahead)
    if until is None or day < until:
        later = replace(facts, as_of=day)
        states = [(item.key, item.state) for item in assess(facts).items]
        assert [(item.key, item.state) for item in assess(later).items] == states
