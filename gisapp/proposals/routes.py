"""Proposals over HTTP: list, begin, name anew, the whole of one; operations are added, changed, removed, restored, rebased."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query

from gisapp.api.answers import Created
from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.proposals import schemas
from gisapp.proposals.bodies import read_operation, read_policies
from gisapp.proposals.field_choices import choose_fields
from gisapp.proposals.items import (
    add_operation,
    change_operation,
    rebase_operation,
    remove_operation,
    restore_operation,
)
from gisapp.proposals.proposals import (
    ProposalDraft,
    ProposalFilter,
    begin_proposal,
    list_proposals,
    read_proposal,
    rename_proposal,
)
from gisapp.proposals.undo import redo_step, undo_step

router = Router(prefix="/api/proposals", tags=["proposals"])

Reader = Annotated[Principal, Depends(require(Permission.PROPOSAL_READ))]
Editor = Annotated[Principal, Depends(require(Permission.PROPOSAL_EDIT))]


FilterDep = Annotated[ProposalFilter, Query()]


@router.get("")
def board(principal: Reader, session: SessionDep, as_of: AsOfDep, wanted: FilterDep) -> schemas.ProposalListAnswer:
    """Proposals of the caller's parks with what is in them, newest change first."""
    return schemas.ProposalListAnswer(**list_proposals(session, principal, as_of, wanted))


@router.post("", status_code=201)
def begin(body: schemas.NewProposal, principal: Editor, session: SessionDep, clock: ClockDep) -> Created:
    """Begin a proposal in a park."""
    return Created(id=begin_proposal(session, principal, ProposalDraft(**body.model_dump()), today=clock.today()))


@router.get("/{proposal_id}")
def sheet(proposal_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.ProposalSheetAnswer:
    """All there is of one proposal: operations with parents, shapes and conflicts, its way, remarks, the steps open to the caller."""
    return schemas.ProposalSheetAnswer(**read_proposal(session, principal, proposal_id, as_of))


@router.put("/{proposal_id}")
def rename(proposal_id: Id, body: schemas.ProposalChange, principal: Editor, session: SessionDep) -> schemas.Version:
    """Give it another title, purpose, paper or day; 409 with what is stored when it was changed meanwhile."""
    draft = ProposalDraft(park_code="", **body.model_dump(exclude={"expected_version"}))
    version = rename_proposal(session, principal, proposal_id, draft, expected_version=body.expected_version)
    return schemas.Version(version=version)


@router.post("/{proposal_id}/operations", status_code=201)
def operation(
    proposal_id: Id, body: schemas.OperationBody, principal: Editor, session: SessionDep
) -> schemas.OperationAnswer:
    """Add an act of drawing with its shapes; a failed one keeps its cut line and the reasons."""
    return _answer(add_operation(session, principal, proposal_id, read_operation(body)))


@router.put("/{proposal_id}/operations/{operation_id}")
def operation_change(
    proposal_id: Id, operation_id: Id, body: schemas.OperationChange, principal: Editor, session: SessionDep
) -> schemas.OperationAnswer:
    """Let an operation be something else; 409 with the stored one in `details.stored` when somebody was quicker."""
    draft = read_operation(body)
    return _answer(
        change_operation(session, principal, proposal_id, operation_id, draft, expected_version=body.expected_version)
    )


@router.put("/{proposal_id}/operations/{operation_id}/fields")
def operation_fields(
    proposal_id: Id, operation_id: Id, body: schemas.FieldChoices, principal: Editor, session: SessionDep
) -> schemas.OperationAnswer:
    """Choose what becomes of fields of the parents; what was typed in stays."""
    policies = read_policies(body.policies)
    return _answer(
        choose_fields(session, principal, proposal_id, operation_id, policies, expected_version=body.expected_version)
    )


@router.post("/{proposal_id}/operations/{operation_id}/removal")
def operation_removal(
    proposal_id: Id, operation_id: Id, body: schemas.AtVersion, principal: Editor, session: SessionDep
) -> schemas.Version:
    """Take an operation out; it can be restored."""
    version = remove_operation(session, principal, proposal_id, operation_id, expected_version=body.expected_version)
    return schemas.Version(version=version)


@router.post("/{proposal_id}/operations/{operation_id}/restoration")
def operation_restoration(
    proposal_id: Id, operation_id: Id, body: schemas.AtVersion, principal: Editor, session: SessionDep
) -> schemas.OperationAnswer:
    """Bring back an operation that was taken out."""
    return _answer(
        restore_operation(session, principal, proposal_id, operation_id, expected_version=body.expected_version)
    )


@router.post("/{proposal_id}/operations/{operation_id}/rebase")
def operation_rebase(
    proposal_id: Id, operation_id: Id, body: schemas.AtVersion, principal: Editor, session: SessionDep
) -> schemas.OperationAnswer:
    """Take over the boundaries published meanwhile as the start of this operation; what was drawn stays."""
    return _answer(
        rebase_operation(session, principal, proposal_id, operation_id, expected_version=body.expected_version)
    )


@router.post("/{proposal_id}/undo")
def undo(proposal_id: Id, body: schemas.AtVersion, principal: Editor, session: SessionDep) -> schemas.SteppedAnswer:
    """Take the last step back, with what it put into neighbours; 409 when the proposal is not the version that was seen."""
    return schemas.SteppedAnswer(**undo_step(session, principal, proposal_id, expected_version=body.expected_version))


@router.post("/{proposal_id}/redo")
def redo(proposal_id: Id, body: schemas.AtVersion, principal: Editor, session: SessionDep) -> schemas.SteppedAnswer:
    """Do the step again that was taken back last, on whatever machine that was; 409 as for undo."""
    return schemas.SteppedAnswer(**redo_step(session, principal, proposal_id, expected_version=body.expected_version))


def _answer(found: dict[str, Any]) -> schemas.OperationAnswer:
    return schemas.OperationAnswer(**found)
