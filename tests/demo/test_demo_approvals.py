"""The demo's approvals: every state and colour is shown, promises in each of their states, simulated results before and after they bind."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.approvals.queries import list_cases, show_board
from gisapp.approvals.sheet import show_case
from gisapp.approvals.terms import CaseState, ClockDayKind, ItemOutcome, ProcessMode, SuspensionKind, ToleranceState
from gisapp.auth.principal import system_principal
from gisapp.demo.zone import TODAY

LOOKER = system_principal("看板")


def test_every_state_colour_and_way_is_shown(demo_db: Session):
    cases = list_cases(demo_db, LOOKER, TODAY, open_only=False)
    rows = demo_db.execute(text("select outcome, returned_on from approval_case")).all()
    states = {case["state"] for case in cases} | {row.outcome for row in rows if row.outcome}
    states |= {"returned" for row in rows if row.returned_on}
    assert states >= {str(state) for state in CaseState}
    assert {case["light"] for case in cases if case["state"] != "granted"} >= {"green", "yellow", "red"}
    assert {case["mode"] for case in cases} == {str(mode) for mode in ProcessMode}
    assert {row.outcome for row in rows if row.outcome} == {str(outcome) for outcome in ItemOutcome}
    assert any(case["is_deemed"] and case["state"] == "accepted" for case in cases)
    board = show_board(demo_db, LOOKER, TODAY)["projects"]
    assert Counter(row["total"]["light"] for row in board).keys() >= {"green", "yellow", "red"}
    assert any(row["conversion_ready"] for row in board)
    assert any(row["simulated_waiting"] and not row["conversion_ready"] for row in board)
    assert any(case["is_simulated"] and case["effective_on"] for case in cases)


def test_pauses_extensions_and_promises_are_shown(demo_db: Session):
    kinds = set(demo_db.execute(text("select distinct kind from case_suspension")).scalars())
    assert kinds >= {str(kind) for kind in (SuspensionKind.CORRECTION, SuspensionKind.PUBLICITY, SuspensionKind.TESTING, SuspensionKind.EXPERT_REVIEW)}  # fmt: skip
    assert demo_db.execute(text("select count(*) from case_extension")).scalar_one() > 0
    promised = demo_db.execute(text("select distinct case_id from material_tolerance")).scalars().all()
    sheets = [show_case(demo_db, LOOKER, case_id, TODAY) for case_id in promised]
    found = {m["tolerance"]["state"] for sheet in sheets for m in sheet["materials"] if m["tolerance"]}
    assert found == {str(state) for state in ToleranceState}


def test_the_days_of_the_demo_clocks_are_of_every_kind_that_its_dates_allow(demo_db: Session):
    kinds = {
        day["kind"]
        for case in list_cases(demo_db, LOOKER, TODAY)
        for day in show_case(demo_db, LOOKER, case["case_id"], TODAY)["days"]
    }
    assert kinds >= {str(kind) for kind in ClockDayKind} - {"moved", "moved_to"}


def test_only_invented_holders_have_approvals(demo_db: Session):
    real = demo_db.execute(
        text(
            "select count(*) from approval_process a join project p on p.id = a.project_id join party y on y.id = p.party_id where y.is_real"
        )
    ).scalar_one()
    assert real == 0
