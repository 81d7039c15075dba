"""Patrols of the demo zone: every state of rounds and coverage, positions that are inside, only invented people."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.patrol.coverage import CoverageFilter, read_coverage
from gisapp.patrol.tasks import list_tasks
from gisapp.patrol.terms import TaskState
from tests.builders.patrol import PATROLLER
from tests.conftest import TODAY


def test_every_state_is_shown(demo_db: Session):
    tasks = list_tasks(demo_db, PATROLLER, TODAY)
    assert {task["state"] for task in tasks} == set(TaskState.values())
    assert any(task["is_overdue"] for task in tasks)
    assert any(not task["is_overdue"] for task in tasks)
    cover = read_coverage(demo_db, PATROLLER, TODAY, CoverageFilter())
    assert all(cover["states"][state] for state in ("never", "due", "planned", "covered"))
    assert 0 < cover["unassigned"] < sum(cover["states"].values())


def test_visits_were_made_on_the_plot_and_photographs_say_so(demo_db: Session):
    told = demo_db.execute(
        text(
            "select bool_and(is_inside), count(*) filter (where outcome = 'clue'), count(*) filter (where withdrawn_on is not null) from patrol_visit"
        )
    ).one()
    assert told[0] is True
    assert told[1] > 3
    assert told[2] == 1
    assert demo_db.execute(
        text(
            "select count(*) > 5 and bool_and(p.taken_at::date = v.visited_on) from patrol_photo p join patrol_visit v on v.id = p.visit_id"
        )
    ).scalar_one()


def test_nobody_is_real(demo_db: Session):
    names = demo_db.execute(
        text("select name_zh from patrol_group union all select name_zh from patrol_member")
    ).scalars()
    assert all("示例" in name for name in names)
