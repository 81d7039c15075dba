"""The rulebook over HTTP: entries in force, their history, a new dated entry, a confirmation."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from fastapi import Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.answers import Recorded
from gisapp.api.deps import SessionDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.rulebook.rulebook import EntryDraft, add_entry, confirm_entry, list_entries, list_history

router = Router(prefix="/api/rulebook", tags=["rulebook"])

Reader = Annotated[Principal, Depends(require(Permission.RULEBOOK_READ))]
Editor = Annotated[Principal, Depends(require(Permission.RULEBOOK_EDIT))]
Reason = Annotated[str, Field(min_length=2, max_length=500)]


class EntryAnswer(Recorded):
    """One value in force over [effective_from, effective_to), in `unit`, with its basis."""

    id: int
    code: str
    value: float
    unit: str
    effective_from: date
    effective_to: date | None
    basis: str
    confirmed: bool
    note: str


class PastEntryAnswer(EntryAnswer):
    """`superseded_at` None = still what is held true."""

    superseded_at: datetime | None


class NewEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, Field(min_length=1, max_length=100)]
    value: Annotated[Decimal, Field(max_digits=18, decimal_places=6)]
    effective_from: date
    basis: Annotated[str, Field(min_length=2, max_length=300)]
    confirmed: bool = False
    note: Annotated[str, Field(max_length=500)] = ""
    reason: Reason


class Confirmation(BaseModel):
    model_config = ConfigDict(extra="forbid")

    basis: Annotated[str, Field(max_length=300)] = ""
    reason: Reason


@router.get("")
def entries(principal: Reader, session: SessionDep) -> list[EntryAnswer]:
    """Every entry as known now, by code and day."""
    return [EntryAnswer(**row) for row in list_entries(session)]


@router.get("/{code}/history")
def history(code: str, principal: Reader, session: SessionDep) -> list[PastEntryAnswer]:
    """Everything the rulebook ever said of a code, newest knowledge first."""
    return [PastEntryAnswer(**row) for row in list_history(session, code)]


@router.post("", status_code=204)
def add(body: NewEntry, principal: Editor, session: SessionDep) -> Response:
    """Let a code have a new value from a day on."""
    add_entry(session, principal, EntryDraft(**body.model_dump()))
    return Response(status_code=204)


@router.post("/{entry_id}/confirm", status_code=204)
def confirm(entry_id: Id, body: Confirmation, principal: Editor, session: SessionDep) -> Response:
    """Mark an entry as confirmed against its document."""
    confirm_entry(session, principal, entry_id, basis=body.basis, reason=body.reason)
    return Response(status_code=204)
