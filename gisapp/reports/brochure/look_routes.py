"""Speaks HTTP for the look of the brochure: read and changed by the administrator only."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, File, Form, Query, Response, UploadFile
from pydantic import BaseModel, ConfigDict, StringConstraints

from gisapp.api.deps import SessionDep, SettingsDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import VersionNo
from gisapp.kernel.errors import NotFound
from gisapp.land.leaving_list import zone_with_data
from gisapp.reports.brochure.look import load_look, revise_look, set_cover, show_look

router = Router(prefix="/api/zone/look", tags=["handouts"])
Editor = Annotated[Principal, Depends(require(Permission.ZONE_LOOK_EDIT))]


class LookBody(BaseModel):
    """The whole look, every time; `expected_version` is the version that was read (0 = none)."""

    model_config = ConfigDict(extra="forbid")

    color: Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
    headline_zh: Annotated[str, StringConstraints(max_length=40, strip_whitespace=True)]
    headline_en: Annotated[str, StringConstraints(max_length=80, strip_whitespace=True)]
    intro_zh: Annotated[str, StringConstraints(max_length=400, strip_whitespace=True)]
    intro_en: Annotated[str, StringConstraints(max_length=800, strip_whitespace=True)]
    contact_zh: Annotated[str, StringConstraints(max_length=60, strip_whitespace=True)]
    contact_en: Annotated[str, StringConstraints(max_length=80, strip_whitespace=True)]
    phone: Annotated[str, StringConstraints(max_length=40, strip_whitespace=True)]
    email: Annotated[str, StringConstraints(max_length=80, strip_whitespace=True)]
    address_zh: Annotated[str, StringConstraints(max_length=120, strip_whitespace=True)]
    address_en: Annotated[str, StringConstraints(max_length=160, strip_whitespace=True)]
    window_url: Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]
    expected_version: VersionNo
    reason: Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]


class LookAnswer(BaseModel):
    color: str
    headline_zh: str
    headline_en: str
    intro_zh: str
    intro_en: str
    contact_zh: str
    contact_en: str
    phone: str
    email: str
    address_zh: str
    address_en: str
    window_url: str
    version: int
    has_cover: bool


@router.get("")
def look(session: SessionDep, settings: SettingsDep, principal: Editor) -> LookAnswer:
    """The look as it is set."""
    return LookAnswer(**show_look(session, zone_with_data(session, settings.zone_code)["id"]))


@router.put("")
def revised_look(body: LookBody, session: SessionDep, settings: SettingsDep, principal: Editor) -> LookAnswer:
    """Let the brochure look so from now on; every change is an audit event."""
    zone_id = zone_with_data(session, settings.zone_code)["id"]
    values = body.model_dump(exclude={"expected_version", "reason"})
    revise_look(session, principal, zone_id, values, body.expected_version, body.reason)
    return LookAnswer(**show_look(session, zone_id))


@router.get("/cover", **gives("image/jpeg"))
def cover(session: SessionDep, settings: SettingsDep, principal: Editor) -> Response:
    """The cover picture (404 where there is none)."""
    found = load_look(session, zone_with_data(session, settings.zone_code)["id"]).cover
    if found is None:
        raise NotFound("look.no_cover", "还没有上传封面图片。", message_en="There is no cover picture yet.")
    return Response(found, media_type="image/jpeg", headers={"Cache-Control": "private, no-store"})


@router.put("/cover")
def new_cover(
    session: SessionDep,
    settings: SettingsDep,
    principal: Editor,
    file: Annotated[UploadFile, File()],
    expected_version: Annotated[VersionNo, Form()],
) -> LookAnswer:
    """Put a picture on the cover; it is made smaller and loses what a camera wrote into it."""
    zone_id = zone_with_data(session, settings.zone_code)["id"]
    set_cover(session, principal, zone_id, file.file.read(), expected_version)
    return LookAnswer(**show_look(session, zone_id))


@router.delete("/cover")
def no_cover(
    session: SessionDep, settings: SettingsDep, principal: Editor, expected_version: Annotated[VersionNo, Query()]
) -> LookAnswer:
    """Take the picture off the cover."""
    zone_id = zone_with_data(session, settings.zone_code)["id"]
    set_cover(session, principal, zone_id, None, expected_version)
    return LookAnswer(**show_look(session, zone_id))
