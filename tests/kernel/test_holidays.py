"""The work calendar of every published year: how many rest days, which days are worked for them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gisapp.kernel.holidays import notice_of, published_calendar, published_days, published_years
from gisapp.kernel.workdays import DayKind, SpecialDay, WorkCalendar

# 全国年节及纪念日放假办法: 10 days from 1999, 11 from 2008, 13 from 2025.
STATUTORY = (
    dict.fromkeys(range(2004, 2008), 10) | dict.fromkeys(range(2008, 2025), 11) | dict.fromkeys((2025, 2026), 13)
)
# Where a year has more or fewer rest days than weekends + statutory holidays, and why.
SHIFTED = {
    2005: -1,  # 31 December worked for the New Year of 2006
    2006: -1,  # one day got from 2005, 30 and 31 December worked for the New Year of 2007
    2007: +2,
    2011: -1,  # 31 December worked for the New Year of 2012
    2012: +1,
    2015: +1,  # 3 September, seventy years
    2020: +2,  # the Spring Festival was lengthened: 31 January off, 1 February not worked
}
REST_DAYS = {
    2004: 114, 2005: 114, 2006: 114, 2007: 116, 2008: 115, 2009: 115, 2010: 115, 2011: 115, 2012: 117, 2013: 115, 2014: 115, 2015: 116,
    2016: 116, 2017: 116, 2018: 115, 2019: 115, 2020: 117, 2021: 115, 2022: 116, 2023: 116, 2024: 115, 2025: 117, 2026: 117,
}  # fmt: skip


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=step) for step in range((date(year + 1, 1, 1) - first).days)]


def test_every_published_year_has_its_golden_row():
    assert published_years() == tuple(REST_DAYS)


@pytest.mark.parametrize("year", REST_DAYS)
def test_rest_days_are_the_weekends_and_the_statutory_holidays(year: int):
    calendar = published_calendar()
    rest = sum(not calendar.is_workday(day) for day in days_of(year))
    weekends = sum(day.weekday() >= 5 for day in days_of(year))
    assert rest == REST_DAYS[year]
    assert rest == weekends + STATUTORY[year] + SHIFTED.get(year, 0)
    assert all(calendar.is_confirmed(day) for day in days_of(year))


@pytest.mark.parametrize("year", REST_DAYS)
def test_make_up_days_are_weekend_days_and_holidays_are_never_worked(year: int):
    for special in published_days():
        if special.day.year == year and special.is_workday:
            assert special.day.weekday() >= 5
            assert published_calendar().kind(special.day) is DayKind.MAKE_UP


MAKE_UP_DAYS = {
    2005: ["2-5", "2-6", "4-30", "5-8", "10-8", "10-9", "12-31"],
    2006: ["1-28", "2-5", "4-29", "4-30", "9-30", "10-8", "12-30", "12-31"],
    2007: ["2-17", "2-25", "4-28", "4-29", "9-29", "9-30", "12-29"],
    2015: ["1-4", "2-15", "2-28", "9-6", "10-10"],
    2020: ["1-19", "4-26", "5-9", "6-28", "9-27", "10-10"],
    2021: ["2-7", "2-20", "4-25", "5-8", "9-18", "9-26", "10-9"],
    2022: ["1-29", "1-30", "4-2", "4-24", "5-7", "10-8", "10-9"],
    2023: ["1-28", "1-29", "4-23", "5-6", "6-25", "10-7", "10-8"],
    2024: ["2-4", "2-18", "4-7", "4-28", "5-11", "9-14", "9-29", "10-12"],
    2025: ["1-26", "2-8", "4-27", "9-28", "10-11"],
    2026: ["1-4", "2-14", "2-28", "5-9", "9-20", "10-10"],
}


@pytest.mark.parametrize(("year", "expected"), MAKE_UP_DAYS.items())
def test_make_up_days_of_a_year(year: int, expected: list[str]):
    found = [
        f"{item.day.month}-{item.day.day}" for item in published_days() if item.day.year == year and item.is_workday
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        (date(2026, 1, 1), DayKind.HOLIDAY, "元旦"),
        (date(2026, 1, 3), DayKind.HOLIDAY, "元旦"),
        (date(2026, 1, 4), DayKind.MAKE_UP, "元旦调休上班"),
        (date(2026, 1, 5), DayKind.WORKDAY, ""),
        (date(2026, 2, 14), DayKind.MAKE_UP, "春节调休上班"),
        (date(2026, 2, 15), DayKind.HOLIDAY, "春节"),
        (date(2026, 2, 23), DayKind.HOLIDAY, "春节"),
        (date(2026, 2, 24), DayKind.WORKDAY, ""),
        (date(2026, 10, 7), DayKind.HOLIDAY, "国庆节"),
        (date(2026, 10, 8), DayKind.WORKDAY, ""),
        (date(2026, 11, 21), DayKind.WEEKEND, ""),
        (date(2020, 2, 1), DayKind.HOLIDAY, "春节"),
        (date(2020, 2, 3), DayKind.WORKDAY, ""),
        (date(2015, 9, 3), DayKind.HOLIDAY, "抗战胜利70周年纪念日"),
    ],
)
def test_known_days(day: date, kind: DayKind, name: str):
    assert published_calendar().kind(day) is kind
    assert published_calendar().name_zh(day) == name


def test_every_day_names_the_notice_of_its_festival():
    by_day = {item.day: item for item in published_days()}
    assert by_day[date(2026, 2, 14)].basis == notice_of(2026)
    assert by_day[date(2007, 12, 31)].basis == notice_of(2008)
    assert all(item.basis and not item.name_zh.isascii() for item in by_day.values())


def test_a_year_without_a_notice_has_weekends_only_and_is_not_confirmed():
    calendar = published_calendar()
    after = date(published_years()[-1] + 1, 10, 1)
    assert [calendar.kind(after + timedelta(days=step)) for step in range(7)].count(DayKind.WEEKEND) == 2
    assert calendar.kind(after) in (DayKind.WORKDAY, DayKind.WEEKEND)
    assert not calendar.is_confirmed(after)


def test_the_zone_extends_the_table_by_a_year_and_marks_what_is_not_certain():
    typed = [
        SpecialDay(date(2031, 10, 1), False, "国庆节", "通知", confirmed=True),
        SpecialDay(date(2031, 10, 11), True, "国庆节调休上班", "通知", confirmed=False),
    ]
    calendar = WorkCalendar.of(typed, [2031])
    assert calendar.kind(date(2031, 10, 1)) is DayKind.HOLIDAY
    assert calendar.is_confirmed(date(2031, 10, 2))
    assert not calendar.is_confirmed(date(2031, 10, 11))


def test_a_day_twice_in_the_table_is_refused():
    day = SpecialDay(date(2031, 10, 1), False, "国庆节", "通知")
    with pytest.raises(ValueError, match="twice"):
        WorkCalendar.of([day, day], [2031])
