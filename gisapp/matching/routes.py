"""Matching and saved searches of the investor's window (no account), and the log of matches for officers."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Query, Response

from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, SettingsDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.kernel.bounds import Id
from gisapp.matching.matches import ask_match, list_runs, replay_match, show_run
from gisapp.matching.requirements import requirement_of
from gisapp.matching.saved_searches import delete_search, open_search, save_search
from gisapp.matching.schemas import (
    MatchAnswer,
    Replay,
    RequirementBody,
    RunList,
    RunSheet,
    SearchBody,
    SearchOpened,
    SearchSaved,
)
from gisapp.visitors.allowance import limited
from gisapp.visitors.terms import Purpose

router = Router(prefix="/api", tags=["matching"])

Token = Annotated[str, Path(max_length=64, pattern=r"^[\w-]+$")]
READER = [Depends(require(Permission.MATCH_READ))]


@router.post("/matches", dependencies=[Depends(limited(Purpose.MATCH)), Depends(require(Permission.MATCH_ASK))])
def match(
    body: RequirementBody,
    session: SessionDep,
    as_of: AsOfDep,
    settings: SettingsDep,
    limit: Annotated[int, Query(ge=0, le=100)] = 12,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> MatchAnswer:
    """Rank everything published against a requirement, with reasons, what to relax, and what could be made of neighbours or of a larger plot."""
    requirement = requirement_of(session, body, as_of)
    return MatchAnswer(
        **ask_match(session, requirement, as_of, zone_code=settings.zone_code, limit=limit, offset=offset)
    )


@router.get("/matches", dependencies=READER)
def runs(
    session: SessionDep,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> RunList:
    """The log of matches, last asked first."""
    return RunList(**list_runs(session, limit, offset))


@router.get("/matches/{run_id}", dependencies=READER)
def run(run_id: Id, session: SessionDep) -> RunSheet:
    """A kept answer with its requirement and ranking."""
    return RunSheet(**show_run(session, run_id))


@router.get("/matches/{run_id}/replay", dependencies=READER)
def replay(run_id: Id, session: SessionDep) -> Replay:
    """Work a kept answer out again and compare the rankings by their hash."""
    return Replay(**replay_match(session, run_id))


@router.post(
    "/saved-searches",
    dependencies=[Depends(limited(Purpose.SEARCH)), Depends(require(Permission.SEARCH_SAVE))],
    status_code=201,
)
def saved(body: SearchBody, session: SessionDep, clock: ClockDep, settings: SettingsDep) -> SearchSaved:
    """Keep a wish behind a secret link; the token is told here and never again."""
    token = save_search(
        session,
        zone_code=settings.zone_code,
        kind=body.kind,
        title=body.title,
        language=body.language,
        query=body.query,
        as_of=clock.today(),
    )
    return SearchSaved(token=token, title=body.title)


@router.get("/saved-searches/{token}", dependencies=[Depends(require(Permission.PUBLIC_READ))])
def opened(token: Token, session: SessionDep, as_of: AsOfDep, response: Response) -> SearchOpened:
    """A kept wish with what it finds today."""
    response.headers["Cache-Control"] = "no-store"
    return SearchOpened(**open_search(session, token, as_of))


@router.delete("/saved-searches/{token}", dependencies=[Depends(require(Permission.SEARCH_SAVE))], status_code=204)
def deleted(token: Token, session: SessionDep) -> None:
    """Delete a kept wish for good."""
    delete_search(session, token)
