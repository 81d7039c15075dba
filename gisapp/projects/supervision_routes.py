"""Supervision letters, problems and on-site reviews over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

import gisapp.projects.letter_document  # noqa: F401  # tells documents what a letter says
from gisapp.api.answers import Created
from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.projects import letters, problems, reviews
from gisapp.projects import supervision_schemas as schemas

router = Router(prefix="/api", tags=["supervision"])

Reader = Annotated[Principal, Depends(require(Permission.PROJECT_READ))]
Supervisor = Annotated[Principal, Depends(require(Permission.SUPERVISION_EDIT))]


@router.get("/supervision-letters")
def all_letters(
    principal: Reader, session: SessionDep, as_of: AsOfDep, project_id: Id | None = None
) -> list[schemas.LetterAnswer]:
    """Letters of a day, newest first, with their reply clocks."""
    found = letters.list_letters(session, principal, as_of, project_id=project_id)
    return [schemas.LetterAnswer(**row) for row in found]


@router.get("/supervision-letters/reply-day")
def reply_day(
    principal: Reader, session: SessionDep, clock: ClockDep, workdays: Annotated[int, Query(ge=1, le=60)]
) -> schemas.ReplyDueAnswer:
    """The last day for a reply to a letter that goes out today."""
    deadline = letters.reply_deadline(session, clock.today(), workdays)
    return schemas.ReplyDueAnswer(due_on=deadline.due_on, sentence_zh=deadline.sentence_zh)


@router.get("/supervision-letters/{letter_id}/clock")
def clock_of_letter(letter_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.ReplyClockAnswer:
    """Every day that the reply clock counted or skipped, and why."""
    return schemas.ReplyClockAnswer(**letters.explain_reply_clock(session, principal, letter_id, as_of))


@router.post("/projects/{project_id}/letters", status_code=201)
def send_letter(
    project_id: Id, body: schemas.NewLetter, principal: Supervisor, session: SessionDep, clock: ClockDep
) -> Created:
    """Send a supervision letter: numbered, with its document, its reply clock running."""
    return Created(
        id=letters.issue_letter(session, principal, clock, project_id, letters.LetterDraft(**body.model_dump()))
    )


@router.post("/supervision-letters/{letter_id}/steps", status_code=204)
def step_letter(
    letter_id: Id, body: schemas.LetterStep, principal: Supervisor, session: SessionDep, clock: ClockDep
) -> None:
    """Record a reply, accept it, return it for another, or withdraw the letter."""
    letters.step_letter(
        session, principal, letter_id, letters.LetterStepDraft(**body.model_dump()), today=clock.today()
    )


@router.get("/project-problems")
def all_problems(
    principal: Reader,
    session: SessionDep,
    as_of: AsOfDep,
    project_id: Id | None = None,
    review_id: Id | None = None,
) -> list[schemas.ProblemAnswer]:
    """The problem list of a day, what is open first."""
    found = problems.list_problems(session, principal, as_of, project_id=project_id, review_id=review_id)
    return [schemas.ProblemAnswer(**row) for row in found]


@router.post("/projects/{project_id}/problems", status_code=201)
def raise_problem(
    project_id: Id, body: schemas.NewProblem, principal: Supervisor, session: SessionDep, clock: ClockDep
) -> Created:
    """Put a problem on the list."""
    found = problems.raise_problem(
        session, principal, project_id, problems.ProblemDraft(**body.model_dump()), today=clock.today()
    )
    return Created(id=found)


@router.post("/project-problems/{problem_id}/steps", status_code=204)
def step_problem(
    problem_id: Id, body: schemas.ProblemStep, principal: Supervisor, session: SessionDep, clock: ClockDep
) -> None:
    """Assign it with a last day, record what was done, send it back or settle it after a visit."""
    problems.step_problem(
        session, principal, problem_id, problems.ProblemStepDraft(**body.model_dump()), today=clock.today()
    )


@router.get("/site-reviews")
def all_reviews(principal: Reader, session: SessionDep, as_of: AsOfDep) -> list[schemas.ReviewAnswer]:
    """On-site reviews, newest first, with route, score sheet and ranking."""
    return [schemas.ReviewAnswer(**row) for row in reviews.list_reviews(session, principal, as_of)]


@router.get("/site-reviews/{review_id}")
def one_review(review_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.ReviewAnswer:
    return schemas.ReviewAnswer(**reviews.locate_review(session, principal, review_id, as_of))


@router.post("/site-reviews", status_code=201)
def plan_review(body: schemas.NewReview, principal: Supervisor, session: SessionDep, clock: ClockDep) -> Created:
    """Enter a review with its route, items and judges."""
    draft = reviews.ReviewDraft(
        round_zh=body.round_zh,
        title_zh=body.title_zh,
        held_on=body.held_on,
        route=tuple(body.route),
        items=tuple((item.name_zh, item.max_score) for item in body.items),
        judges=tuple((judge.name_zh, judge.office_zh) for judge in body.judges),
        host_zh=body.host_zh,
        route_note_zh=body.route_note_zh,
    )
    return Created(id=reviews.plan_review(session, principal, draft, clock.today()))


@router.put("/site-reviews/{review_id}/route", status_code=204)
def reorder(review_id: Id, body: schemas.Route, principal: Supervisor, session: SessionDep, clock: ClockDep) -> None:
    """Let the stops follow each other in a new order."""
    reviews.reorder_route(session, principal, review_id, body.route, clock.today())


@router.put("/site-reviews/{review_id}/stops/{project_id}/scores", status_code=204)
def score(
    review_id: Id,
    project_id: Id,
    body: schemas.ScoreSheet,
    principal: Supervisor,
    session: SessionDep,
    clock: ClockDep,
) -> None:
    """Enter one judge's sheet for one project."""
    sheet = {cell.item_no: cell.score for cell in body.scores}
    reviews.enter_scores(session, principal, review_id, project_id, body.judge_no, sheet, body.remark_zh, clock.today())


@router.put("/site-reviews/{review_id}/stops/{project_id}/comment", status_code=204)
def comment(
    review_id: Id,
    project_id: Id,
    body: schemas.Comment,
    principal: Supervisor,
    session: SessionDep,
    clock: ClockDep,
) -> None:
    """Write the comment on a project of the route."""
    reviews.comment_stop(session, principal, review_id, project_id, body.comment_zh, clock.today())


@router.post("/site-reviews/{review_id}/closing", status_code=204)
def close(review_id: Id, principal: Supervisor, session: SessionDep, clock: ClockDep) -> None:
    """Fix totals and ranks; nothing of the review changes any more."""
    reviews.close_review(session, principal, review_id, clock.today())
