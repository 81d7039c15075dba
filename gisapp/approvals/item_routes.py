"""The list of approval items over HTTP: stages and items of a day, their versions, and how the zone changes them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path

from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.routing import Router
from gisapp.approvals import bodies, schemas
from gisapp.approvals.item_commands import (
    ItemDraft,
    StageDraft,
    item_history,
    list_items,
    retire_item,
    revise_item,
    revise_stage,
)
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal

router = Router(prefix="/api/approvals", tags=["approvals"])

Reader = Annotated[Principal, Depends(require(Permission.APPROVAL_READ))]
ItemEditor = Annotated[Principal, Depends(require(Permission.APPROVAL_ITEM_EDIT))]
ItemCode = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9_]{0,39}$")]


@router.get("/items")
def items(principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.CatalogueAnswer:
    """Stages and items in force on a day, with versions to come."""
    return schemas.CatalogueAnswer(**list_items(session, as_of))


@router.get("/items/{item_code}/versions")
def versions(item_code: ItemCode, principal: Reader, session: SessionDep) -> list[schemas.PastItemVersion]:
    """Everything ever recorded of an item."""
    return [schemas.PastItemVersion(**row) for row in item_history(session, item_code)]


@router.put("/items/{item_code}")
def item(
    item_code: ItemCode, body: bodies.ItemBody, principal: ItemEditor, session: SessionDep, clock: ClockDep
) -> schemas.CatalogueAnswer:
    """Let an item read like this from a day on (today at the earliest); a new code is a new item."""
    values = body.model_dump(exclude={"valid_from", "reason"}, by_alias=True)
    revise_item(session, principal, ItemDraft(item_code, values, body.valid_from, body.reason), today=clock.today())
    return schemas.CatalogueAnswer(**list_items(session, body.valid_from))


@router.post("/items/{item_code}/retirement")
def retired(
    item_code: ItemCode, body: bodies.RetireBody, principal: ItemEditor, session: SessionDep, clock: ClockDep
) -> schemas.CatalogueAnswer:
    """Take an item off the list from a day on."""
    retire_item(session, principal, item_code, valid_from=body.valid_from, reason=body.reason, today=clock.today())
    return schemas.CatalogueAnswer(**list_items(session, body.valid_from))


@router.put("/stages/{item_code}")
def stage(
    item_code: ItemCode, body: bodies.StageBody, principal: ItemEditor, session: SessionDep, clock: ClockDep
) -> schemas.CatalogueAnswer:
    """Let a stage read like this from a day on."""
    draft = StageDraft(item_code, **body.model_dump())
    revise_stage(session, principal, draft, today=clock.today())
    return schemas.CatalogueAnswer(**list_items(session, body.valid_from))
