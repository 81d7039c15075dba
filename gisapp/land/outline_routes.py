"""A park's boundary from a file over HTTP: read and shown, nothing stored; the boundary itself is set by the park's own route."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, File, Form, UploadFile
from pydantic import BaseModel

from gisapp.api.deps import SessionDep, SettingsDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.finding import Severity
from gisapp.land.park_outline import read_park_outline
from gisapp.land.schemas import Area
from gisapp.land.survey_schemas import QuestionAnswer
from gisapp.land.surveys import limits_of
from gisapp.land.uploads import answers_of, delivered

router = Router(prefix="/api/parks", tags=["parks"])

Manager = Annotated[Principal, Depends(require(Permission.PARK_MANAGE))]


class OutlineIssue(BaseModel):
    code: str
    severity: Severity
    row_no: int | None
    message_zh: str
    fix_zh: str
    lon: float | None
    lat: float | None


class OutlineAnswer(BaseModel):
    """The shape as GeoJSON in EPSG:4490 with both areas, or null with the question or the issues that say why not."""

    geometry: dict[str, Any] | None
    area_planar_m2: Area | None
    area_ellipsoidal_m2: Area | None
    crs: str | None
    question: QuestionAnswer | None
    issues: list[OutlineIssue]


def read_outline(
    session: SessionDep,
    settings: SettingsDep,
    file: Annotated[
        list[UploadFile], File(description="TXT, zip, GeoPackage or GeoJSON; or the loose parts of one shapefile")
    ],
    options: Annotated[str, Form(description="answers given beforehand, as JSON")] = "{}",
) -> OutlineAnswer:
    """Read the ground that a delivered file draws. Nothing is stored."""
    limits = limits_of(settings)
    with delivered(file, limits) as (name, path):
        found = read_park_outline(session, settings.zone_code, path, name, answers_of(options), limits)
    return OutlineAnswer(**found)


OutlineDep = Annotated[OutlineAnswer, Depends(read_outline)]
"""What a file draws; named after the caller's permission, so that nobody else's file is read."""


@router.post("/outline")
def outline(principal: Manager, found: OutlineDep) -> OutlineAnswer:
    """Read a boundary from a file and show it. Nothing is stored."""
    return found
