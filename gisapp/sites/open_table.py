"""The published sites as a table that opens anywhere: one line of names, one per site."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gisapp.kernel.csv_cell import csv_line
from gisapp.sites import site_store
from gisapp.sites.pool import pool_of
from gisapp.sites.sites import LICENCE


def open_table(session: Session, as_of: date, zone: dict[str, Any] | None) -> str:
    """Return every published site of a day as CSV; areas in ㎡, prices in yuan per ㎡, distances in m, without geometry.

    The first line names the columns; day, source with its notice, licence and its address stand in the last columns of every row.
    """
    zone = zone or {}
    names, rows = site_store.read_collection(session, pool_of(session, as_of))
    told = {
        "as_of": as_of.isoformat(),
        "source": f"{zone.get('name_zh', '')} {zone.get('notice_zh', '')}".strip(),
        "licence": LICENCE["name"],
        "licence_url": LICENCE["url"],
    }
    columns = [name for name in names if name != "geometry"]
    lines = [[*columns, *told], *([row[name] for name in columns] + list(told.values()) for row in rows)]
    return "".join(map(csv_line, lines))
