"""Premises as an officer enters and publishes them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session


def a_premises(session: Session, plot_id: int, *, kind: str = "workshop", published: bool = True, **terms: Any) -> int:
    """Return the number of premises on a plot, published since 2026-11-01; what is not given is not stated."""
    number: int = session.execute(
        text(
            "insert into premises (zone_id, park_id, plot_id, kind)"
            " select v.zone_id, v.park_id, v.plot_id, :kind from plot_version v where v.plot_id = :plot and upper_inf(v.recorded) returning id"
        ),
        {"plot": plot_id, "kind": kind},
    ).scalar_one()
    values = {
        "title_zh": "示例厂房",
        "title_en": "Example workshop",
        "land_area_m2": 3000,
        "contact_zh": "招商窗口",
        "contact_phone": "0394-1",
        "summary_zh": "可整租。",
        "summary_en": "Whole.",
        "consent": "同意书",
        "source": "台账",
        "observed_on": "2026-11-01",
        "valid": "[2026-11-01,)",
        "is_published": published,
        **terms,
    }
    session.execute(
        text(
            f"insert into premises_terms (premises_id, geom, {', '.join(values)})"
            f" select :premises_id, v.geom, {', '.join(f':{name}' for name in values)}"
            " from plot_version v where v.plot_id = :plot and upper_inf(v.recorded)"
        ),
        {**values, "premises_id": number, "plot": plot_id},
    )
    return number
