"""盘活节点的时限：到期、临近、逾期；改期不抹掉已经发生的逾期。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gisapp.reuse.rules.limits import ReuseLimits
from gisapp.reuse.terms import ReuseMilestoneState


@dataclass(frozen=True, slots=True)
class MilestoneEntry:
    """One recorded act: set or moved to a due day, done on a day, or dropped."""

    act: str
    entered_on: date
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class MilestoneReading:
    """How a milestone stands on a day. `late_days` counts the days after the due day as it then stood, also of an earlier due day that was moved too late."""

    state: ReuseMilestoneState
    due_on: date
    done_on: date | None
    days_left: int | None
    late_days: int
    moves: int


def read_milestone(entries: Sequence[MilestoneEntry], as_of: date, limits: ReuseLimits) -> MilestoneReading | None:
    """节点某日的情况，只看当日已经登记的；None：当日还没有这个节点."""
    known = [entry for entry in entries if entry.entered_on <= as_of]
    if not known:
        return None
    due: date | None = None
    late, moves = 0, 0
    done_on: date | None = None
    dropped = False
    for entry in known:
        if entry.act == "set":
            due = entry.due_on
        elif entry.act == "move":
            assert due is not None
            late = max(
                late, (entry.entered_on - due).days
            )  # an overdue that had happened stays, however far the day is moved
            due, moves = entry.due_on, moves + 1
        elif entry.act == "done":
            done_on = entry.done_on
        else:
            dropped = True
    assert due is not None
    if done_on is not None:
        late = max(late, (done_on - due).days, 0)
        state = ReuseMilestoneState.DONE_LATE if late > 0 else ReuseMilestoneState.DONE
        return MilestoneReading(state, due, done_on, None, late, moves)
    if dropped:
        return MilestoneReading(ReuseMilestoneState.DROPPED, due, None, None, max(late, 0), moves)
    left = (due - as_of).days
    late = max(late, -left, 0)
    if left < 0:
        state = ReuseMilestoneState.OVERDUE
    elif left <= limits.milestone_warning_days.value:
        state = ReuseMilestoneState.SOON
    else:
        state = ReuseMilestoneState.OPEN
    return MilestoneReading(state, due, None, left, late, moves)
