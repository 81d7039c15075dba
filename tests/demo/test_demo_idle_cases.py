"""Cases of the demo zone: every step is there, each agrees with its plot and with the order, and nobody is real."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.idle_cases.decision import decision_faults, decision_of
from gisapp.idle_cases.queries import CaseFilter, list_cases, read_sheet
from gisapp.idle_cases.rules.steps import state_after
from gisapp.idle_cases.store import FOREVER, as_steps, find_case, last_in_force, read_steps
from gisapp.idle_cases.terms import CaseState, CaseStep, Measure
from gisapp.rulebook.rulebook import load_rulebook
from tests.builders.patrol import PATROLLER
from tests.conftest import TODAY

STANDS = {
    "clue": "suspected_idle", "investigating": "suspected_idle", "cause_review": "suspected_idle", "determined": "determined_idle",
    "published": "determined_idle", "planning": "disposing", "hearing": "disposing", "decided": "disposing", "performing": "disposing",
}  # fmt: skip


def test_every_step_and_the_outcomes_that_matter_are_shown(demo_db: Session):
    listed = list_cases(demo_db, PATROLLER, TODAY, CaseFilter())
    assert set(listed["by_state"]) == set(CaseState.values())
    assert {row["measure"] for row in listed["items"]} >= {
        str(Measure.FEE),
        str(Measure.RECOVER),
        str(Measure.EXTEND_START),
    }
    assert {row["side"] for row in listed["items"]} >= {"own", "government"}
    assert {row["ground"] for row in listed["items"]} == {"not_started", "stopped"}
    assert listed["overdue"] >= 3
    assert any(row["correction_count"] for row in listed["items"])
    assert any(row["idle_area_m2"] < row["area_m2"] for row in listed["items"])


def test_plots_and_cases_tell_the_same(demo_db: Session):
    rows = demo_db.execute(
        text(
            "select k.state, s.compliance from idle_case_standing(:day) k join idle_case i on i.id = k.case_id"
            " join plot_snapshot s on s.plot_id = i.plot_id and s.valid @> cast(:day as date) where k.is_open"
        ),
        {"day": TODAY},
    ).all()
    assert rows
    assert all(STANDS[row.state] == row.compliance for row in rows)
    alone = demo_db.execute(
        text(
            "select s.plot_no from plot_snapshot s where s.valid @> cast(:day as date) and s.compliance in ('suspected_idle', 'determined_idle', 'disposing')"
            " and not exists (select from idle_case i join idle_case_standing(:day) k on k.case_id = i.id and k.is_open where i.plot_id = s.plot_id)"
        ),
        {"day": TODAY},
    ).scalars()
    assert list(alone) == []


def test_the_past_is_told_as_it_was(demo_db: Session):
    """Every day on which a plot was disposed of, its case was too: checked at the days on which something changed."""
    changes = demo_db.execute(
        text(
            "select s.plot_id, s.compliance, greatest(lower(s.valid), date '2021-01-01') as day from plot_state s join idle_case i on i.plot_id = s.plot_id"
            " where upper_inf(s.recorded) and s.compliance in ('suspected_idle', 'determined_idle', 'disposing') and lower(s.valid) <= :day"
        ),
        {"day": TODAY},
    ).all()
    assert len(changes) > 30
    for change in changes:
        states = demo_db.execute(
            text(
                "select k.state from idle_case_standing(:day) k join idle_case i on i.id = k.case_id where i.plot_id = :plot and k.is_open"
            ),
            {"day": change.day, "plot": change.plot_id},
        ).scalars()
        assert change.compliance in {STANDS[state] for state in states}, (change, list(states))


def test_steps_follow_the_order_and_every_sheet_can_be_read(demo_db: Session):
    for case in list_cases(demo_db, PATROLLER, TODAY, CaseFilter())["items"]:
        steps = as_steps(read_steps(demo_db, case["id"]), {})
        assert str(state_after(steps)) == case["state"]
        assert steps[0].taken_on == case["found_on"]
        sheet = read_sheet(demo_db, PATROLLER, case["id"], TODAY)
        assert sheet["clocks"]
        assert sheet["own_time"] is not None or not case["is_open"]
    early = read_sheet(demo_db, PATROLLER, case["id"], case["found_on"])
    assert len(early["steps"]) == 1


def test_fee_and_recovery_are_only_for_land_never_started_of_the_holders_own_cause(demo_db: Session):
    for case in list_cases(demo_db, PATROLLER, TODAY, CaseFilter())["items"]:
        if case["measure"] in ("fee", "recover"):
            assert (case["side"], case["ground"]) == ("own", "not_started")
        if case["measure"] == "fee":
            assert case["decided_amount_yuan"] > 0


def test_no_decision_of_the_zone_is_unlawful_on_its_day(demo_db: Session):
    """Every decision in force, asked again by the facts as they stand now: the engine calls none unlawful, no creditor was left untold."""
    book, asked = load_rulebook(demo_db), 0
    for case in list_cases(demo_db, PATROLLER, TODAY, CaseFilter())["items"]:
        rows = read_steps(demo_db, case["id"])
        decided = last_in_force(rows, CaseStep.DECIDE)
        if decided is not None:
            asked += 1
            found = find_case(demo_db, PATROLLER, case["id"], FOREVER)
            faults = decision_faults(demo_db, found, rows, decision_of(decided), book)
            assert [item.message_zh for item in faults] == [], case["case_no"]
    assert asked >= 15


def test_nobody_is_real(demo_db: Session):
    holders = demo_db.execute(
        text("select bool_or(y.is_real) from idle_case i join party y on y.id = i.party_id")
    ).scalar_one()
    assert holders is False
    people = demo_db.execute(text("select distinct officer_name from idle_case_officer")).scalars()
    assert all("示例" in name for name in people)


def test_one_finding_was_annulled_on_review_and_made_anew(demo_db: Session):
    row = demo_db.execute(text("select case_id, sequence, taken_on from idle_case_step where step = 'annul'")).one()
    sheet = read_sheet(demo_db, PATROLLER, row.case_id, TODAY)
    steps = [step["step"] for step in sheet["steps"]]
    assert steps[-5:] == ["determine", "publish", "annul", "determine", "publish"]
    assert [step["is_annulled"] for step in sheet["steps"][-5:]] == [True, True, False, False, False]
    assert sheet["determined_on"] > row.taken_on
    assert sheet["findings"] == [] or {item["code"] for item in sheet["findings"]} == {"case.waits"}
    between = read_sheet(demo_db, PATROLLER, row.case_id, row.taken_on)
    assert (between["state"], between["side"]) == ("cause_review", None)


def test_two_reports_turned_out_to_be_nothing(demo_db: Session):
    dismissed = list_cases(demo_db, PATROLLER, TODAY, CaseFilter(states=("not_idle",)))["items"]
    assert len(dismissed) == 2
    assert {row["source"] for row in dismissed} == {"report"}
    before = date(2026, 1, 1) - timedelta(1)
    assert list_cases(demo_db, PATROLLER, before, CaseFilter(states=("not_idle",)))["items"] == []
