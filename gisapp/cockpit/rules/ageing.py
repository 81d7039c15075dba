"""自某日起多久：账龄分段，边界日含在前一段。"""

from __future__ import annotations

from datetime import date

from gisapp.cockpit.terms import AgeBand
from gisapp.kernel.dates import add_years


def age_band(since: date | None, as_of: date) -> AgeBand:
    """一件事自 since 起到 as_of 处于哪一段：90 天、180 天、一年、两年，当天算在内；没有日期的单列."""
    if since is None or since > as_of:
        return AgeBand.UNKNOWN
    days = (as_of - since).days
    if days <= 90:
        return AgeBand.D90
    if days <= 180:
        return AgeBand.D180
    if as_of <= add_years(since, 1):
        return AgeBand.Y1
    return AgeBand.Y2 if as_of <= add_years(since, 2) else AgeBand.MORE
