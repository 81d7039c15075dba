"""`gisapp refresh-stock`: work the patches of the stock out again, so that ladder, map and months show the day; made for a nightly job."""

from __future__ import annotations

from datetime import date

from gisapp.db.engine import transaction
from gisapp.kernel.clock import SystemClock
from gisapp.settings import Settings
from gisapp.startup.database import opened_register
from gisapp.startup.terminal import say
from gisapp.stock.refresh import refresh_stock


def refresh(settings: Settings, as_of: date | None) -> None:
    """Work out the patches of every park from what is known now; doing it twice changes nothing."""
    day = as_of or SystemClock().today()
    with opened_register(settings) as engine, transaction(engine) as session:
        done = refresh_stock(session, day)
    say(
        f"已计算 {done.parks} 个园区的存量图斑（{day}），更新 {done.written} 个"
        f" · patches of {done.parks} parks worked out for {day}, {done.written} changed"
    )
