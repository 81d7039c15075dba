"""The work calendar over HTTP: years, one year's days, its revision, and how a term of days is counted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.deps import SessionDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Year
from gisapp.kernel.workdays import DayKind, SpecialDay
from gisapp.work_calendar.work_calendar import list_years, revise_year, show_year

router = Router(prefix="/api/work-calendar", tags=["work calendar"])

Reader = Annotated[Principal, Depends(require(Permission.RULEBOOK_READ))]
Editor = Annotated[Principal, Depends(require(Permission.CALENDAR_EDIT))]


class CalendarYear(BaseModel):
    """A year whose arrangement is known; `confirmed` once the notice has been published and typed in."""

    year: int
    confirmed: bool
    basis: str
    recorded_at: datetime | None


class CalendarDay(BaseModel):
    model_config = ConfigDict(extra="forbid")

    day: date
    is_workday: bool
    name_zh: Annotated[str, Field(min_length=1, max_length=60)]
    basis: Annotated[str, Field(max_length=200)] = ""


class DayOfKind(BaseModel):
    """`kind` as kernel.workdays.DayKind: holiday, make_up."""

    day: date
    kind: DayKind


class CalendarYearAnswer(CalendarYear):
    days: list[CalendarDay]
    kinds: list[DayOfKind]
    workday_count: int


class CalendarRevision(BaseModel):
    model_config = ConfigDict(extra="forbid")

    days: Annotated[list[CalendarDay], Field(max_length=120)]
    confirmed: bool
    basis: Annotated[str, Field(max_length=200)] = ""
    reason: Annotated[str, Field(min_length=2, max_length=500)]


@router.get("")
def years(principal: Reader, session: SessionDep) -> list[CalendarYear]:
    """The years whose arrangement is known, newest first."""
    return [CalendarYear(**row) for row in list_years(session)]


@router.get("/{year}")
def one(year: Year, principal: Reader, session: SessionDep) -> CalendarYearAnswer:
    """One year: special days, kinds, whether it is confirmed."""
    return CalendarYearAnswer(**show_year(session, year))


@router.put("/{year}", status_code=204)
def revise(year: Year, body: CalendarRevision, principal: Editor, session: SessionDep) -> Response:
    """Let a year have these special days from now on; what was known before stays in history."""
    days = [
        SpecialDay(item.day, item.is_workday, item.name_zh, item.basis or body.basis or "手工录入")
        for item in body.days
    ]
    revise_year(session, principal, year, days, confirmed=body.confirmed, basis=body.basis.strip(), reason=body.reason)
    return Response(status_code=204)
