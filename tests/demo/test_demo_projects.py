"""The demo zone follows projects in every stage and light, with letters in every state; nothing negative is said of a real enterprise."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.inbox.inbox import InboxFilter, read_inbox
from gisapp.inbox.terms import InboxBucket, InboxSource
from gisapp.projects.letters import list_letters
from gisapp.projects.problems import list_problems
from gisapp.projects.projects import ProjectFilter, list_projects
from gisapp.projects.reviews import list_reviews
from gisapp.projects.terms import LetterState, Light, ProblemState, ProjectStage, RateClass
from tests.conftest import TODAY

pytestmark = pytest.mark.db
EVERYBODY = system_principal("验收")


def test_every_stage_and_every_light_is_shown(demo_db: Session):
    found = list_projects(demo_db, EVERYBODY, TODAY, ProjectFilter())
    assert set(found["by_stage"]) == set(ProjectStage.values())
    assert set(found["by_light"]) == set(Light.values())
    parks = {row["park_code"] for row in found["items"]}
    assert parks == {"P1", "P2", "P3", "P4", "P5", "P6"}


def test_the_rates_have_kept_and_missed_projects(demo_db: Session):
    for rate in list_projects(demo_db, EVERYBODY, TODAY, ProjectFilter())["rates"]:
        assert rate["classes"][str(RateClass.KEPT)] > 0, rate
        assert rate["classes"][str(RateClass.MISSED)] > 0, rate


def test_letters_and_problems_show_every_state(demo_db: Session):
    letters = list_letters(demo_db, EVERYBODY, TODAY)
    assert {row["state"] for row in letters} == set(LetterState.values()) - {"withdrawn"}
    assert any(row["is_overdue"] for row in letters)
    assert any(row["replied_late"] for row in letters)
    problems = list_problems(demo_db, EVERYBODY, TODAY)
    assert {row["state"] for row in problems} == set(ProblemState.values())
    assert any(row["is_overdue"] for row in problems)


def test_one_review_is_closed_with_a_tie_and_one_is_to_come(demo_db: Session):
    coming, closed = list_reviews(demo_db, EVERYBODY, TODAY)
    assert coming["held_on"] > TODAY
    assert coming["closed_at"] is None
    assert closed["closed_at"] is not None
    assert [item["rank"] for item in closed["standings"]][:4] == [1, 2, 2, 4]


def test_months_are_frozen_with_more_than_one_light(demo_db: Session):
    rows = demo_db.execute(text("select month, count(distinct light) from project_month_light group by month")).all()
    assert len(rows) == 3
    assert all(row[1] > 1 for row in rows)


def test_no_project_belongs_to_a_real_enterprise(demo_db: Session):
    real = "select count(*) from project p join party on party.id = p.party_id where party.is_real"
    assert demo_db.execute(text(real)).scalar_one() == 0


def test_the_inbox_has_something_in_every_bucket_and_of_every_kind(demo_db: Session):
    found = read_inbox(demo_db, EVERYBODY, TODAY, InboxFilter())
    assert {bucket for bucket, count in found["buckets"].items() if count} == set(InboxBucket.values())
    assert {source for source, count in found["sources"].items() if count} == set(InboxSource.values())
    keys = [row["key"] for row in found["items"]]
    assert len(keys) == len(set(keys))
