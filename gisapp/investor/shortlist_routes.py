"""Speaks HTTP for the lists that visitors keep; the key stands in the path and is all that opens a list."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Response

from gisapp.api.deps import ClockDep, SessionDep, SettingsDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.investor.schemas import NewShortlist, ShortlistAnswer, ShortlistChange
from gisapp.investor.shortlists import change_list, drop_list, make_list, open_list
from gisapp.visitors.allowance import limited
from gisapp.visitors.terms import Purpose

router = Router(prefix="/api/shortlists", tags=["investor"])

KEEP = [Depends(require(Permission.SHORTLIST_KEEP))]
Key = Annotated[str, Path(max_length=64)]
PRIVATE = "private, no-store"


@router.post("", status_code=201, dependencies=[Depends(limited(Purpose.SHORTLIST)), *KEEP])
def new_shortlist(
    body: NewShortlist, session: SessionDep, clock: ClockDep, settings: SettingsDep, response: Response
) -> ShortlistAnswer:
    """Make a list of published sites and return the keys that open it; nobody can tell them again."""
    response.headers["Cache-Control"] = PRIVATE
    return ShortlistAnswer(**make_list(session, settings.zone_code, body.site_ids, body.title, clock.today()))


@router.get("/{key}", dependencies=KEEP)
def shortlist(key: Key, session: SessionDep, clock: ClockDep, response: Response) -> ShortlistAnswer:
    """The list that a key opens, with what became of each site."""
    response.headers["Cache-Control"] = PRIVATE
    return ShortlistAnswer(**open_list(session, key, clock.today()))


@router.put("/{key}", dependencies=KEEP)
def changed_shortlist(
    key: Key, body: ShortlistChange, session: SessionDep, clock: ClockDep, response: Response
) -> ShortlistAnswer:
    """Let the list hold exactly these sites; 409 when it was changed elsewhere meanwhile."""
    response.headers["Cache-Control"] = PRIVATE
    return ShortlistAnswer(**change_list(session, key, body.site_ids, body.title, body.expected_version, clock.today()))


@router.delete("/{key}", status_code=204, dependencies=KEEP)
def dropped_shortlist(key: Key, session: SessionDep) -> None:
    """Delete the list for good."""
    drop_list(session, key)
