"""The schemes of land-use classes that the register knows, and an administrator's word that one was compared with its document."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.sql_file import load
from gisapp.kernel.clock import Clock
from gisapp.kernel.errors import Conflict, NotFound


def list_schemes(session: Session) -> list[dict[str, Any]]:
    """Return the schemes, the national one first; `untranslated_count` and `asked_count` tell what a file of a scheme leaves to a person."""
    return [dict(row) for row in session.execute(load("land/land_use_schemes")).mappings()]


def confirm_scheme(
    session: Session, principal: Principal, clock: Clock, scheme: str, *, basis: str, reason: str
) -> None:
    """Mark a scheme's classes and crosswalk as compared with their document; the basis may be made exact at the same time.

    Errors: not found (404); somebody confirmed it before (409).
    """
    found = (
        session.execute(
            text("select basis, confirmed_at from land_use_scheme where scheme = :scheme for update"),
            {"scheme": scheme},
        )
        .mappings()
        .one_or_none()
    )
    if found is None:
        raise NotFound(
            "land_use.scheme_not_found",
            f"没有名为“{scheme}”的用地分类标准。请刷新后重试。",
            message_en=f"There is no land-use standard called {scheme}.",
        )
    if found["confirmed_at"] is not None:
        raise Conflict(
            "land_use.scheme_confirmed_already", "该分类标准已经确认过。", message_en="It is confirmed already."
        )
    stated = basis.strip() or found["basis"]
    session.execute(
        text(
            "update land_use_scheme set basis = :basis, confirmed_at = :now, confirmed_by_name = :name where scheme = :scheme"
        ),
        {"scheme": scheme, "basis": stated, "now": clock.now(), "name": principal.name},
    )
    changes = differences({"basis": found["basis"], "confirmed": False}, {"basis": stated, "confirmed": True})
    record_event(
        session,
        principal,
        EventTag.LAND_USE_CONFIRM,
        subject=f"land_use_scheme:{scheme}",
        changes=changes,
        reason=reason,
        document=stated,
    )
