"""What was known on a day (认知日): the instant up to which recordings count. Facts of record keep what was held true before they were corrected."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from gisapp.kernel.clock import BEIJING

NOW = "infinity"
"""What is known now, for SQL that binds an instant: every row not closed contains it, and no closed row does."""


def known_at(known_on: date | None, today: date) -> datetime | None:
    """Return the last instant of that day in Beijing; None (what is known now) for today, for later days and where none is given."""
    if known_on is None or known_on >= today:
        return None
    return datetime.combine(known_on + timedelta(days=1), time(), BEIJING) - timedelta(microseconds=1)
