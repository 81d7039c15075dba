"""Reminders 90 and 30 days (as the rulebook says) before the latest day of each duty: what the officer is warned of on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load


def due_warnings(session: Session, principal: Principal, as_of: date) -> list[dict[str, Any]]:
    """Return the duties to start, resume or investigate whose latest day is near; `is_second`: within the second warning."""
    parameters = {"as_of": as_of, **visible_parks(principal)}
    return [dict(row) for row in session.execute(load("idle/due_warnings"), parameters).mappings()]
