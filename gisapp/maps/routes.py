"""Speaks HTTP for layers: definitions, GeoJSON items, legends with counts. Tiles are answered by tile_asgi."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.api.deps import AsOfDep, ClockDep, KnownDep, PrincipalDep, SessionDep, public_knows_now, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.errors import NotFound
from gisapp.kernel.knowledge import known_at as to_instant
from gisapp.maps import schemas
from gisapp.maps.describe import describe_groups, describe_layer, describe_patterns, extent_of
from gisapp.maps.features import (
    DEFAULT_LIMIT,
    MAX_LIMIT,
    Selection,
    collection_text,
    feature_texts,
    parse_box,
    parse_filters,
)
from gisapp.maps.legend import count_classes
from gisapp.maps.moment import Moment
from gisapp.maps.registry import Layer, LayerRegistry

router = Router(tags=["layers"], dependencies=[Depends(require(Permission.PUBLIC_READ))])

OWN_PARAMETERS = frozenset({"as_of", "known_on", "since", "since_known_on", "bbox", "limit", "offset", "lang"})


def get_moment(
    clock: ClockDep,
    principal: PrincipalDep,
    as_of: AsOfDep,
    known_at: KnownDep,
    since: Annotated[date | None, Query(description="first day of a comparison, YYYY-MM-DD")] = None,
    since_known_on: Annotated[date | None, Query(description="the day whose knowledge of `since` to look at")] = None,
) -> Moment:
    if since_known_on is not None and not principal.is_staff:
        raise public_knows_now()
    return Moment(as_of, known_at, since, to_instant(since_known_on, clock.today()))


MomentDep = Annotated[Moment, Depends(get_moment)]


def get_layers(request: Request) -> LayerRegistry:
    return request.app.state.layers


LayersDep = Annotated[LayerRegistry, Depends(get_layers)]


def find_layer(layers: LayerRegistry, layer_id: str, principal: Principal) -> Layer:
    """The layer; the same NotFound for one that does not exist and one that the caller may not know of."""
    layer = layers.open_to(layer_id, principal.permissions)
    if layer is None:
        raise NotFound(
            "layer.not_found",
            "没有这个图层，或当前账号不能查看。",
            message_en="There is no such layer, or not for this caller.",
        )
    return layer


def zone_notice(session: Session) -> dict[str, Any]:
    """The mark that invented data carry wherever they go."""
    row = session.execute(
        text("select is_demo, notice_zh, notice_en from zone order by is_demo desc, id limit 1")
    ).one_or_none()
    if row is None or not row.is_demo:
        return {"is_demo": False}
    return {
        "is_demo": True,
        "notice_zh": row.notice_zh or "示意数据，非法定边界",
        "notice_en": row.notice_en or "Invented data, no legal boundaries",
    }


@router.get("/api/layers", summary="Layers that the caller may see, bottom first, with style, legend and fields")
def list_layers(layers: LayersDep, principal: PrincipalDep) -> list[schemas.LayerAnswer]:
    return [
        schemas.LayerAnswer(**describe_layer(layer, layers, principal))
        for layer in layers
        if layer.open_to(principal.permissions)
    ]


@router.get("/api/layer-groups", summary="Groups of the layer tree in draw order, and the patterns of the legend")
def list_groups(layers: LayersDep) -> schemas.LayerTree:
    return schemas.LayerTree.model_validate({"groups": describe_groups(layers), "patterns": describe_patterns(layers)})


class ItemsQuery(BaseModel):
    """Which of a layer's features, beside its filters: those in a box of degrees, page by page."""

    bbox: str | None = Field(default=None, description="west,south,east,north in degrees")
    limit: int = Field(default=DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)
    offset: int = Field(default=0, ge=0, le=10_000_000)


@router.get(
    "/api/layers/{layer_id}/items",
    summary="Features of a layer as GeoJSON (longitude, latitude, CGCS2000)",
    **gives("geojson"),
)
def list_items(
    layer_id: str,
    request: Request,
    layers: LayersDep,
    principal: PrincipalDep,
    session: SessionDep,
    moment: MomentDep,
    wanted: Annotated[ItemsQuery, Query()],
) -> Response:
    layer = find_layer(layers, layer_id, principal)
    selection = _selection(request, layer, principal, moment, wanted.bbox)
    features = feature_texts(session, layer, principal, selection, limit=wanted.limit, offset=wanted.offset)
    body = collection_text(layer, features, as_of=moment.as_of, notice=zone_notice(session))
    return Response(body, media_type="application/geo+json", headers={"cache-control": "private, no-cache"})


@router.get(
    "/api/layers/{layer_id}/legend", summary="Count and measure per class; equals the list for the same filters"
)
def show_legend(
    layer_id: str,
    request: Request,
    layers: LayersDep,
    principal: PrincipalDep,
    session: SessionDep,
    moment: MomentDep,
    bbox: Annotated[str | None, Query(description="west,south,east,north in degrees")] = None,
) -> schemas.CountedLegend:
    layer = find_layer(layers, layer_id, principal)
    selection = _selection(request, layer, principal, moment, bbox)
    return schemas.CountedLegend(**count_classes(session, layer, principal, selection))


@router.get("/api/layers/{layer_id}/extent", summary="The box that holds what the caller may see")
def show_extent(
    layer_id: str, layers: LayersDep, principal: PrincipalDep, session: SessionDep, moment: MomentDep
) -> schemas.LayerExtent:
    layer = find_layer(layers, layer_id, principal)
    return schemas.LayerExtent(layer=layer.id, bbox=extent_of(session, layer, principal, Selection(moment)))


def _selection(request: Request, layer: Layer, principal: Principal, moment: Moment, bbox: str | None) -> Selection:
    given = [(key, value) for key, value in request.query_params.multi_items() if key not in OWN_PARAMETERS]
    return parse_filters(layer, principal, given, moment, parse_box(bbox) if bbox else None)
