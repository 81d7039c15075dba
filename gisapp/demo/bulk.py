"""How do many rows get into a table quickly? One INSERT per table, so that each statement trigger runs once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from psycopg2.extras import DateRange, execute_values
from sqlalchemy.orm import Session

Progress = Callable[[str, int], None]
"""Told the table and the number of rows after each one is filled."""


def period(since: date, until: date | None = None) -> DateRange:
    """Return [since, until)."""
    return DateRange(since, until, "[)")


class Bulk:
    """Writes rows through the session's own connection, inside its transaction."""

    def __init__(self, session: Session, on_progress: Progress | None = None) -> None:
        # the driver's cursor: SQLAlchemy would send one statement per thousand rows and read them all back
        self._connection = session.connection().connection.driver_connection
        self._on_progress = on_progress

    def insert(
        self,
        table: str,
        columns: str,
        rows: Sequence[tuple[Any, ...]],
        *,
        returning: str | None = None,
        conflict: str = "",
    ) -> list[Any]:
        """Insert the rows in order; return the asked column of each. Table and columns are literals of this package."""
        if not rows:
            return []
        if self._connection is None:
            raise RuntimeError("the session has no open connection")
        sql = f"insert into {table} ({columns}) values %s {conflict}" + (f" returning {returning}" if returning else "")  # noqa: S608
        with self._connection.cursor() as cursor:
            found = execute_values(cursor, sql, rows, page_size=len(rows), fetch=returning is not None)
        if self._on_progress:
            self._on_progress(table, len(rows))
        return [row[0] for row in found] if returning else []
