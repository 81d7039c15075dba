"""Months and years counted on a calendar, and how a day is written in Chinese.

民法典 第二百零二条: a period of months or years ends on the day of the same number; where that month has no such day, on its last.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

WEEKDAYS_ZH = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def add_months(day: date, months: int) -> date:
    """Return the day of the same number `months` later (or earlier); the last of the month where there is none."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """Return the day of the same number `years` later; 29 February becomes 28 February in a common year."""
    return add_months(day, 12 * years)


def months_touched(first: date, last: date) -> int:
    """Return how many calendar months lie from the month of `first` to that of `last`, both counted; 0 when `last` is earlier."""
    if last < first:
        return 0
    return (last.year - first.year) * 12 + last.month - first.month + 1


def day_zh(day: date) -> str:
    """Return the day as Chinese papers write it: 2026年3月4日."""
    return f"{day.year}年{day.month}月{day.day}日"
