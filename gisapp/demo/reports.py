"""Freezes the leaders' months of the demo: twelve reports, each some days into the next month; what was found later is explained beside the last one."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.cockpit.monthly_reports import keep_month, restate
from gisapp.demo.bulk import Bulk
from gisapp.demo.days import plus
from gisapp.demo.records import ACTOR
from gisapp.demo.seed_plots import CHINA
from gisapp.demo.stock import LATE_FOUND, months_over
from gisapp.kernel.dates import add_months


def write_reports(session: Session, *, zone_code: str, today: date) -> int:
    """Freeze the months that are over and return the id of the last one; everything that they count is written before."""
    leader = system_principal(ACTOR)
    kept = [
        keep_month(session, leader, zone_code, month, _at(min(plus(add_months(month, 1), 4), today), 17))
        for month in months_over(today)
    ]
    return kept[-1]


def explain_last(bulk: Bulk, session: Session, report_id: int, today: date) -> None:
    """Say beside every figure of the last month that would be another one today why it is so."""
    told = restate(session, system_principal(ACTOR), report_id)
    bulk.insert(
        "monthly_report_reason",
        "report_id, figure, frozen_value, live_value, reason, recorded_at, recorded_by_name",
        [(report_id, one["id"], one["frozen"], one["live"], LATE_FOUND, _at(today, 9), ACTOR) for one in told],
    )


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), CHINA)
