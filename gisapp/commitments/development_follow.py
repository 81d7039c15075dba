"""A proven start, completion or production moves the plot's development with it: nobody types the same day twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.db.history import current_rows
from gisapp.db.tables.plot import PlotStateRow
from gisapp.land.states import StateBasis, change_state
from gisapp.land.terms import DevelopmentState, SupplyState
from gisapp.preparation.standard_terms import ObligationKind

REACHED: Mapping[ObligationKind, DevelopmentState] = {
    ObligationKind.START: DevelopmentState.BUILDING,
    ObligationKind.COMPLETION: DevelopmentState.COMPLETED,
    ObligationKind.PRODUCTION: DevelopmentState.IN_PRODUCTION,
}
_ORDER = {
    DevelopmentState.NOT_APPLICABLE: 0,
    DevelopmentState.NOT_STARTED: 0,
    DevelopmentState.BUILDING: 1,
    DevelopmentState.STOPPED: 1,
    DevelopmentState.COMPLETED: 2,
    DevelopmentState.IN_PRODUCTION: 3,
}


def follow_check(
    session: Session, principal: Principal, row: Mapping[str, Any], check_id: int, done_on: date | None
) -> None:
    """Let the plot of an obligation be under construction, completed or in production from the day that a check proves.

    Only forward, and only on land that is supplied on that day: what is further on, or stopped meanwhile, stays as recorded.
    """
    reached = REACHED.get(ObligationKind(row["kind"]))
    if reached is None or done_on is None:
        return
    before = _state_on(session, row["plot_id"], done_on)
    if before is None or before["supply"] != str(SupplyState.ALLOCATED):
        return
    if _ORDER[DevelopmentState(before["development"])] < _ORDER[reached]:
        _let_be(
            session, principal, row, reached, done_on, f"{row['label_zh']}核查：{reached.label_zh}", _mark(check_id)
        )


def undo_check(session: Session, principal: Principal, row: Mapping[str, Any], check_id: int) -> None:
    """Take back what a withdrawn check had moved: the plot is again what it was the day before, unless it was corrected since."""
    rows = current_rows(session, PlotStateRow, {"plot_id": row["plot_id"]})
    moved = next((state for state in rows if state["source"] == _mark(check_id)), None)
    earlier = next((state for state in rows if moved and state["valid"].upper == moved["valid"].lower), None)
    if moved is None or earlier is None or earlier["development"] == moved["development"]:
        return
    held = DevelopmentState(earlier["development"])
    why = f"撤销“{row['label_zh']}”的核查"
    _let_be(session, principal, row, held, moved["valid"].lower, why, "")


def _let_be(
    session: Session,
    principal: Principal,
    row: Mapping[str, Any],
    state: DevelopmentState,
    since: date,
    reason: str,
    source: str,
) -> None:
    change_state(
        session,
        principal,
        row["plot_id"],
        {"development": str(state)},
        StateBasis(reason=reason, document=row["contract_no"], source=source),
        valid_from=since,
    )


def _state_on(session: Session, plot_id: int, day: date) -> Mapping[str, Any] | None:
    rows = current_rows(session, PlotStateRow, {"plot_id": plot_id})
    return next((row for row in rows if row["valid"].contains(day)), None)


def _mark(check_id: int) -> str:
    """What the state's row says of where it comes from."""
    return f"履约核查 {check_id}"
