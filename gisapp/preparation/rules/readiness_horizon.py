"""出让前准备的结论保持到哪一天：评估到期、临近提醒、配套复核过期、标准变动，最早的一个。只看时间，不看新登记的事实。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from gisapp.preparation.rules.limits import SupplyLimits
from gisapp.preparation.rules.readiness_demands import UTILITIES_OF_LEVEL, ReadinessDemands
from gisapp.preparation.rules.readiness_facts import ReadinessFacts


def next_change_by_time(
    facts: ReadinessFacts, demands: ReadinessDemands, limits: SupplyLimits, standards_change_on: Iterable[date]
) -> date | None:
    """结论因时间推移最早在哪天可能变化：返回 `as_of` 之后的第一天；看不到变化的为 None.

    It may name a day on which nothing changes (an assessment ends while another still covers); it never misses one.
    """
    days = [day for day in _edges(facts, demands, limits) if day > facts.as_of]
    days.extend(day for day in standards_change_on if day > facts.as_of)
    return min(days, default=None)


def _edges(facts: ReadinessFacts, demands: ReadinessDemands, limits: SupplyLimits) -> Iterator[date]:
    for item in facts.assessments:
        if item.kind in demands.assessments:
            yield item.valid_from
            if item.valid_to is not None:
                yield item.valid_to
                yield item.valid_to - timedelta(days=limits.assessment_warning_days)
    for fact in facts.utilities:
        if fact.utility in UTILITIES_OF_LEVEL[demands.servicing_level] and fact.observed_on is not None:
            yield fact.observed_on
            yield fact.observed_on + timedelta(days=limits.servicing_age_days + 1)
