"""The zone and its parks as places: who runs them, what for, how large, how much is registered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.kernel.errors import NotFound


def describe_zone(session: Session, code: str) -> dict[str, Any] | None:
    """Return the zone's names, notice and extent; the first zone when `code` is not there; None on an empty database."""
    row = session.execute(load("land/zone"), {"code": code}).mappings().one_or_none()
    return dict(row) if row else None


def list_parks(
    session: Session, principal: Principal, as_of: date, known_at: datetime | None = None
) -> list[dict[str, Any]]:
    """Return the parks on a day, as known at an instant (None: now), with boundary areas, industries, residents and the plots this caller may see in them."""
    rows = session.execute(
        load("land/park_list", known=known_at is not None),
        {"as_of": as_of, "known_at": known_at, **visible_parks(principal)},
    ).mappings()
    return [dict(row) for row in rows]


def find_park(session: Session, code: str) -> dict[str, Any]:
    """Return the park of this code (404 where there is none)."""
    row = session.execute(load("land/park_find"), {"code": code}).mappings().one_or_none()
    if row is None:
        raise NotFound(
            "park.not_found", f"没有代码为“{code}”的园区，请从列表中选择。", message_en=f"There is no park {code}."
        )
    return dict(row)


def list_land_use_classes(session: Session) -> list[dict[str, Any]]:
    """Return the land-use classes of every scheme, with map colours."""
    return [dict(row) for row in session.execute(load("land/land_use_classes")).mappings()]
