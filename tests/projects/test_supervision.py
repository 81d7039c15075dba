"""Letters with a reply clock in working days, problems that are visited again, reviews that stay as they were scored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.documents.issuers import revise_issuer
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import Conflict, Invalid, NotFound, RuleViolation
from gisapp.projects import letter_document  # noqa: F401
from gisapp.projects.letters import (
    LetterDraft,
    LetterStepDraft,
    explain_reply_clock,
    issue_letter,
    list_letters,
    locate_letter,
    step_letter,
)
from gisapp.projects.problems import (
    ProblemDraft,
    ProblemStepDraft,
    list_problems,
    locate_problem,
    raise_problem,
    step_problem,
)
from gisapp.projects.projects import locate_project
from gisapp.projects.reviews import (
    ReviewDraft,
    close_review,
    comment_stop,
    enter_scores,
    list_reviews,
    locate_review,
    plan_review,
    reorder_route,
)
from tests.builders.park import BuiltPark, a_park
from tests.builders.project import CLERK, TODAY, a_project

CLOCK = FixedClock(TODAY)  # a Monday


@pytest.fixture
def park(db: Session) -> BuiltPark:
    built = a_park(db)
    office = {"name_zh": "周口经济开发区管理委员会", "code_zh": "周经开", "address": "太昊路", "phone": "0394-0000000"}
    revise_issuer(db, CLERK, built.zone_id, office, valid_from=date(2020, 1, 1))
    return built


@contextmanager
def as_owner(db: Session) -> Iterator[None]:
    """The owner of the tables, who has every right and is refused by the triggers alone."""
    with db.begin_nested():
        db.execute(text("reset role"))
        yield


def a_letter(db: Session, project_id: int, *, clock: FixedClock = CLOCK, workdays: int = 5) -> int:
    return issue_letter(
        db,
        CLERK,
        clock,
        project_id,
        LetterDraft(
            title_zh="关于尽快开工的督办函",
            addressee_zh="示例责任单位",
            facts_zh="项目签约后未按计划开工。",
            demand_zh="明确开工时间表。\n每周报送进展。",
            reply_workdays=workdays,
            evidence_ids=(),
        ),
    )


def step(
    db: Session, letter_id: int, state: str, day: date, content: str = "已整改", workdays: int | None = None
) -> None:
    step_letter(
        db,
        CLERK,
        letter_id,
        LetterStepDraft(state=state, done_on=day, content_zh=content, reply_workdays=workdays, evidence_ids=()),
        today=TODAY,
    )


def test_a_letter_bears_the_number_of_its_document_and_counts_working_days(db: Session, park: BuiltPark):
    letter = locate_letter(db, CLERK, a_letter(db, a_project(db, park, stage="signed")), TODAY)
    numbers = db.execute(text("select document_no from document where kind = 'supervision_letter'")).scalars().all()
    assert numbers == [letter["letter_no"]] == ["周经开督办〔2026〕1号"]
    assert (letter["state"], letter["due_on"], letter["is_overdue"]) == ("issued", date(2026, 11, 30), False)
    second = locate_letter(db, CLERK, a_letter(db, letter["project_id"]), TODAY)
    assert second["letter_no"].endswith("2号")


def test_the_reply_clock_skips_the_national_day_and_counts_make_up_days(db: Session, park: BuiltPark):
    letter_id = a_letter(db, a_project(db, park, stage="signed"), clock=FixedClock(date(2026, 9, 28)), workdays=5)
    told = explain_reply_clock(db, CLERK, letter_id, TODAY)
    assert sum("第" in line for line in told["lines_zh"]) == 5
    assert any("国庆" in line for line in told["lines_zh"])


def test_a_letter_is_overdue_the_day_after_its_last(db: Session, park: BuiltPark):
    letter_id = a_letter(db, a_project(db, park, stage="signed"), clock=FixedClock(date(2026, 11, 9)))
    due = locate_letter(db, CLERK, letter_id, TODAY)["due_on"]
    assert due == date(2026, 11, 16)
    assert [locate_letter(db, CLERK, letter_id, day)["is_overdue"] for day in (due, date(2026, 11, 17))] == [
        False,
        True,
    ]
    step(db, letter_id, "replied", date(2026, 11, 18))
    letter = locate_letter(db, CLERK, letter_id, TODAY)
    assert (letter["is_overdue"], letter["replied_late"]) == (False, True)


def test_a_reply_is_accepted_or_returned_with_a_new_last_day(db: Session, park: BuiltPark):
    project_id = a_project(db, park, stage="signed")
    letter_id = a_letter(db, project_id, clock=FixedClock(date(2026, 11, 9)))
    with pytest.raises(RuleViolation):
        step(db, letter_id, "accepted", date(2026, 11, 10))
    with pytest.raises(RuleViolation, match="step_refused"):
        step(db, letter_id, "replied", date(2026, 11, 10), content=" ")
    step(db, letter_id, "replied", date(2026, 11, 10))
    with pytest.raises(Invalid, match="reply_term_missing"):
        step(db, letter_id, "returned", date(2026, 11, 11), content="没有时间表")
    step(db, letter_id, "returned", date(2026, 11, 11), content="没有时间表", workdays=3)
    assert locate_letter(db, CLERK, letter_id, TODAY)["due_on"] == date(2026, 11, 16)
    assert locate_project(db, CLERK, project_id, TODAY)["overdue_letters"] == 1
    step(db, letter_id, "replied", date(2026, 11, 17))
    step(db, letter_id, "accepted", date(2026, 11, 18))
    letter = locate_letter(db, CLERK, letter_id, TODAY)
    assert [item["state"] for item in letter["steps"]] == ["issued", "replied", "returned", "replied", "accepted"]
    assert letter["open_steps"] == []
    assert locate_project(db, CLERK, project_id, TODAY)["open_letters"] == 0
    assert list_letters(db, CLERK, date(2026, 11, 10))[0]["state"] == "replied"


def test_what_was_sent_is_not_rewritten(db: Session, park: BuiltPark):
    a_letter(db, a_project(db, park, stage="signed"))
    for verb in (
        "update supervision_letter set reply_due_on = reply_due_on + 30",
        "delete from supervision_letter_step",
    ):
        with pytest.raises(Exception, match="is refused"), as_owner(db):
            db.execute(text(verb))


def test_a_problem_is_raised_assigned_handled_and_visited(db: Session, park: BuiltPark):
    project_id = a_project(db, park, stage="signed")
    problem_id = raise_problem(
        db,
        CLERK,
        project_id,
        ProblemDraft(source="visit", title_zh="临时用电未接通", detail_zh="", raised_on=date(2026, 11, 2)),
        today=TODAY,
    )

    def go(state: str, day: date, office: str = "", due: date | None = None, content: str = "说明") -> None:
        step_problem(
            db,
            CLERK,
            problem_id,
            ProblemStepDraft(
                state=state, done_on=day, office_zh=office, due_on=due, content_zh=content, evidence_ids=()
            ),
            today=TODAY,
        )

    with pytest.raises(RuleViolation):
        go("closed", date(2026, 11, 3))
    with pytest.raises(Invalid, match="assignment_incomplete"):
        go("assigned", date(2026, 11, 3), office="供电公司")
    go("assigned", date(2026, 11, 3), office="供电公司", due=date(2026, 11, 20))
    assert locate_problem(db, CLERK, problem_id, date(2026, 11, 20))["is_overdue"] is False
    assert locate_problem(db, CLERK, problem_id, TODAY)["is_overdue"] is True
    assert locate_project(db, CLERK, project_id, TODAY)["overdue_problems"] == 1
    go("handled", date(2026, 11, 21))
    go("assigned", date(2026, 11, 22), office="供电公司", due=TODAY, content="回访仍未通电")
    go("handled", TODAY)
    go("closed", TODAY)
    assert [item["state"] for item in list_problems(db, CLERK, TODAY, project_id=project_id)[0]["steps"]] == [
        "raised", "assigned", "handled", "assigned", "handled", "closed",
    ]  # fmt: skip


def test_a_problem_of_a_review_names_the_review(db: Session, park: BuiltPark):
    project_id = a_project(db, park)
    with pytest.raises(Invalid, match="review_missing"):
        raise_problem(
            db,
            CLERK,
            project_id,
            ProblemDraft(source="review", title_zh="整改", detail_zh="", raised_on=TODAY),
            today=TODAY,
        )
    review_id = plan_review(db, CLERK, draft(project_id), TODAY)
    raise_problem(
        db,
        CLERK,
        project_id,
        ProblemDraft(source="review", title_zh="整改", detail_zh="", raised_on=TODAY, review_id=review_id),
        today=TODAY,
    )
    assert list_problems(db, CLERK, TODAY, review_id=review_id)[0]["review_round_zh"] == "2026年第四季度"


def draft(*route: int, held_on: date = TODAY) -> ReviewDraft:
    return ReviewDraft(
        "2026年第四季度", "重点项目观摩讲评", held_on, route, (("形象进度", Decimal(60)), ("亩均效益", Decimal(40))),
        (("评委甲", "发改"), ("评委乙", "工信")),
    )  # fmt: skip


def scored(db: Session, review_id: int, project_id: int, *sheets: tuple[int, int]) -> None:
    for judge, (first, second) in enumerate(sheets, start=1):
        enter_scores(db, CLERK, review_id, project_id, judge, {1: Decimal(first), 2: Decimal(second)}, "", TODAY)


def test_a_review_is_scored_ranked_and_closed(db: Session, park: BuiltPark):
    one, two, three = (a_project(db, park) for _ in range(3))
    review_id = plan_review(db, CLERK, draft(one, two, three), TODAY)
    reorder_route(db, CLERK, review_id, [three, one, two], TODAY)
    assert [stop["project_id"] for stop in locate_review(db, CLERK, review_id, TODAY)["stops"]] == [three, one, two]
    scored(db, review_id, one, (50, 30), (54, 30))
    scored(db, review_id, two, (52, 30), (52, 30))
    scored(db, review_id, three, (60, 40))
    with pytest.raises(Conflict, match="scores_missing"):
        close_review(db, CLERK, review_id, TODAY)
    scored(db, review_id, three, (60, 40), (55, 40))
    comment_stop(db, CLERK, review_id, three, "进度领先", TODAY)
    standings = locate_review(db, CLERK, review_id, TODAY)["standings"]
    assert [(item["project_id"], item["total"], item["rank"], item["is_tied"]) for item in standings] == [
        (three, 97.5, 1, False), (one, 82.0, 2, True), (two, 82.0, 2, True),
    ]  # fmt: skip
    close_review(db, CLERK, review_id, TODAY)
    stored = db.execute(text("select project_id, rank from site_review_stop order by stop_no")).all()
    assert [tuple(row) for row in stored] == [(three, 1), (one, 2), (two, 2)]


@pytest.mark.parametrize(
    "act",
    [
        lambda db, review, project: enter_scores(db, CLERK, review, project, 1, {1: Decimal(1)}, "", TODAY),
        lambda db, review, project: enter_scores(db, CLERK, review, project, 1, {1: None}, "", TODAY),
        lambda db, review, project: comment_stop(db, CLERK, review, project, "改", TODAY),
        lambda db, review, project: reorder_route(db, CLERK, review, [project], TODAY),
        lambda db, review, _: db.execute(
            text("update site_review set closed_at = null where id = :id"), {"id": review}
        ),
        lambda db, review, _: db.execute(text("delete from site_review_judge where review_id = :id"), {"id": review}),
    ],
)
def test_a_closed_review_stays_as_it_was_scored(db: Session, park: BuiltPark, act):
    project_id = a_project(db, park)
    review_id = plan_review(db, CLERK, draft(project_id), TODAY)
    scored(db, review_id, project_id, (50, 30), (50, 30))
    close_review(db, CLERK, review_id, TODAY)
    with pytest.raises(Exception, match="is closed"), db.begin_nested():
        act(db, review_id, project_id)


def test_scores_stay_within_their_item_and_cells_are_known(db: Session, park: BuiltPark):
    project_id = a_project(db, park)
    review_id = plan_review(db, CLERK, draft(project_id), TODAY)
    with pytest.raises(Exception, match="above"), db.begin_nested():
        enter_scores(db, CLERK, review_id, project_id, 1, {2: Decimal("40.1")}, "", TODAY)
    with pytest.raises(Invalid):
        enter_scores(db, CLERK, review_id, project_id, 1, {9: Decimal(1)}, "", TODAY)
    with pytest.raises(NotFound):
        enter_scores(db, CLERK, review_id, project_id, 3, {1: Decimal(1)}, "", TODAY)
    with pytest.raises(Invalid, match="route_faulty"):
        plan_review(db, CLERK, draft(project_id, project_id), TODAY)
    with pytest.raises(Invalid, match="route_faulty"):
        reorder_route(db, CLERK, review_id, [project_id, project_id], TODAY)


def test_a_review_to_come_is_listed_and_not_closed(db: Session, park: BuiltPark):
    project_id = a_project(db, park)
    review_id = plan_review(db, CLERK, draft(project_id, held_on=date(2026, 12, 20)), TODAY)
    assert [row["id"] for row in list_reviews(db, CLERK, TODAY)] == [review_id]
    with pytest.raises(Conflict, match="not_held"):
        close_review(db, CLERK, review_id, TODAY)
