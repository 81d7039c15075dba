"""The zone's working days: the published years ship with the product, later ones are typed in from the State Council's notice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.sql_file import load
from gisapp.kernel.errors import Conflict, Invalid
from gisapp.kernel.workdays import SpecialDay, WorkCalendar


def load_calendar(session: Session) -> WorkCalendar:
    """Return the calendar as it is known now; days of years that are not confirmed count as provisional."""
    years = frozenset(
        session.execute(text("select year from work_calendar_year where confirmed and upper_inf(recorded)")).scalars()
    )
    rows = session.execute(
        text("select day, is_workday, name_zh, basis from work_calendar_day where upper_inf(recorded) order by day")
    )
    days = (SpecialDay(row.day, row.is_workday, row.name_zh, row.basis, row.day.year in years) for row in rows)
    return WorkCalendar.of(days, years)


def show_year(session: Session, year: int) -> dict[str, Any]:
    """Return a year's special days, each day's kind, whether its notice is in, and how many days are worked."""
    row = session.execute(load("work_calendar/year"), {"year": year}).mappings().one()
    calendar = load_calendar(session)
    first, last = date(year, 1, 1), date(year, 12, 31)
    every = [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]
    kinds = [(day, calendar.kind(day)) for day in every]
    return {
        **row,
        "workday_count": sum(calendar.is_workday(day) for day in every),
        "kinds": [{"day": day, "kind": kind.value} for day, kind in kinds if kind.value not in ("workday", "weekend")],
    }


def list_years(session: Session) -> list[dict[str, Any]]:
    """Return the years whose arrangement is known, newest first."""
    return [dict(row) for row in session.execute(load("work_calendar/years")).mappings()]


def revise_year(
    session: Session,
    principal: Principal,
    year: int,
    days: Sequence[SpecialDay],
    *,
    confirmed: bool,
    basis: str,
    reason: str,
) -> None:
    """Let a year have exactly these special days from now on; what was known before stays in history.

    Invalid for a day of another year, one given twice, a holiday without a name, or a confirmed year without its notice.
    """
    _refuse_faults(year, days, confirmed, basis)
    session.execute(text("select pg_advisory_xact_lock(4492, :year)"), {"year": year})
    before = {
        row.day: (row.is_workday, row.name_zh, row.basis)
        for row in session.execute(
            text(
                "select day, is_workday, name_zh, basis from work_calendar_day"
                " where upper_inf(recorded) and extract(year from day) = :year"
            ),
            {"year": year},
        )
    }
    after = {item.day: (item.is_workday, item.name_zh, item.basis) for item in days}
    changed = sorted(day for day in before.keys() | after.keys() if before.get(day) != after.get(day))
    old = session.execute(
        text("select confirmed, basis from work_calendar_year where year = :year and upper_inf(recorded)"),
        {"year": year},
    ).one_or_none()
    same_year = old is not None and (old.confirmed, old.basis) == (confirmed, basis)
    if not changed and same_year:
        raise Conflict("calendar.unchanged", "与现有安排相同，没有需要保存的变化。", message_en="Nothing would change.")
    session.execute(load("work_calendar/close_days"), {"days": changed})
    session.execute(load("work_calendar/close_year"), {"year": year})
    written = [item for item in days if item.day in changed]
    if written:
        session.execute(
            text(
                "insert into work_calendar_day (day, is_workday, name_zh, basis) values (:day, :is_workday, :name_zh, :basis)"
            ),
            [
                {"day": item.day, "is_workday": item.is_workday, "name_zh": item.name_zh, "basis": item.basis}
                for item in written
            ],
        )
    session.execute(
        text("insert into work_calendar_year (year, confirmed, basis) values (:year, :confirmed, :basis)"),
        {"year": year, "confirmed": confirmed, "basis": basis},
    )
    changes: dict[str, Any] = {
        day.isoformat(): {"old": _word(before.get(day)), "new": _word(after.get(day))} for day in changed
    }
    if not same_year:
        changes["confirmed"] = {
            "old": None if old is None else str(old.confirmed).lower(),
            "new": str(confirmed).lower(),
        }
    record_event(
        session,
        principal,
        EventTag.CALENDAR_REVISE,
        subject="work_calendar_year",
        subject_id=year,
        changes=changes,
        reason=reason,
        document=basis,
    )


def _word(day: tuple[bool, str, str] | None) -> str | None:
    return None if day is None else f"{day[1]}（{'上班' if day[0] else '放假'}）"


def _refuse_faults(year: int, days: Sequence[SpecialDay], confirmed: bool, basis: str) -> None:
    seen: set[date] = set()
    for item in days:
        if item.day.year != year or item.day in seen:
            raise Invalid(
                "calendar.day_misplaced",
                f"{item.day:%Y年%-m月%-d日}不属于{year}年或填了两次，请核对后重填。",
                message_en=f"{item.day} is not of {year}, or is there twice.",
            )
        seen.add(item.day)
        if item.is_workday and item.day.weekday() < 5:
            raise Invalid(
                "calendar.day_idle",
                f"{item.day:%Y年%-m月%-d日}本来就是工作日，不用列为调休上班。请删去该行。",
                message_en=f"{item.day} is worked anyway; take it off the list.",
            )
    if confirmed and not basis.strip():
        raise Invalid(
            "calendar.notice_missing",
            "确认一个年份须写明依据的通知文号，请填写后再确认。",
            message_en="Name the notice before the year is confirmed.",
        )
