"""The ground, the plots and the way of a picture that can be printed: parks, roads, outlines; degrees in EPSG:4490."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load


def draw_ground(
    session: Session, principal: Principal, as_of: date, *, park_code: str | None, plot_ids: Sequence[int]
) -> dict[str, Any]:
    """Return park outlines, the roads across them and the outlines of these plots, as far as the caller may see them."""
    scope = {"as_of": as_of, **visible_parks(principal)}
    ground = [
        dict(row) for row in session.execute(load("patrol/map_grounds"), {**scope, "park_code": park_code}).mappings()
    ]
    plots = session.execute(load("patrol/map_plots"), {**scope, "plot_ids": list(plot_ids)}).mappings()
    return {
        "parks": [row for row in ground if row["kind"] == "park"],
        "roads": [row for row in ground if row["kind"] == "road"],
        "plots": [dict(row) for row in plots],
    }
