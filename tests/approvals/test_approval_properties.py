"""Whatever is recorded: a pause never brings a day nearer, the use cases say what the rules say, totals count each day once."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.approvals.clock_commands import SuspensionDraft, suspend_case
from gisapp.approvals.queries import show_process
from gisapp.approvals.sheet import show_case
from gisapp.approvals.terms import SuspensionKind
from gisapp.kernel.errors import RuleViolation
from tests.builders.approval import CLERK, a_process, accepted
from tests.builders.park import a_park
from tests.harness.examples import examples

MONDAY = date(2026, 3, 2)
ITEMS = ("land_planning_permit", "site_selection", "eia_form", "eia_report", "energy_review")
SOME = settings(max_examples=examples(8), suppress_health_check=[HealthCheck.function_scoped_fixture])
KINDS = [kind for kind in SuspensionKind if kind is not SuspensionKind.CORRECTION]


def due_days(session: Session, project_id: int, as_of: date) -> dict[str, date]:
    stages = show_process(session, CLERK, project_id, as_of)["stages"]
    return {lane["item_code"]: lane["ends_on"] for stage in stages for lane in stage["lanes"]} | {
        stage["code"]: stage["due_on"] for stage in stages if stage["due_on"]
    }


@SOME
@given(
    st.sampled_from(ITEMS),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 9), st.sampled_from(KINDS)), min_size=1, max_size=3),
    st.integers(0, 25),
)
def test_no_pause_brings_any_due_day_nearer(db: Session, item: str, pauses: list, later: int):
    """Recorded through the use case; what it refuses changes nothing, what it takes only moves days later, stage and item alike."""
    with db.begin_nested() as inner:
        process = a_process(db, a_park(db, code=f"T{db.execute(text('select count(*) from park')).scalar_one()}", east=9000), *ITEMS)  # fmt: skip
        for code in ITEMS:
            accepted(db, process.cases[code], MONDAY)
        for offset, length, kind in pauses:
            began = MONDAY + timedelta(days=offset)
            resumed = began + timedelta(days=length)
            today = max(resumed, began)
            before = due_days(db, process.project_id, today + timedelta(days=later))
            try:
                suspend_case(
                    db,
                    CLERK,
                    process.cases[item],
                    SuspensionDraft(
                        kind=kind, began_on=began, resumed_on=resumed, evidence_ids=[process.proof], note=""
                    ),
                    today=today,
                )
            except RuleViolation:
                assert due_days(db, process.project_id, today + timedelta(days=later)) == before
                continue
            after = due_days(db, process.project_id, today + timedelta(days=later))
            assert all(after[name] >= before[name] for name in before)
        inner.rollback()


@SOME
@given(st.sampled_from(ITEMS), st.integers(0, 40))
def test_the_strip_of_days_tells_the_same_as_the_figures(db: Session, item: str, later: int):
    """Days counted = days used, days over = days over, every day between is there once."""
    with db.begin_nested() as inner:
        process = a_process(db, a_park(db, code="T0", east=9000), item)
        accepted(db, process.cases[item], MONDAY)
        as_of = MONDAY + timedelta(days=later)
        sheet = show_case(db, CLERK, process.cases[item], as_of)
        days = sheet["days"]
        past = [day for day in days if not day["is_ahead"]]
        assert sum(day["kind"] == "counted" for day in past) == sheet["days_used"]
        assert sum(day["kind"] == "overdue" for day in past) == sheet["days_over"]
        assert [day["day"] for day in days] == [days[0]["day"] + timedelta(days=step) for step in range(len(days))]
        assert days[-1]["day"] == max(as_of, sheet["due_on"]) if later else days[0]["day"] == MONDAY
        inner.rollback()
