"""Answers which features of a layer lie in a box, as GeoJSON that PostgreSQL writes and nobody parses again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.kernel.crs import Bbox, read_bbox
from gisapp.kernel.errors import Invalid
from gisapp.maps.definition import LayerField
from gisapp.maps.moment import Moment
from gisapp.maps.registry import Layer

DEFAULT_LIMIT = 1_000
MAX_LIMIT = 50_000
DECIMALS = 9
"""Decimals of a degree in GeoJSON: a tenth of a millimetre, finer than any survey."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which features are asked for: the moment, a box in EPSG:4490 degrees, values of filter fields, ids."""

    moment: Moment
    box: Bbox | None = None
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    least: Mapping[str, float] = field(default_factory=dict)
    most: Mapping[str, float] = field(default_factory=dict)
    ids: tuple[int, ...] = ()

    @property
    def as_of(self) -> date:
        return self.moment.as_of


def parse_box(given: str) -> Bbox:
    """`west,south,east,north` in degrees; Invalid when it is none."""
    box = read_bbox(given)
    # 85.06°: the edge of the square that tiles cover
    if box is None or box[1] < -85.06 or box[3] > 85.06:
        raise Invalid(
            "layer.bbox",
            "范围应为“西,南,东,北”四个经纬度数值，请核对后重试。",
            message_en="bbox must be west,south,east,north in degrees.",
        )
    return box


def parse_filters(
    layer: Layer, principal: Principal, given: Iterable[tuple[str, str]], moment: Moment, box: Bbox | None
) -> Selection:
    """Query parameters as a selection: `field=a,b`, `field_min=`, `field_max=`, `ids=1,2`; Invalid for a field that is no filter.

    A field that the caller may not see cannot be filtered by either: the answer would give it away.
    """
    visible = {item.name: item for item in layer.definition.fields_for(staff=principal.is_staff)}
    names = [name for name in (layer.definition.filter.fields if layer.definition.filter else ()) if name in visible]
    values: dict[str, tuple[str, ...]] = {}
    least: dict[str, float] = {}
    most: dict[str, float] = {}
    ids: tuple[int, ...] = ()
    for key, text_given in given:
        if key == "ids":
            ids = tuple(int(_number(key, part)) for part in text_given.split(",") if part)
        elif key in names and visible[key].unit is None:
            values[key] = tuple(part for part in text_given.split(",") if part)
        elif key.endswith("_min") and _is_measured(visible, names, key[:-4]):
            least[key[:-4]] = _number(key, text_given)
        elif key.endswith("_max") and _is_measured(visible, names, key[:-4]):
            most[key[:-4]] = _number(key, text_given)
        else:
            possible = [f"{name}_min, {name}_max" if visible[name].unit else name for name in names]
            raise Invalid(
                "layer.filter",
                f"该图层不能按“{key[:40]}”筛选，可用：{'、'.join(['ids', *possible])}。",
                message_en=f"This layer cannot be filtered by {key[:40]!r}; there are: {', '.join(['ids', *possible])}.",
            )
    return Selection(
        moment=moment, box=box, values={k: v for k, v in values.items() if v}, least=least, most=most, ids=ids
    )


def _is_measured(visible: Mapping[str, LayerField], names: list[str], name: str) -> bool:
    return name in names and visible[name].unit is not None


def _number(key: str, given: str) -> float:
    try:
        number = float(given)
    except ValueError:
        number = float("nan")
    if number != number or abs(number) > 1e15:
        raise Invalid("layer.filter", f"“{key}”应为数值，请核对后重试。", message_en=f"{key} must be a number.")
    return number


def from_where(layer: Layer, principal: Principal, selection: Selection) -> tuple[str, dict[str, Any]]:
    """`from (source) s where …` with what it binds: day, parks, box and filters, the same for items and legend."""
    definition = layer.definition
    conditions: list[str] = []
    known = definition.known and selection.moment.known
    source = layer.known_sql if known else layer.source_sql
    bound = {name: value for name, value in selection.moment.bound().items() if re.search(rf":{name}\b", source)}
    if definition.park_scoped and principal.park_ids is not None:
        conditions.append("s.park_id = any(cast(:park_ids as bigint[]))")
        bound["park_ids"] = list(principal.park_ids)
    if selection.box is not None:
        box = "ST_MakeEnvelope(:west, :south, :east, :north, 4490)"
        # Mercator moves degrees along each axis alone: a box stays exactly that box, and the stored index serves.
        # Of an outline told to a grid the told one counts: boxes asked one after the other would tell the exact one.
        stored = definition.mercator and not known and not definition.reduced
        conditions.append(f"s.geom_3857 && ST_Transform({box}, 3857)" if stored else f"s.geom && {box}")
        bound |= dict(zip(("west", "south", "east", "north"), selection.box, strict=True))
    for number, (name, wanted) in enumerate(selection.values.items()):
        conditions.append(f"s.{name} = any(cast(:value{number} as text[]))")
        bound[f"value{number}"] = list(wanted)
    for number, (name, limit) in enumerate(selection.least.items()):
        conditions.append(f"s.{name} >= :least{number}")
        bound[f"least{number}"] = limit
    for number, (name, limit) in enumerate(selection.most.items()):
        conditions.append(f"s.{name} <= :most{number}")
        bound[f"most{number}"] = limit
    if selection.ids:
        conditions.append("s.id = any(cast(:ids as bigint[]))")
        bound["ids"] = list(selection.ids)
    where = f" where {' and '.join(conditions)}" if conditions else ""
    return f"from ({source}) s{where}", bound


def feature_texts(
    session: Session,
    layer: Layer,
    principal: Principal,
    selection: Selection,
    *,
    limit: int,
    offset: int = 0,
    decimals: int = DECIMALS,
) -> list[str]:
    """GeoJSON features as text, ordered by id; columns that the caller may not see are not selected."""
    properties = ", ".join(
        f"'{item.name}', s.{item.name}" for item in layer.definition.fields_for(staff=principal.is_staff)
    )
    source, bound = from_where(layer, principal, selection)
    feature = (
        f'\'{{"type":"Feature","id":\' || s.id || \',"geometry":\' || ST_AsGeoJSON(s.geom, {int(decimals)}, 0)'
        f" || ',\"properties\":' || json_build_object({properties})::text || '}}'"
    )
    statement = text(f"select {feature} {source} order by s.id limit :limit offset :offset")
    return list(session.execute(statement, bound | {"limit": limit, "offset": offset}).scalars())


def collection_text(layer: Layer, features: list[str], *, as_of: date, notice: Mapping[str, Any]) -> str:
    """The collection around the features. GeoJSON is longitude, latitude; here in CGCS2000 (EPSG:4490)."""
    head = {
        "type": "FeatureCollection",
        "name": layer.id,
        "crs_epsg": 4490,
        "axis_order": "longitude,latitude",
        "as_of": as_of.isoformat(),
        "title_zh": layer.definition.title_zh,
        "title_en": layer.definition.title_en,
        **notice,
        "numberReturned": len(features),
    }
    return orjson.dumps(head).decode()[:-1] + ',"features":[' + ",".join(features) + "]}"
