"""The demo zone shows plots of every readiness, assessments in every term, and rests each announcement on an answer that passed."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.demo.zone import TODAY
from gisapp.preparation.assessments import list_assessments
from gisapp.preparation.readiness_queries import show_board

ANYBODY = system_principal("测试")


def test_every_state_of_readiness_occurs_and_nothing_is_pending(demo_db: Session):
    board = show_board(demo_db, ANYBODY, TODAY)
    counts = {total["state"]: total["plot_count"] for total in board["totals"]}
    assert all(count >= 2 for count in counts.values()), counts
    assert board["pending_count"] == 0
    assert {state for row in board["items"] for state in row["topics"].values()} == {"passed", "failed", "unknown"}


def test_every_plot_on_offer_passed_on_the_day_it_went_on_offer(demo_db: Session):
    rows = demo_db.execute(
        text(
            "select s.plot_no, r.passed, r.items from plot_snapshot s left join lateral (select * from readiness_record r"
            " where r.plot_id = s.plot_id and r.as_of = lower(s.valid) order by id limit 1) r on true"
            " where s.supply = 'on_offer' and s.valid @> cast(:today as date)"
        ),
        {"today": TODAY},
    ).all()
    lacking = {
        row.plot_no: [
            (i["key"], [f["message_zh"] for f in i["findings"]]) for i in row.items or [] if i["state"] != "passed"
        ]
        for row in rows
        if not row.passed
    }
    assert len(rows) >= 20
    assert lacking == {}


def test_assessments_occur_in_every_term(demo_db: Session):
    assert {row["term"] for row in list_assessments(demo_db, ANYBODY, TODAY)} == {
        "future",
        "valid",
        "expiring",
        "expired",
    }


def test_disputes_occur_open_and_settled(demo_db: Session):
    row = demo_db.execute(
        text("select count(*) filter (where e.dispute_id is null), count(e.dispute_id) from dispute d left join dispute_closure e on e.dispute_id = d.id")
    ).one()  # fmt: skip
    assert min(row) >= 2
