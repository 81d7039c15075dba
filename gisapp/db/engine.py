"""The engine: one pool per process, sessions that belong to one request or one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from gisapp.settings import Settings

APPLICATION_ROLE = "gisapp_app"


def normalise_url(url: str) -> str:
    """Return the URL with the driver named; `postgres://` and `postgresql://` are what people paste."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg2://" + url[len(prefix) :]
    return url


def create_app_engine(url: str, *, pool_size: int = 10) -> Engine:
    """Return an engine whose connections work as the application's role where the server has it.

    Under that role audit events cannot be changed or deleted even by a mistake in this code.
    """
    engine = create_engine(
        normalise_url(url),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=15,
        pool_pre_ping=True,
        hide_parameters=True,  # an error is logged without the values of its statement
        connect_args={"application_name": "gisapp"},
    )

    @event.listens_for(engine, "connect")
    def work_as_application(connection, _record) -> None:  # noqa: ANN001
        with connection.cursor() as cursor:
            cursor.execute("select pg_has_role(oid, 'member') from pg_roles where rolname = %s", (APPLICATION_ROLE,))
            row = cursor.fetchone()
            if row and row[0]:
                cursor.execute(f"set role {APPLICATION_ROLE}")
            cursor.execute("set timezone = 'Asia/Shanghai'; set jit = off")
        connection.commit()

    return engine


def session_factory(engine: Engine) -> sessionmaker[Session]:
    return sessionmaker(engine, expire_on_commit=False)


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Open a session for one command: committed at the end, rolled back on any error."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


def database_is_up(engine: Engine) -> bool:
    try:
        with engine.connect() as connection:
            connection.execute(text("select 1"))
    except DBAPIError:
        return False
    return True


def settings_engine(settings: Settings) -> Engine:
    assert settings.database_url is not None
    return create_app_engine(settings.database_url, pool_size=settings.database_pool)
