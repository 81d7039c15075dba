"""Is the service alive, and does its database answer?"""

from __future__ import annotations

import shutil
from pathlib import Path

from anyio import to_thread
from fastapi import Depends, Request, Response
from pydantic import BaseModel
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from gisapp import __version__
from gisapp.api.answers import Labels
from gisapp.api.deps import require, unconditional
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.db.engine import normalise_url
from gisapp.kernel.errors import DomainError
from gisapp.kernel.terms import all_terms
from gisapp.settings import Settings

router = Router(prefix="/api", tags=["service"])


MB = 1_000_000
LEAST_FREE = 200 * MB
"""Bytes on the disk of the data folder below which the installation is not healthy: the server's log of writes alone grows by 16 MB at a time."""


class Health(BaseModel):
    status: str
    version: str
    database: str
    postgis: str
    revision: str | None


class Term(Labels):
    """A word of a vocabulary."""

    value: str


@router.get("/health", dependencies=[Depends(unconditional(Permission.PUBLIC_READ))])
async def health(request: Request) -> Health:
    """Answer ok with the versions of code, PostGIS and schema; 503 while the database is away or the disk is full.

    It stands outside every line: on a connection and a thread of its own it answers also while all others are in use.
    """
    return await to_thread.run_sync(_look, request.app.state.settings, limiter=request.app.state.health_turn)


def _look(settings: Settings) -> Health:
    assert settings.database_url
    engine = create_engine(
        normalise_url(settings.database_url), poolclass=NullPool, connect_args={"connect_timeout": 5}
    )
    with engine.connect() as connection:
        row = connection.execute(
            text(
                "select current_setting('server_version') as server, postgis_lib_version() as postgis, (select version_num from alembic_version) as revision"
            )
        ).one()
    free = shutil.disk_usage(settings.data_dir if settings.data_dir.exists() else Path.cwd()).free
    if free < LEAST_FREE:
        raise DomainError(
            "server.disk_full",
            f"磁盘 {settings.data_dir} 只剩 {free // MB} MB，请清理后再保存数据。",
            message_en=f"The disk of {settings.data_dir} has {free // MB} MB left: make room before anything is saved.",
            status=503,
        )
    return Health(
        status="ok",
        version=__version__,
        database=f"PostgreSQL {row.server.split()[0]}",
        postgis=row.postgis,
        revision=row.revision,
    )


@router.get("/terms", dependencies=[Depends(require(Permission.PUBLIC_READ))])
def terms(response: Response) -> dict[str, list[Term]]:
    """Every vocabulary with its Chinese and English labels, in the order in which lists show them."""
    response.headers["Cache-Control"] = "public, max-age=300"
    return {
        name: [Term(value=member.value, label_zh=member.label_zh, label_en=member.label_en) for member in enum]
        for name, enum in all_terms().items()
    }
