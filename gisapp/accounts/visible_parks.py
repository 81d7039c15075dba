"""Names of the parks that a caller may see."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal


def park_codes_of(session: Session, principal: Principal) -> list[str] | None:
    """Return the codes of the caller's parks; None for all."""
    if principal.park_ids is None:
        return None
    return list(
        session.execute(
            text("select code from park where id = any(:ids) order by code"), {"ids": list(principal.park_ids)}
        ).scalars()
    )
