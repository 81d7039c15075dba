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
    principal: Reader,
    session: SessionDep,
    as_of: AsOfDep,
    park: Annotated[str | None, Query(description="park codes, comma separated")] = None,
    person: Annotated[str | None, Query(max_length=100, description="who follows it; - = nobody")] = None,
    source: Annotated[str | None, Query(description="sources, comma separated")] = None,
    untouched: Annotated[int | None, Query(ge=1, le=3650, description="days without any record")] = None,
    escalated: Annotated[bool, Query(description="only what is overdue for so long that leaders are told")] = False,
) -> schemas.InboxAnswer:
    """What is overdue, due today, within 7 and 30 days, and what nobody has touched."""
    wanted = InboxFilter(_parts(park), "" if person == "-" else person, _parts(source), untouched, escalated)
    found = read_inbox(session, principal, as_of, wanted)
    parks = [schemas.InboxPark(code=code, name_zh=zh, name_en=en) for code, zh, en in found["parks"]]
    return schemas.InboxAnswer(**{**found, "parks": parks, "as_of": as_of})


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())
