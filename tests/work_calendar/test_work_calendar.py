"""The published years are in the database as they ship; later years are typed in and what was known before stays."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.kernel.errors import Conflict, Invalid
from gisapp.kernel.holidays import published_calendar, published_years
from gisapp.kernel.workdays import SpecialDay
from gisapp.work_calendar.work_calendar import list_years, load_calendar, revise_year, show_year

ADMIN = system_principal("管理员")
NEXT = published_years()[-1] + 1
NEW_YEAR = SpecialDay(date(NEXT, 1, 1), False, "元旦", "通知")


def test_the_table_holds_every_published_year(db: Session):
    calendar = load_calendar(db)
    assert calendar.confirmed_years == frozenset(published_years())
    published = published_calendar()
    first, last = date(published_years()[0], 1, 1), date(published_years()[-1], 12, 31)
    days = [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]
    assert [day for day in days if calendar.kind(day) is not published.kind(day)] == []


def test_a_year_is_typed_in_and_confirmed(db: Session):
    assert not show_year(db, NEXT)["confirmed"]
    revise_year(db, ADMIN, NEXT, [NEW_YEAR], confirmed=True, basis="国办发明电", reason="通知已公布")
    shown = show_year(db, NEXT)
    assert shown["confirmed"]
    assert [day["day"] for day in shown["days"]] == [f"{NEXT}-01-01"]
    assert not load_calendar(db).is_workday(date(NEXT, 1, 1))
    assert list_years(db)[0]["year"] == NEXT
    assert db.execute(text("select document from audit_event")).scalar() == "国办发明电"


def test_a_correction_keeps_what_was_known_before(db: Session):
    revise_year(db, ADMIN, NEXT, [NEW_YEAR], confirmed=False, basis="", reason="预计")
    moved = SpecialDay(date(NEXT, 1, 4), False, "元旦", "通知")
    revise_year(db, ADMIN, NEXT, [moved], confirmed=True, basis="通知", reason="按通知改")
    assert [row["day"] for row in show_year(db, NEXT)["days"]] == [f"{NEXT}-01-04"]
    kept = db.execute(
        text("select count(*) from work_calendar_day where day = :day and not upper_inf(recorded)"),
        {"day": NEW_YEAR.day},
    )
    assert kept.scalar() == 1


def test_faulty_years_are_refused_with_what_to_do(db: Session):
    monday = next(date(NEXT, 1, day) for day in range(1, 8) if date(NEXT, 1, day).weekday() == 0)
    for days, confirmed, basis in (
        ([SpecialDay(date(NEXT + 1, 1, 1), False, "元旦", "通知")], False, ""),
        ([NEW_YEAR, NEW_YEAR], False, ""),
        ([SpecialDay(monday, True, "上班", "通知")], False, ""),
        ([NEW_YEAR], True, " "),
    ):
        with pytest.raises(Invalid, match="请"):
            revise_year(db, ADMIN, NEXT, days, confirmed=confirmed, basis=basis, reason="试")
    revise_year(db, ADMIN, NEXT, [NEW_YEAR], confirmed=False, basis="", reason="预计")
    with pytest.raises(Conflict):
        revise_year(db, ADMIN, NEXT, [NEW_YEAR], confirmed=False, basis="", reason="再来一次")
