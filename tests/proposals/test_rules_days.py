"""From which day a boundary can follow another one: the day after, said at the limit and one day either side."""

from __future__ import annotations

from datetime import date

import pytest

from gisapp.kernel.finding import Severity
from gisapp.proposals.rules.days import check_day, earliest_day

BEGAN = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "earliest"),
    [
        (date(2026, 11, 22), date(2026, 11, 24)),
        (date(2026, 11, 23), date(2026, 11, 24)),
        (date(2026, 11, 24), None),
        (date(2026, 11, 25), None),
    ],
)
def test_the_day_after_is_the_first_one(day: date, earliest: date | None):
    assert earliest_day([date(2020, 1, 1), BEGAN], day) == earliest
    finding = check_day("P4-001", BEGAN, day, is_chosen=True, severity=Severity.ERROR)
    assert (finding is None) is (earliest is None)
    if finding is not None:
        assert "2026年11月24日或以后" in finding.fix_zh


def test_where_nothing_was_there_before_any_day_will_do():
    assert earliest_day([], BEGAN) is None


def test_a_day_that_nobody_chose_is_not_called_the_proposals_own():
    finding = check_day("P4-001", BEGAN, BEGAN, is_chosen=False, severity=Severity.WARNING)
    assert finding is not None
    assert "当天不能再变更" in finding.message_zh
    assert finding.severity is Severity.WARNING
