"""The contract that binds a plot and its four milestones: agreed against actual."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from gisapp.db.sql_file import load


def contract_of_plot(
    session: Session, plot_id: int, as_of: date, known_at: datetime | None = None
) -> dict[str, Any] | None:
    """Return the contract in force on a day with its milestones in order; None where the plot has none.

    Actual dates after `as_of` are left out: on that day they were not yet known to have happened. As known at an instant (None: now):
    contracts, supplements, checks and ends that were entered later are left out.
    """
    statement = load("contracts/contract_of_plot", known=known_at is not None)
    asked = {"id": plot_id, "as_of": as_of, "known_at": known_at}
    row = session.execute(statement, asked).mappings().one_or_none()
    return dict(row) if row else None
