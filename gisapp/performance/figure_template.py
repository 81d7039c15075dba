"""The workbook that is handed out for a year: with the enterprises that hold built land or told figures the year before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.kernel.area import m2_to_mu, round_half_up
from gisapp.performance.figures import list_figures
from gisapp.performance.terms import Segment
from gisapp.performance.workbook import template


def make_template(
    session: Session, principal: Principal, zone: Mapping[str, Any], year: int, park: str | None
) -> bytes:
    """Return the template for a year and a park (None: all of the caller's), the known columns filled in, without any real figure."""
    rows = session.execute(
        load("performance/template_rows"), {"year": year, "park": park, **visible_parks(principal)}
    ).mappings()
    before = {(row["party_id"], row["park_id"]): row for row in list_figures(session, principal, year - 1, park=park)}
    enterprises = []
    for row in rows:
        last = before.get((row["party_id"], row["park_id"]))
        enterprises.append(
            {
                "party_name": row["name_zh"],
                "credit_code": row["credit_code"],
                "park": row["park_code"],
                "segment": None if last is None else Segment(last["segment"]).label_zh,
                "started_on": None if last is None else last["started_on"],
                "registered_m2": None if row["area_m2"] is None else float(round_half_up(m2_to_mu(row["area_m2"]), 4)),
                "plot_nos": row["plot_nos"],
            }
        )
    return template(year, enterprises, zone_name_zh=zone["name_zh"], notice_zh=zone["notice_zh"] or "")
