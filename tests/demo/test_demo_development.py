"""The demo's development facts agree with the stages of its plots, and the scan at the end of the seed has judged every contract."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.idle.engine import identify_contracts
from tests.conftest import TODAY

ALLOWED = {
    "allocated": {"not_yet_due", "start_late", "unknown"},
    "building": {"building", "unknown"},
    "stopped": {"stopped"},
    "in_use": {"completed"},
    "reused": {"building", "completed", "not_yet_due"},
    "idle_suspected": {"not_started_idle", "not_started_two_years", "stopped_idle"},
    "idle_determined": {"not_started_idle", "not_started_two_years", "stopped_idle"},
    "disposing": {"not_started_idle", "not_started_two_years", "stopped_idle"},
}


def test_the_engine_finds_what_the_stage_of_each_plot_says(demo_db: Session):
    rows = demo_db.execute(
        text(
            "select f.contract_id, f.state, f.is_stale, s.stage from idle_finding_on(:day) f"
            " join plot_snapshot s on s.plot_id = f.plot_id and s.valid @> cast(:day as date)"
        ),
        {"day": TODAY},
    ).all()
    states = defaultdict(set)
    for row in rows:
        states[row.stage].add(row.state)
        assert row.state in ALLOWED[row.stage], row
        assert not row.is_stale
    assert states["idle_suspected"] == ALLOWED["idle_suspected"], "each ground and age is there to be seen"
    assert "unknown" in states["allocated"]
    answers = identify_contracts(demo_db, [row.contract_id for row in rows], TODAY)
    assert {row.contract_id: row.state for row in rows} == {one: str(answer.state) for one, answer in answers.items()}


def test_government_and_unknown_causes_both_occur(demo_db: Session):
    sides = set(demo_db.execute(text("select side from idle_finding_on(:day)"), {"day": TODAY}).scalars())
    assert {"government", "unknown"} <= sides
