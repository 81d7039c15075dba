"""A COMMIT whose answer is lost with the connection has been done or not: PostgreSQL is asked until that is known."""

from __future__ import annotations

import time

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.orm import Session

from gisapp.kernel.errors import DomainError

PATIENCE_SECONDS = 20.0
"""How long is asked: a server that is lost is back within ten seconds."""
PAUSE_SECONDS = 0.2

_OUTCOME = text(
    "select exists (select from audit_event where request_id = :request_id and at > clock_timestamp() - interval '1 hour') as is_told,"
    " pg_xact_status(cast(:transaction as xid8)) as status"
)
"""The event of the act is there with the act; a number alone may have been given again by a server that came back from a crash."""


def commit(session: Session, *, is_act: bool) -> None:
    """Commit. Where the connection is lost in that of an act, its outcome is looked up: done as if nothing had been, otherwise told (503)."""
    transaction = session.execute(text("select pg_current_xact_id_if_assigned()::text")).scalar() if is_act else None
    try:
        session.commit()
    except DBAPIError as lost:
        if transaction is None or not lost.connection_invalidated:
            raise
        engine = session.get_bind().engine
        outcome = _outcome(engine, transaction, session.info.get("request_id"))
        if outcome is None:
            raise DomainError(
                "database.outcome_unknown",
                "保存时与数据库的连接中断，是否已保存还在核对，数据库尚未答复。请稍后刷新页面，核对是否已保存，再决定是否重试。",
                message_en="The connection was lost while saving and the database does not answer yet: look in a moment whether it was saved, before trying again.",
                status=503,
            ) from lost
        if not outcome:
            raise DomainError(
                "database.not_saved",
                "保存时与数据库的连接中断，已核对：没有保存。请重试。",
                message_en="The connection was lost while saving. It has been checked: nothing was saved, try again.",
                status=503,
            ) from lost


def _outcome(engine: Engine, transaction: str, request_id: str | None) -> bool | None:
    """Whether a transaction was committed; None while nobody can say."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            with engine.connect() as connection:
                found = connection.execute(_OUTCOME, {"transaction": transaction, "request_id": request_id}).one()
        except (OperationalError, InterfaceError):  # the server is not back yet
            time.sleep(PAUSE_SECONDS)
            continue
        except DBAPIError as error:
            if getattr(error.orig, "pgcode", None) == "22023":  # a number in the future: the crash has undone it
                return False
            raise
        if found.is_told or found.status == "committed":
            return True
        if found.status == "aborted":
            return False
        time.sleep(PAUSE_SECONDS)
    return None
