"""What a route may ask for: a session that commits at the end, the caller, the clock, the settings, a permission."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.concurrency import contextmanager_in_threadpool
from sqlalchemy.orm import Session, sessionmaker

from gisapp.auth.permissions import DENIED_ZH, PUBLIC, ROLE_PERMISSIONS, Permission
from gisapp.auth.principal import ANYONE, Principal
from gisapp.auth.sessions import COOKIE, SignedIn, find_session
from gisapp.db.commit_outcome import commit
from gisapp.kernel.clock import Clock
from gisapp.kernel.errors import BeyondScope, Forbidden, Invalid, PasswordChangeRequired, SignInRequired
from gisapp.kernel.knowledge import known_at
from gisapp.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def get_settings(request: Request) -> Settings:
    return request.app.state.settings


def get_clock(request: Request) -> Clock:
    return request.app.state.clock


@contextmanager
def _transaction(request: Request) -> Iterator[Session]:
    sessions: sessionmaker[Session] = request.app.state.sessions
    with sessions(info={"request_id": getattr(request.state, "request_id", None)}) as session:
        yield session
        commit(session, is_act=request.method not in SAFE_METHODS)


def has_session(request: Request) -> bool:
    """Was the caller's cookie that of a session a moment ago? Asked before a turn is taken, so it decides of lines, never of rights."""
    return request.cookies.get(COOKIE, "") in request.app.state.known_sessions


@asynccontextmanager
async def own_transaction(request: Request) -> AsyncIterator[Session]:
    """A transaction in the turn of a request: committed at the end, rolled back on any error.

    A request waits for its turn before it takes a thread. Each step of a request runs in a thread of its own time: were
    threads to wait for connections, requests that hold one would find no thread to go on with, and all would stand still.
    Whoever is not known to have a session waits in the visitors' lane first: a cookie may be invented.
    """
    state = request.app.state
    lane = nullcontext() if has_session(request) else state.visitor_turns
    async with lane, state.turns, contextmanager_in_threadpool(_transaction(request)) as session:
        yield session


async def get_session(request: Request) -> AsyncIterator[Session]:
    """One request, one transaction: committed when the route has answered."""
    async with own_transaction(request) as session:
        yield session
    request.state.is_committed = True


async def paper_turn(request: Request) -> AsyncIterator[None]:
    """Papers for visitors are made one after the other, before a connection is taken: however many ask, the rest goes on."""
    async with nullcontext() if has_session(request) else request.app.state.paper_turns:
        yield


# scope="function": the commit happens before the answer leaves, so nobody is told of a change that then fails.
SessionDep = Annotated[Session, Depends(get_session, scope="function")]
ClockDep = Annotated[Clock, Depends(get_clock)]
SettingsDep = Annotated[Settings, Depends(get_settings)]


def get_signed_in(request: Request, session: SessionDep, clock: ClockDep, settings: SettingsDep) -> SignedIn | None:
    """Return the caller's session, None for the public. Unsafe methods must repeat the CSRF token (403)."""
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    signed_in = find_session(session, token, clock.now(), settings)
    request.app.state.known_sessions.note(token, is_session=signed_in is not None)
    if (
        signed_in is not None
        and request.method not in SAFE_METHODS
        and not signed_in.csrf_matches(request.headers.get("x-csrf-token"))
    ):
        raise Forbidden(
            "auth.csrf",
            "页面已过期，请刷新页面后重试。",
            message_en="The page is out of date; reload it and try again.",
        )
    return signed_in


SignedInDep = Annotated[SignedIn | None, Depends(get_signed_in)]


def get_principal(request: Request, signed_in: SignedInDep) -> Principal:
    principal = signed_in.principal if signed_in else ANYONE
    request.state.principal = principal
    return principal


PrincipalDep = Annotated[Principal, Depends(get_principal)]


def require(permission: Permission) -> Callable[[Principal], Principal]:
    """Return a dependency that lets the caller pass only with this permission; the house test reads `.permission`."""

    def check(principal: PrincipalDep) -> Principal:
        if principal.may(permission):
            return principal
        if principal.account_id is None:
            raise SignInRequired()
        if principal.must_change_password:
            raise PasswordChangeRequired()
        if principal.role is not None and permission in ROLE_PERMISSIONS[principal.role]:
            raise BeyondScope()
        raise Forbidden(f"auth.denied.{permission.value}", DENIED_ZH[permission])

    check.permission = permission  # type: ignore[attr-defined]
    return check


def unconditional(permission: Permission) -> Callable[[], None]:
    """Return a dependency that declares a permission which everybody has: nobody is looked up, so no turn is waited for."""
    assert permission in PUBLIC

    def check() -> None:
        return None

    check.permission = permission  # type: ignore[attr-defined]
    return check


def get_as_of(
    clock: ClockDep,
    principal: PrincipalDep,
    as_of: Annotated[
        date | None, Query(description="The day to look at (valid time), YYYY-MM-DD; default today in Beijing")
    ] = None,
) -> date:
    today = clock.today()
    if as_of is not None and as_of > today and not principal.is_staff:
        # facts recorded ahead of their day are not public before it
        raise Invalid(
            "request.future_date",
            "公开查询不能选择今天以后的日期。",
            message_en="Public callers cannot look into the future.",
        )
    return as_of or today


AsOfDep = Annotated[date, Depends(get_as_of)]


def public_knows_now() -> Invalid:
    """What somebody without an account is told who asks for earlier knowledge."""
    return Invalid(
        "request.known_on",
        "公开查询只能看现在的记录，请去掉认知日后重试。",
        message_en="Public callers see what is known now; leave known_on out.",
    )


def get_known_at(
    clock: ClockDep,
    principal: PrincipalDep,
    known_on: Annotated[
        date | None,
        Query(
            description="The day whose knowledge to look at (transaction time), YYYY-MM-DD; default: what is known now"
        ),
    ] = None,
) -> datetime | None:
    if known_on is not None and not principal.is_staff:
        # what was corrected since was a mistake; only the register's own people look at it
        raise public_knows_now()
    return known_at(known_on, clock.today())


KnownDep = Annotated[datetime | None, Depends(get_known_at)]
