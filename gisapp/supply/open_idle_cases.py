"""Who may not be given new land: holders of land found idle by their own cause, as the cases of the day say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.supply.rules.admission import OpenIdleCase


def open_idle_cases(session: Session, party_ids: Iterable[int], day: date) -> dict[int, tuple[OpenIdleCase, ...]]:
    """Return the open own-cause cases of these parties on a day; parties without one are left out. Read by the SQL function alone."""
    wanted = sorted(set(party_ids))
    found: dict[int, list[OpenIdleCase]] = defaultdict(list)
    if wanted:
        rows = session.execute(
            text(
                "select party_id, case_no, plot_no, since from open_own_cause_cases(:day) where party_id = any(:ids) order by case_no"
            ),
            {"day": day, "ids": wanted},
        )
        for row in rows:
            found[row.party_id].append(OpenIdleCase(row.case_no, row.plot_no, row.since))
    return {party_id: tuple(cases) for party_id, cases in found.items()}
