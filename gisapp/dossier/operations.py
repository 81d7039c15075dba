"""The log of what was done, for those who may read it: newest first, by plot or by person."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from gisapp.audit.tags import labelled
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load


def list_operations(
    session: Session,
    principal: Principal,
    *,
    limit: int,
    before: int | None,
    plot_id: int | None,
    actor: str | None,
    tag: str | None,
) -> list[dict[str, Any]]:
    """Return audit events before an id, newest first; events of parks outside the caller's scope are left out."""
    rows = session.execute(
        load("dossier/operations"),
        {"limit": limit, "before": before, "plot_id": plot_id, "actor": actor, "tag": tag, **visible_parks(principal)},
    ).mappings()
    return [labelled(dict(row)) for row in rows]
