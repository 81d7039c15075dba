"""Is the service alive, and does its database answer?"""

from __future__ import annotations

from typing import Any

from fastapi import Depends, Response
from pydantic import BaseModel
from sqlalchemy import text

from gisapp import __version__
from gisapp.api.deps import SessionDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.kernel.terms import all_terms

router = Router(prefix="/api", tags=["service"])


class Health(BaseModel):
    status: str
    version: str
    database: str
    postgis: str
    revision: str | None


@router.get("/health", dependencies=[Depends(require(Permission.PUBLIC_READ))])
def health(session: SessionDep) -> Health:
    """Answer ok with the versions of code, PostGIS and schema; 503 while the database is away."""
    row = session.execute(
        text(
            "select current_setting('server_version') as server, postgis_lib_version() as postgis, (select version_num from alembic_version) as revision"
        )
    ).one()
    return Health(
        status="ok",
        version=__version__,
        database=f"PostgreSQL {row.server.split()[0]}",
        postgis=row.postgis,
        revision=row.revision,
    )


@router.get("/terms", dependencies=[Depends(require(Permission.PUBLIC_READ))])
def terms(response: Response) -> dict[str, list[dict[str, Any]]]:
    """Every vocabulary with its Chinese and English labels, in the order in which lists show them."""
    response.headers["Cache-Control"] = "public, max-age=300"
    return {
        name: [{"value": member.value, "label_zh": member.label_zh, "label_en": member.label_en} for member in enum]
        for name, enum in all_terms().items()
    }
