"""Review over HTTP: what the rules say, submit, take back, remarks, return, publish, withdraw; the difference as a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Response

from gisapp.api.answers import Created
from gisapp.api.deps import ClockDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.plot_rules.terms import RuleMoment
from gisapp.proposals import schemas
from gisapp.proposals.bodies import read_line
from gisapp.proposals.check import Verdict
from gisapp.proposals.difference_export import difference_rows, difference_to_csv, difference_to_xlsx
from gisapp.proposals.proposals import find_proposal
from gisapp.proposals.publishing import publish_proposal
from gisapp.proposals.review import (
    RemarkDraft,
    add_remark,
    check_proposal,
    resolve_remark,
    return_proposal,
    submit_proposal,
    take_back,
    withdraw_proposal,
)
from gisapp.proposals.rules.difference import classes_of

router = Router(prefix="/api/proposals", tags=["proposals"])

Reader = Annotated[Principal, Depends(require(Permission.PROPOSAL_READ))]
Editor = Annotated[Principal, Depends(require(Permission.PROPOSAL_EDIT))]
Reviewer = Annotated[Principal, Depends(require(Permission.PROPOSAL_REVIEW))]
Exporter = Annotated[Principal, Depends(require(Permission.PLOT_EXPORT))]


@router.get("/{proposal_id}/check")
def check(
    proposal_id: Id,
    principal: Reader,
    session: SessionDep,
    clock: ClockDep,
    moment: Annotated[str, Query(pattern="^(draft|submit|publish)$")] = "draft",
) -> schemas.CheckAnswer:
    """What the rules say of a proposal now, with difference and area balance; nothing is stored."""
    return _answer(check_proposal(session, principal, proposal_id, today=clock.today(), moment=RuleMoment(moment)))


@router.get("/{proposal_id}/difference.{form}", **gives(*ListForm))
def export(
    form: ListForm,
    proposal_id: Id,
    principal: Exporter,
    session: SessionDep,
    clock: ClockDep,
    leaving: LeavingDep,
) -> Response:
    """The difference list with the area balance as Excel or CSV, with day, who and the demo mark in it."""
    found = find_proposal(session, principal, proposal_id, clock.today())
    verdict = check_proposal(session, principal, proposal_id, today=clock.today())
    rows = difference_rows(verdict)
    title = f"草案{found['proposal_no']}差异清单"
    write = {ListForm.XLSX: difference_to_xlsx, ListForm.CSV: difference_to_csv}[form]
    return leaving.attachment(
        write(rows, leaving.caption(title, len(rows), principal.name, "宗"), verdict.balance),
        title,
        "proposal-difference",
        form,
    )


@router.post("/{proposal_id}/submission", status_code=201)
def submission(proposal_id: Id, principal: Editor, session: SessionDep, clock: ClockDep) -> schemas.CheckAnswer:
    """Submit for review; 409 with every finding where one stops it."""
    return _answer(submit_proposal(session, principal, proposal_id, today=clock.today()))


@router.post("/{proposal_id}/taking-back", status_code=204)
def taking_back(proposal_id: Id, principal: Editor, session: SessionDep, clock: ClockDep) -> None:
    """Take it back from review to go on drawing."""
    take_back(session, principal, proposal_id, today=clock.today())


@router.post("/{proposal_id}/withdrawal", status_code=204)
def withdrawal(
    proposal_id: Id, body: schemas.WithReason, principal: Editor, session: SessionDep, clock: ClockDep
) -> None:
    """Give it up, with a reason."""
    withdraw_proposal(session, principal, proposal_id, reason=body.reason, today=clock.today())


@router.post("/{proposal_id}/return", status_code=204)
def returning(
    proposal_id: Id, body: schemas.WithReason, principal: Reviewer, session: SessionDep, clock: ClockDep
) -> None:
    """Return it to its author, with a reason; never by whoever drew it."""
    return_proposal(session, principal, proposal_id, reason=body.reason, today=clock.today())


@router.post("/{proposal_id}/publication", status_code=201)
def publication(
    proposal_id: Id, body: schemas.WithReason, principal: Reviewer, session: SessionDep, clock: ClockDep
) -> schemas.CheckAnswer:
    """Publish it as a whole; 409 where a rule stops it or a plot was changed meanwhile. Never by whoever drew it."""
    return _answer(publish_proposal(session, principal, proposal_id, reason=body.reason, today=clock.today()))


@router.post("/{proposal_id}/remarks", status_code=201)
def remark(proposal_id: Id, body: schemas.RemarkBody, principal: Reviewer, session: SessionDep) -> Created:
    """Say something of a submitted proposal at a place."""
    draft = RemarkDraft(
        **body.model_dump(exclude={"geometry"}),
        geometry=read_line(body.geometry),
    )
    return Created(id=add_remark(session, principal, proposal_id, draft))


@router.post("/{proposal_id}/remarks/{remark_id}/resolution", status_code=204)
def resolution(
    proposal_id: Id, remark_id: Id, body: schemas.ResolutionBody, principal: Editor, session: SessionDep
) -> None:
    """Say how a remark was dealt with."""
    resolve_remark(session, principal, proposal_id, remark_id, note_zh=body.note_zh)


def _answer(verdict: Verdict) -> schemas.CheckAnswer:
    return schemas.CheckAnswer(
        findings=verdict.findings,
        has_errors=bool(verdict.errors),
        tolerances=verdict.tolerances,
        difference=[_floats(row) for row in verdict.difference],
        classes=classes_of(verdict.difference),
        balance=_floats(verdict.balance),
        earliest_on=verdict.earliest_on,
    )


def _floats(row: dict) -> dict:
    """Return figures as numbers, so that the screen adds nothing up from text."""
    return {
        key: float(value)
        if hasattr(value, "as_tuple")
        else [_floats(item) if isinstance(item, dict) else item for item in value]
        if isinstance(value, list)
        else value
        for key, value in row.items()
    }
