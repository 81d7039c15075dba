"""The published sites as a table that opens anywhere: one line of source and licence, one of names, one per site."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gisapp.sites import site_store
from gisapp.sites.pool import pool_of
from gisapp.sites.sites import LICENCE

_FORMULA = ("=", "+", "-", "@")


def open_table(session: Session, as_of: date, zone: dict[str, Any] | None) -> str:
    """Return every published site of a day as CSV; areas in ㎡, prices in yuan per ㎡, distances in m, without geometry."""
    zone = zone or {}
    rows = site_store.read_collection(session, pool_of(session, as_of))
    columns = [name for name in rows[0] if name != "geometry"] if rows else ["id"]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        [
            f"{zone.get('name_zh', '')} {zone.get('notice_zh', '')}".strip(),
            f"as_of={as_of.isoformat()}",
            f"licence={LICENCE['name']}",
            LICENCE["url"],
        ]
    )
    writer.writerow(columns)
    writer.writerows([_cell(row[name]) for name in columns] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    """Return a value as a cell; what a spreadsheet would run as a formula is written as text."""
    if isinstance(value, list):
        return " ".join(str(one) for one in value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
