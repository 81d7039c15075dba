"""`gisapp refresh-readiness`: judge every candidate plot again, so that map and lists show the day; made for a nightly job."""

from __future__ import annotations

from datetime import date

from gisapp.db.engine import transaction
from gisapp.kernel.clock import SystemClock
from gisapp.preparation.readiness_refresh import refresh_readiness
from gisapp.settings import Settings
from gisapp.startup.database import opened_register
from gisapp.startup.terminal import say


def refresh(settings: Settings, as_of: date | None) -> None:
    """Keep the gate's answer of a day (default today) for every candidate plot."""
    day = as_of or SystemClock().today()
    with opened_register(settings) as engine, transaction(engine) as session:
        judged = refresh_readiness(session, day)
    say(f"已判定 {judged} 块候选地块（{day}） · {judged} candidate plots judged for {day}")
