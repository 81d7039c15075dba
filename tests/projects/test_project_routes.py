"""Projects over HTTP: what each role may do, what an answer holds, two officers at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.db.engine import create_app_engine
from gisapp.documents.issuers import revise_issuer
from gisapp.kernel.errors import DomainError
from gisapp.projects.commands import move_project
from tests.builders.evidence import an_evidence_file
from tests.builders.park import a_park
from tests.builders.people import Come, people_at, sign_ins
from tests.builders.project import CLERK, TODAY, a_project


@pytest.fixture
def project_id(fresh_url: str) -> int:
    with sign_ins(fresh_url) as session:
        park = a_park(session)
        revise_issuer(
            session, CLERK, park.zone_id, {"name_zh": "管委会", "code_zh": "周经开"}, valid_from=date(2020, 1, 1)
        )
        found = a_project(session, park, stage="signed")
        an_evidence_file(session, park)
    return found


@pytest.fixture
def come(fresh_url: str, project_id: int) -> Iterator[Come]:
    yield from people_at(fresh_url, TODAY)


def test_a_sheet_says_what_may_come_next(come: Come, project_id: int):
    sheet = come("planner").get(f"/api/projects/{project_id}").json()
    assert [step["stage"] for step in sheet["open_steps"]] == ["landed", "paused", "terminated"]
    assert sheet["moves"][2]["evidence"][0]["title"] == "现场照片"
    assert sheet["light"] == "unknown"


def test_an_officer_moves_a_project_and_a_planner_may_not(come: Come, project_id: int):
    body = {"stage": "landed", "moved_on": "2026-11-20", "evidence_ids": [1]}
    refused = come("planner").post(f"/api/projects/{project_id}/moves", json=body)
    assert (refused.status_code, refused.json()["code"]) == (403, "auth.denied.project:edit")
    officer = come("officer")
    assert officer.post(f"/api/projects/{project_id}/moves", json=body).status_code == 201
    again = officer.post(f"/api/projects/{project_id}/moves", json=body)
    assert again.status_code == 409
    assert again.json()["findings"][0]["code"] == "project.step_not_allowed"


def test_unknown_evidence_is_refused_with_a_sentence(come: Come, project_id: int):
    body = {"stage": "landed", "moved_on": "2026-11-20", "evidence_ids": [4711]}
    answer = come("officer").post(f"/api/projects/{project_id}/moves", json=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "evidence.unknown")


def test_a_project_is_entered_planned_reported_and_exported(come: Come, project_id: int):
    officer = come("officer")
    entered = officer.post(
        "/api/projects",
        json={"park_code": "P4", "name_zh": "示例饮料项目", "stage": "lead", "moved_on": "2026-11-01", "investment_yuan": "80000000"},
    )  # fmt: skip
    assert entered.status_code == 201
    new_id = entered.json()["id"]
    assert officer.post(f"/api/projects/{new_id}/schedules", json={"planned_start_on": "2026-12-01"}).status_code == 201
    wrong = {"planned_start_on": "2027-01-01", "planned_completion_on": "2026-12-01", "reason": "x"}
    answer = officer.post(f"/api/projects/{new_id}/schedules", json=wrong)
    assert (answer.status_code, answer.json()["code"]) == (400, "project.schedule_order")
    report = {"month": "2026-11-01", "done_share": "0.05"}
    assert officer.post(f"/api/projects/{new_id}/progress", json=report).json() == {
        "version_no": 1,
        "findings": [],
    }
    assert officer.patch(f"/api/projects/{new_id}", json={"owner_name": "区领导", "reason": "分工"}).status_code == 204
    listed = officer.get("/api/projects", params={"q": "饮料"}).json()
    assert [row["owner_name"] for row in listed["items"]] == ["区领导"]
    file = officer.get("/api/projects/export.csv", params={"q": "饮料"})
    assert "示例饮料项目" in file.content.decode("utf-8-sig")
    assert officer.get("/api/projects/export.xlsx").content.startswith(b"PK")


def test_a_leader_sends_a_letter_and_whoever_reads_sees_its_clock(come: Come, project_id: int):
    leader = come("leader")
    body = {
        "title_zh": "督办",
        "addressee_zh": "责任单位",
        "facts_zh": "未按计划",
        "demand_zh": "限期开工",
        "reply_workdays": 5,
    }
    sent = leader.post(f"/api/projects/{project_id}/letters", json=body)
    assert sent.status_code == 201, sent.text
    letter = leader.get("/api/supervision-letters").json()[0]
    assert (letter["letter_no"], letter["due_on"]) == ("周经开督办〔2026〕1号", "2026-11-30")
    told = come("admin").get(f"/api/supervision-letters/{letter['id']}/clock").json()
    assert told["sentence_zh"].startswith("自2026年11月23日起 5 个工作日")
    row = leader.get("/api/inbox", params={"source": "letter"}).json()["items"][0]
    assert (row["action"], row["bucket"], row["turn"]) == ("record_reply", "week", "office")


def test_a_review_goes_from_route_to_ranking(come: Come, project_id: int):
    leader = come("leader")
    body = {
        "round_zh": "2026年第四季度", "title_zh": "观摩", "held_on": "2026-11-20", "route": [project_id],
        "items": [{"name_zh": "形象进度", "max_score": 60}], "judges": [{"name_zh": "评委甲"}],
    }  # fmt: skip
    review = leader.post("/api/site-reviews", json=body).json()["id"]
    scores = f"/api/site-reviews/{review}/stops/{project_id}/scores"
    too_much = leader.put(scores, json={"judge_no": 1, "scores": [{"item_no": 1, "score": 60.5}]})
    assert (too_much.status_code, too_much.json()["code"]) == (400, "review.score_out_of_range")
    assert leader.put(scores, json={"judge_no": 1, "scores": [{"item_no": 1, "score": 55}]}).status_code == 204
    assert leader.post(f"/api/site-reviews/{review}/closing").status_code == 204
    closed = leader.put(scores, json={"judge_no": 1, "scores": [{"item_no": 1, "score": 60}]})
    assert (closed.status_code, closed.json()["code"]) == (409, "review.closed")
    shown = leader.get(f"/api/site-reviews/{review}").json()
    assert shown["standings"] == [{"project_id": project_id, "total": 55.0, "rank": 1, "is_tied": False, "missing": 0}]


def test_of_two_officers_at_once_exactly_one_moves_the_project(fresh_url: str, project_id: int):
    engine = create_app_engine(fresh_url, pool_size=4)
    start = Barrier(2)

    def move(stage: str) -> str:
        try:
            with Session(engine) as session, session.begin():
                start.wait(timeout=10)
                move_project(
                    session, CLERK, project_id, stage, moved_on=TODAY, reason="同时", evidence_ids=(1,), today=TODAY
                )
        except (DomainError, DBAPIError) as error:
            return type(error).__name__
        return "moved"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(move, ("landed", "terminated")))
    # the second one finds a project that is where its step does not begin, unless it followed on from the first
    with Session(engine) as session:
        moves = session.execute(
            text("select sequence, from_stage, stage from project_move where project_id = :id order by sequence"),
            {"id": project_id},
        ).all()
    engine.dispose()
    assert outcomes == ["RuleViolation", "moved"]
    assert len(moves) == 4
    assert moves[3].from_stage == "signed"
