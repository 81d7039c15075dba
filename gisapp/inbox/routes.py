"""The inbox over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from gisapp.api.deps import AsOfDep, SessionDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.inbox import schemas
from gisapp.inbox.inbox import InboxFilter, read_inbox

router = Router(prefix="/api/inbox", tags=["inbox"])

Reader = Annotated[Principal, Depends(require(Permission.INBOX_READ))]


@router.get("")
def inbox(
    principal: Reader, session: SessionDep, as_of: AsOfDep, wanted: Annotated[InboxFilter, Query()]
) -> schemas.InboxAnswer:
    """What is overdue, due today, within 7 and 30 days, and what nobody has touched."""
    found = read_inbox(session, principal, as_of, wanted)
    parks = [schemas.InboxPark(code=code, name_zh=zh, name_en=en) for code, zh, en in found["parks"]]
    return schemas.InboxAnswer(**{**found, "parks": parks, "as_of": as_of})
