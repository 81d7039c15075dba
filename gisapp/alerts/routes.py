"""News of saved searches over HTTP: the feed, and letters with their two questions: really, and no more."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import Depends, Header, Path, Query, Request, Response

from gisapp.alerts.schemas import AlertAnswer, AlertAsked, AlertKey, NewAlert
from gisapp.alerts.subscriptions import SubscriptionDraft, confirm_alert, end_alert, read_alert, subscribe
from gisapp.api.deps import ClockDep, SessionDep, SettingsDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.kernel.bounds import Id
from gisapp.land.parks import describe_zone

router = Router(prefix="/api", tags=["alerts"])

PUBLIC = [Depends(require(Permission.PUBLIC_READ))]
SUBSCRIBE = [Depends(require(Permission.ALERT_SUBSCRIBE))]


@router.get("/feeds/{token}", dependencies=PUBLIC, **gives("atom"))
def feed(
    token: Annotated[str, Path(max_length=64, pattern=r"^[\w-]+$")],
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    clock: ClockDep,
    if_none_match: Annotated[str, Header(max_length=200)] = "",
) -> Response:
    """A saved search as an Atom feed; readers that have it already are told so (304)."""
    from gisapp.alerts.feed import write_feed

    base = settings.public_url or str(request.base_url)
    content = write_feed(session, describe_zone(session, settings.zone_code), token, base, clock.today())
    etag = f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": "private, max-age=900"}
    if etag in if_none_match:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/atom+xml; charset=utf-8", headers=headers)


@router.post("/alerts", status_code=202, dependencies=SUBSCRIBE)
def ask_for_news(
    body: NewAlert, request: Request, session: SessionDep, settings: SettingsDep, clock: ClockDep
) -> AlertAsked:
    """Ask an address whether it wants news of a search; the answer tells nothing of who has subscribed."""
    subscribe(
        session,
        body.search,
        SubscriptionDraft(email=body.email, language=body.language, challenge=body.challenge, proof=body.proof),
        address=request.client.host if request.client else "",
        public_url=settings.public_url,
        now=clock.now(),
        today=clock.today(),
    )
    return AlertAsked()


@router.get("/alerts/{alert_id}", dependencies=PUBLIC)
def alert(
    alert_id: Id, session: SessionDep, response: Response, x_alert_key: Annotated[str, Header(max_length=100)] = ""
) -> AlertAnswer:
    """What a subscription is for, to whoever has its key."""
    response.headers["Cache-Control"] = "private, no-store"
    return AlertAnswer(**read_alert(session, alert_id, x_alert_key))


@router.post("/alerts/{alert_id}/confirmation", status_code=204, dependencies=SUBSCRIBE)
def confirmation(alert_id: Id, body: AlertKey, session: SessionDep, clock: ClockDep) -> None:
    """Say yes to news."""
    confirm_alert(session, alert_id, body.key, clock.now())


@router.post("/alerts/{alert_id}/ending", status_code=204, dependencies=SUBSCRIBE)
def ending(alert_id: Id, session: SessionDep, key: Annotated[str, Query(max_length=64)] = "") -> None:
    """Say no more; mail programs press this themselves (RFC 8058), so the key is in the address."""
    end_alert(session, alert_id, key)
