"""Speaks HTTP for handouts."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Query, Response
from pydantic import BaseModel, Field

from gisapp.api.deps import AsOfDep, ClockDep, PrincipalDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.kernel.errors import Invalid
from gisapp.maps.features import parse_box
from gisapp.maps.routes import LayersDep, find_layer
from gisapp.reports.vendored_page import CONTENT_SECURITY_POLICY
from gisapp.visitors.papers import PAPER_FOR_VISITORS

router = Router(prefix="/api/handouts", tags=["handouts"])


class MapQuery(BaseModel):
    """What of the map is taken along."""

    chosen: str = Field(
        validation_alias="layers", min_length=1, max_length=500, description="Layer ids, comma-separated"
    )
    bbox: str | None = Field(default=None, description="west,south,east,north in degrees")
    lang: Literal["zh", "en"] = "zh"
    title: str | None = Field(default=None, max_length=60)
    inline: bool = Field(default=False, description="Open in the browser instead of downloading")


@router.get(
    "/map.html",
    summary="Chosen layers as one self-contained HTML file",
    dependencies=[*PAPER_FOR_VISITORS, Depends(require(Permission.HANDOUT_MAKE))],
    **gives("html"),
)
def make_map_handout(
    layers: LayersDep,
    principal: PrincipalDep,
    session: SessionDep,
    clock: ClockDep,
    as_of: AsOfDep,
    asked: Annotated[MapQuery, Query()],
) -> Response:
    from gisapp.reports.handout_map import HandoutWish, make_handout

    names = list(dict.fromkeys(name.strip() for name in asked.chosen.split(",") if name.strip()))
    if not names:
        raise Invalid("handout.no_layer", "请至少选择一个图层。", message_en="Choose at least one layer.")
    picked = sorted((find_layer(layers, name, principal) for name in names), key=lambda layer: layer.draw_order)
    page = make_handout(
        session,
        picked,
        layers.palette,
        principal,
        HandoutWish(
            as_of=as_of,
            generated_on=clock.today(),
            lang=asked.lang,
            box=parse_box(asked.bbox) if asked.bbox else None,
            title=asked.title,
        ),
    )
    disposition = "inline" if asked.inline else "attachment"
    return Response(
        page,
        media_type="text/html; charset=utf-8",
        headers={
            "content-disposition": f'{disposition}; filename="map-{as_of.isoformat()}.html"',
            "content-security-policy": f"{CONTENT_SECURITY_POLICY}; sandbox allow-scripts",
            "cache-control": "private, no-store",
        },
    )
