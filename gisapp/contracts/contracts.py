"""The contract that binds a plot and its four milestones: agreed against actual."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gisapp.db.sql_file import load


def contract_of_plot(session: Session, plot_id: int, as_of: date) -> dict[str, Any] | None:
    """Return the contract in force on a day with its milestones in order; None where the plot has none.

    Actual dates after `as_of` are left out: on that day they were not yet known to have happened.
    """
    row = session.execute(load("contracts/contract_of_plot"), {"id": plot_id, "as_of": as_of}).mappings().one_or_none()
    return dict(row) if row else None
