"""The outbox over HTTP, for the administrator."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Response

from gisapp.api.deps import SessionDep, SettingsDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.mail.outbox import list_letters, take_out
from gisapp.mail.schemas import OutboxAnswer

router = Router(prefix="/api/mail", tags=["mail"])

Keeper = Annotated[Principal, Depends(require(Permission.MAIL_READ))]


@router.get("")
def outbox(
    principal: Keeper,
    session: SessionDep,
    settings: SettingsDep,
    state: Annotated[str | None, Query(pattern="^(queued|sent|failed)$")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> OutboxAnswer:
    """The newest letters, addresses masked, and how many wait."""
    return OutboxAnswer(is_delivered=bool(settings.smtp_host), **list_letters(session, state, limit))


@router.post("/{letter_id}/file", **gives("eml"))
def letter_file(letter_id: Id, principal: Keeper, session: SessionDep, settings: SettingsDep) -> Response:
    """A letter as .eml, to be sent by hand. A POST, because that it was taken out is written down."""
    return Response(
        take_out(session, principal, letter_id, settings.smtp_from),
        media_type="message/rfc822",
        headers={
            "Content-Disposition": f'attachment; filename="letter-{letter_id}.eml"',
            "Cache-Control": "private, no-store",
        },
    )
