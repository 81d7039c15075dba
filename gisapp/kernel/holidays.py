"""The holidays and make-up working days of every published year: the seed of the work calendar's table.

The State Council's yearly notices by way of the maintained library `chinesecalendar` (2004 to the newest published year); years
after it have weekends only and are not confirmed until the zone types the notice in.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from chinese_calendar.constants import holidays, workdays  # pyright: ignore[reportMissingTypeStubs]

from gisapp.kernel.workdays import SpecialDay, WorkCalendar

FESTIVALS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}

# The notice for 2006 (国办发明电〔2005〕35号) lets 31 December 2005 be worked; the library begins each year at its own notice
# and has its two days off in January, but not the day worked for them.
_WORKED_BEFORE = (SpecialDay(date(2005, 12, 31), True, "元旦调休上班", "国办发明电〔2005〕35号"),)


def notice_of(year: int) -> str:
    """Return the title of the notice that arranges a year's holidays."""
    return f"国务院办公厅关于{year}年部分节假日安排的通知"


@lru_cache(maxsize=1)
def published_years() -> tuple[int, ...]:
    """Return the years whose notice has been published and is in the library, in order."""
    return tuple(sorted({day.year for day in holidays}))


@lru_cache(maxsize=1)
def published_days() -> tuple[SpecialDay, ...]:
    """Return every holiday and make-up working day of the published years, in order of date.

    A day belongs to the notice of its festival: the New Year's days at the end of December to that of the year after.
    """
    days: list[SpecialDay] = []
    for table, is_workday in ((holidays, False), (workdays, True)):
        for day, name in table.items():
            festival = FESTIVALS.get(str(name), str(name))
            title = f"{festival}调休上班" if is_workday else festival
            days.append(SpecialDay(day, is_workday, title, _notice(day, festival)))
    return tuple(sorted([*days, *_WORKED_BEFORE], key=lambda item: item.day))


@lru_cache(maxsize=1)
def published_calendar() -> WorkCalendar:
    """Return the work calendar of the published years."""
    return WorkCalendar.of(published_days(), published_years())


def _notice(day: date, festival: str) -> str:
    return notice_of(day.year + 1 if festival == FESTIVALS["New Year's Day"] and day.month == 12 else day.year)
