"""What the stock is judged by, over HTTP: divisions of plots, decisions on patches, approvals to convert, definitions of the classes."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Response

from gisapp.api.answers import Created
from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id, Ordinal
from gisapp.land.outline_routes import OutlineAnswer, OutlineDep
from gisapp.land.typed_shape import read_shape
from gisapp.stock import schemas
from gisapp.stock.approvals import (
    ApprovalDraft,
    add_approval,
    correct_approval,
    list_approvals,
    show_approval,
    withdraw_approval,
)
from gisapp.stock.decisions import decide_patch
from gisapp.stock.definitions import DefinitionDraft, list_definitions, revise_definition
from gisapp.stock.divisions import (
    Cut,
    Revision,
    divide_plot,
    preview_cut,
    revise_part,
    undivide_plot,
)
from gisapp.stock.part_store import PartDraft

router = Router(prefix="/api", tags=["stock"])

Reader = Annotated[Principal, Depends(require(Permission.STOCK_READ))]
Editor = Annotated[Principal, Depends(require(Permission.STOCK_EDIT))]


@router.post("/plots/{plot_id}/stock/preview")
def cut_preview(
    plot_id: Id, body: schemas.CutBody, session: SessionDep, principal: Editor, as_of: AsOfDep
) -> schemas.CutPreview:
    """The pieces that a cut would give, with their areas. Nothing is stored."""
    return schemas.CutPreview(**preview_cut(session, principal, plot_id, Cut(**body.model_dump()), as_of))


@router.post("/plots/{plot_id}/stock/parts", status_code=204)
def division(
    plot_id: Id, body: schemas.DivisionBody, session: SessionDep, clock: ClockDep, principal: Editor
) -> Response:
    """Cut a plot, or one of its parts, from a day on (default today)."""
    today = clock.today()
    divide_plot(
        session,
        principal,
        plot_id,
        Cut(**body.cut.model_dump()),
        [PartDraft(**part.model_dump()) for part in body.parts],
        Revision(
            seen=body.seen, valid_from=body.valid_from or today, reason=body.reason, evidence_ids=body.evidence_ids
        ),
        today=today,
    )
    return Response(status_code=204)


@router.put("/plots/{plot_id}/stock/parts/{part_no}", status_code=204)
def revised_part(
    plot_id: Id, part_no: Ordinal, body: schemas.PartRevision, session: SessionDep, clock: ClockDep, principal: Editor
) -> Response:
    """Say otherwise what a part is used for, or which class it is in, from a day on (default today)."""
    today = clock.today()
    revise_part(
        session,
        principal,
        plot_id,
        part_no,
        _part(body),
        Revision(
            seen=body.seen, valid_from=body.valid_from or today, reason=body.reason, evidence_ids=body.evidence_ids
        ),
        today=today,
    )
    return Response(status_code=204)


@router.post("/plots/{plot_id}/stock/undivide", status_code=204)
def undivision(
    plot_id: Id, body: schemas.Undivision, session: SessionDep, clock: ClockDep, principal: Editor
) -> Response:
    """Let a plot be one patch again from a day on (default today)."""
    today = clock.today()
    undivide_plot(
        session,
        principal,
        plot_id,
        seen=body.seen,
        valid_from=body.valid_from or today,
        reason=body.reason,
        today=today,
    )
    return Response(status_code=204)


@router.post("/stock/patches/{patch_id}/decision", status_code=204)
def decision(
    patch_id: Id, body: schemas.DecisionBody, session: SessionDep, clock: ClockDep, principal: Editor
) -> Response:
    """Say which class a whole plot or ground outside plots belongs to, from a day on (default today)."""
    today = clock.today()
    decide_patch(
        session,
        principal,
        patch_id,
        _part(body),
        valid_from=body.valid_from or today,
        reason=body.reason,
        evidence_ids=body.evidence_ids,
        today=today,
    )
    return Response(status_code=204)


@router.get("/stock/definitions")
def definitions(session: SessionDep, as_of: AsOfDep, principal: Reader) -> list[schemas.DefinitionAnswer]:
    """What each class means, every period of it, in the order of the ladder."""
    return [schemas.DefinitionAnswer(**row) for row in list_definitions(session, as_of)]


@router.post("/stock/definitions", status_code=204)
def new_definition(body: schemas.DefinitionBody, session: SessionDep, clock: ClockDep, principal: Editor) -> Response:
    """Let a class mean something else from a day on (default today)."""
    today = clock.today()
    draft = DefinitionDraft(**{**body.model_dump(), "valid_from": body.valid_from or today})
    revise_definition(session, principal, draft, today)
    return Response(status_code=204)


@router.get("/conversion-approvals")
def approvals(session: SessionDep, as_of: AsOfDep, principal: Reader) -> list[schemas.ApprovalAnswer]:
    """Approvals to convert, with what of each is supplied on the day."""
    return [schemas.ApprovalAnswer(**row) for row in list_approvals(session, principal, as_of)]


@router.post("/conversion-approvals/outline")
def approval_outline(principal: Editor, found: OutlineDep) -> OutlineAnswer:
    """Read the ground of an approval from a file and show it. Nothing is stored."""
    return found


@router.get("/conversion-approvals/{approval_id}")
def approval(approval_id: Id, session: SessionDep, as_of: AsOfDep, principal: Reader) -> schemas.ApprovalSheet:
    """One approval with its shape and its files."""
    return schemas.ApprovalSheet(**show_approval(session, principal, approval_id, as_of))


@router.post("/conversion-approvals", status_code=201)
def new_approval(body: schemas.ApprovalBody, session: SessionDep, clock: ClockDep, principal: Editor) -> Created:
    """Enter an approval; the patches are worked out again."""
    return Created(id=add_approval(session, principal, _approval(body), clock.today()))


@router.put("/conversion-approvals/{approval_id}")
def corrected_approval(
    approval_id: Id, body: schemas.ApprovalCorrection, session: SessionDep, clock: ClockDep, principal: Editor
) -> Created:
    """Replace what was entered; without a geometry the ground stays. The answer names the new row."""
    new_id = correct_approval(session, principal, approval_id, _approval(body), body.reason, clock.today())
    return Created(id=new_id)


@router.post("/conversion-approvals/{approval_id}/withdrawal", status_code=204)
def withdrawn_approval(
    approval_id: Id, body: schemas.Withdrawal, session: SessionDep, clock: ClockDep, principal: Editor
) -> Response:
    """Take an approval that was entered by mistake out of what is held true."""
    withdraw_approval(session, principal, approval_id, body.reason, clock.today())
    return Response(status_code=204)


def _part(body: schemas.PartBody) -> PartDraft:
    return PartDraft(body.name_zh, body.use, body.stock_class)


def _approval(body: schemas.ApprovalBody) -> ApprovalDraft:
    values = body.model_dump(exclude={"geometry", "reason"})
    geometry = None if body.geometry is None else read_shape(body.geometry, None)[0]
    return ApprovalDraft(**values, geometry=geometry)
