from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Path, Request, Response
from sqlalchemy.orm import Session

from gisapp.accounts.accounts import ChangedAccount, change_account, create_account, list_accounts
from gisapp.accounts.schemas import (
    AccountAnswer,
    AccountChange,
    NewAccount,
    OwnSession,
    PasswordChange,
    SessionAnswer,
    SignedInUser,
    SignIn,
)
from gisapp.accounts.sign_in import change_own_password, end_own_sessions, sign_in
from gisapp.accounts.visible_parks import park_codes_of
from gisapp.api.deps import ClockDep, SessionDep, SettingsDep, SignedInDep, require
from gisapp.api.errors import problem
from gisapp.api.problem import refuses
from gisapp.api.routing import Router
from gisapp.auth.permissions import PUBLIC, Permission, Role
from gisapp.auth.principal import Principal
from gisapp.auth.sessions import COOKIE, SignedIn, close_session, find_session, sessions_of
from gisapp.kernel.bounds import Id
from gisapp.kernel.clock import Clock
from gisapp.kernel.errors import DomainError

router = Router(prefix="/api", tags=["accounts"])

SessionId = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="`id` of a session from the list")]
Owner = Annotated[Principal, Depends(require(Permission.SESSION_OWN))]
Reviewer = Annotated[Principal, Depends(require(Permission.SESSION_REVIEW))]
Manager = Annotated[Principal, Depends(require(Permission.ACCOUNT_MANAGE))]


def _answer(session: Any, signed_in: SignedIn | None) -> SessionAnswer:
    if signed_in is None:
        return SessionAnswer(signed_in=False, permissions=sorted(PUBLIC))
    principal = signed_in.principal
    assert principal.account_id is not None
    assert principal.role is not None
    user = SignedInUser(
        id=principal.account_id,
        username=signed_in.username,
        display_name=principal.name,
        role=principal.role,
        role_zh=principal.role.label_zh,
        role_en=principal.role.label_en,
        must_change_password=principal.must_change_password,
        park_codes=park_codes_of(session, principal),
    )
    return SessionAnswer(
        signed_in=True, user=user, csrf=signed_in.csrf_token, permissions=sorted(principal.permissions)
    )


@router.get("/session", dependencies=[Depends(require(Permission.SESSION_OPEN))])
def get_session_state(session: SessionDep, signed_in: SignedInDep) -> SessionAnswer:
    """Who is signed in, with which permissions, and the token that unsafe requests must repeat."""
    return _answer(session, signed_in)


@router.post(
    "/session",
    response_model=SessionAnswer,
    dependencies=[Depends(require(Permission.SESSION_OPEN))],
    responses=refuses(401, 429),
)
def open_session(
    body: SignIn, request: Request, response: Response, session: SessionDep, clock: ClockDep, settings: SettingsDep
) -> Any:
    """Sign in; sets the HttpOnly cookie. 401 for a wrong name or password, 429 while it must be waited after several."""
    address = request.client.host if request.client else ""
    opened = sign_in(
        session,
        clock,
        settings,
        body.username,
        body.password,
        address=address,
        agent=request.headers.get("user-agent", ""),
    )
    if isinstance(opened, DomainError):
        return problem(opened)  # returned, not raised: the failure that was counted must be committed
    response.set_cookie(
        COOKIE,
        opened.token,
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies,
        path="/",
        max_age=int(settings.session_longest_hours * 3600),
    )
    return _answer(session, find_session(session, opened.token, clock.now(), settings))


@router.delete("/session", status_code=204)
def close(request: Request, response: Response, session: SessionDep, _: Owner) -> None:
    """Sign out: the session ends on the server, at once."""
    close_session(session, request.cookies.get(COOKIE, ""))
    response.delete_cookie(COOKIE, path="/")


@router.get("/sessions")
def own_sessions(request: Request, session: SessionDep, clock: ClockDep, principal: Reviewer) -> list[OwnSession]:
    """Where one is signed in: one's own live sessions."""
    return _own_sessions(request, session, clock, principal)


@router.delete("/sessions")
def end_other_sessions(request: Request, session: SessionDep, clock: ClockDep, principal: Reviewer) -> list[OwnSession]:
    """Sign out everywhere else; answers with what is left."""
    end_own_sessions(session, principal, request.cookies.get(COOKIE, ""))
    return _own_sessions(request, session, clock, principal)


@router.delete("/sessions/{session_id}")
def end_own_session(
    session_id: SessionId, request: Request, session: SessionDep, clock: ClockDep, principal: Reviewer
) -> list[OwnSession]:
    """Sign out in one place; answers with what is left. One that has ended already, or is another person's, changes nothing."""
    end_own_sessions(session, principal, request.cookies.get(COOKIE, ""), session_id)
    return _own_sessions(request, session, clock, principal)


def _own_sessions(request: Request, session: Session, clock: Clock, principal: Principal) -> list[OwnSession]:
    assert principal.account_id is not None
    token = request.cookies.get(COOKIE, "")
    return [OwnSession(**row) for row in sessions_of(session, principal.account_id, token, clock.now())]


@router.post("/session/password", status_code=204)
def change_password(body: PasswordChange, session: SessionDep, response: Response, principal: Owner) -> None:
    """Change one's own password; all sessions of the account end, so sign in again."""
    assert principal.account_id is not None
    change_own_password(session, principal.account_id, body.old, body.new)
    response.delete_cookie(COOKIE, path="/")


def _listed(session: Session, clock: Clock) -> list[AccountAnswer]:
    return [AccountAnswer(**row) for row in list_accounts(session, clock.now())]


@router.get("/accounts")
def accounts(session: SessionDep, clock: ClockDep, _: Manager) -> list[AccountAnswer]:
    return _listed(session, clock)


@router.post("/accounts", status_code=201)
def new_account(body: NewAccount, session: SessionDep, clock: ClockDep, principal: Manager) -> list[AccountAnswer]:
    """Create an account that must change its password at first sign-in; answers with the list."""
    create_account(
        session,
        principal,
        username=body.username,
        display_name=body.display_name,
        role=Role(body.role),
        password=body.password,
        park_codes=None if body.all_parks else body.park_codes,
    )
    return _listed(session, clock)


@router.patch("/accounts/{account_id}")
def changed_account(
    account_id: Id, body: AccountChange, session: SessionDep, clock: ClockDep, principal: Manager
) -> list[AccountAnswer]:
    """Change role, parks, name, activity or password of an account; answers with the list."""
    given = body.model_dump(exclude_unset=True)
    if given.get("role") is not None:
        given["role"] = Role(given["role"])
    change_account(session, principal, account_id, ChangedAccount(**given))
    return _listed(session, clock)
