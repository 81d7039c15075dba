"""Writes dated facts without overwriting: a revision closes what was known and writes what is known now.

A revision holds from its day until the next change that is already recorded; days before it keep what they had.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import and_, func, insert, inspect, select, text, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from gisapp.db.tables.base import Dated, Row


def lock_plot(session: Session, plot_id: int) -> None:
    """Let one writer at a time change the facts of a plot; the lock ends with the transaction."""
    session.execute(text("select pg_advisory_xact_lock(4491, :key)"), {"key": plot_id % 2_147_483_647})


def days(start: date, end: date | None = None) -> Range[date]:
    return Range(start, end, bounds="[)")


def current_rows(session: Session, table: type[Row], key: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a fact as now known, by day; computed columns are left out."""
    mapper = inspect(table)
    columns = [column for column in mapper.columns if column.computed is None]
    condition = and_(
        *(mapper.columns[name] == value for name, value in key.items()), func.upper_inf(mapper.columns["recorded"])
    )
    rows = session.execute(select(*columns).where(condition).order_by(mapper.columns["valid"])).mappings()
    return [dict(row) for row in rows]


def close_rows(session: Session, table: type[Row], ids: list[int]) -> None:
    """End our knowledge of these rows: they stay, but are no longer what we hold true."""
    recorded = inspect(table).columns["recorded"]
    identity = inspect(table).columns["id"]
    session.execute(
        update(table)
        .where(identity.in_(ids))
        .values(
            recorded=func.tstzrange(
                func.lower(recorded),
                func.greatest(func.clock_timestamp(), func.lower(recorded) + text("interval '1 microsecond'")),
            )
        )
        .execution_options(synchronize_session=False)
    )


def write_rows(session: Session, table: type[Row], rows: list[dict[str, Any]]) -> None:
    for row in rows:
        session.execute(
            insert(table).values({name: value for name, value in row.items() if name not in ("id", "recorded")})
        )


def replace_from(
    session: Session, table: type[Dated], key: Mapping[str, Any], valid_from: date, values: Mapping[str, Any] | None
) -> tuple[dict[str, Any] | None, Range[date] | None]:
    """Let `values` hold from `valid_from` until the next change already recorded; None ends the fact there.

    Returns what held on that day before (None where nothing did) and the days that the new row covers.
    """
    assert issubclass(table, Row)
    rows = current_rows(session, table, key)
    before = next((row for row in rows if row["valid"].contains(valid_from)), None)
    later = [row for row in rows if row["valid"].lower > valid_from]
    end = before["valid"].upper if before else (later[0]["valid"].lower if later else None)
    if values is None and before is None:
        return None, None
    covered = days(valid_from, end)
    written: list[dict[str, Any]] = []
    if before is not None:
        close_rows(session, table, [before["id"]])
        if before["valid"].lower < valid_from:
            written.append({**before, "valid": days(before["valid"].lower, valid_from)})
    if values is not None:
        written.append({**key, **values, "valid": covered})
    write_rows(session, table, written)
    return before, covered
