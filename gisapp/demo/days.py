"""Which day is meant? Calendar arithmetic of the demo, always relative to its `today`."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random


def add_years(day: date, years: int) -> date:
    """Return the same day of another year; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def plus(day: date, days: int) -> date:
    return day + timedelta(days=days)


def spread(rng: Random, least: int, most: int) -> int:
    """Return a whole number of days between two bounds, both possible."""
    return rng.randint(least, most)


def opened(today: date, years_ago: int, month: int = 3) -> date:
    """Return the first day of a month so many years before `today`."""
    return date(today.year - years_ago, month, 1)


def paper(kind: str, day: date, number: int) -> str:
    """Return the number of an invented document: 示例征收〔2019〕037号."""
    return f"示例{kind}〔{day.year}〕{number:03d}号"
