"""Answers what the browser must know of a layer: names, fields it may show, style, legend, extent. All from the definition."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.kernel.terms import terms_named
from gisapp.maps.definition import MAX_ZOOM, LayerField
from gisapp.maps.features import Selection, from_where
from gisapp.maps.legend import legend_entries
from gisapp.maps.registry import Layer, LayerRegistry
from gisapp.maps.style import flat_style, pattern_uri
from gisapp.maps.tiles import outline_sql


def describe_layer(layer: Layer, registry: LayerRegistry, principal: Principal) -> dict[str, Any]:
    """The definition for this caller: fields hidden from them do not appear anywhere in it."""
    definition = layer.definition
    fields = definition.fields_for(staff=principal.is_staff)
    seen = {item.name for item in fields}
    legend = definition.legend
    group = next(group for group in registry.groups if group.id == definition.group)
    return {
        "id": layer.id,
        "title_zh": definition.title_zh,
        "title_en": definition.title_en,
        "about_zh": definition.about_zh,
        "about_en": definition.about_en,
        "group": definition.group,
        "group_title_zh": group.title_zh,
        "group_title_en": group.title_en,
        "draw_order": layer.draw_order,
        "geometry": definition.geometry,
        "minzoom": definition.minzoom,
        "detail_zoom": definition.detail_zoom,
        "maxzoom": MAX_ZOOM,
        "visible": definition.visible,
        "known": definition.known,
        "compares": layer.compares,
        "main": definition.main,
        "label": definition.label,
        "label_zoom": definition.label_zoom,
        "attribution_zh": definition.attribution_zh,
        "attribution_en": definition.attribution_en,
        "tiles": f"/tiles/{layer.id}/{{z}}/{{x}}/{{y}}.mvt",
        "items": f"/api/layers/{layer.id}/items",
        "fields": [_field(item) for item in fields],
        "legend": {
            "by": legend.by,
            "measure": legend.measure,
            "unit": definition.field(legend.measure).unit if legend.measure else None,
            "opacity": legend.opacity,
            "outline": layer.outline,
            "outline_width": legend.outline_width,
            "classes": legend_entries(layer),
        },
        "popup": None
        if definition.popup is None
        else {"title": definition.popup.title, "fields": [name for name in definition.popup.fields if name in seen]},
        "filter": None
        if definition.filter is None
        else {"fields": [name for name in definition.filter.fields if name in seen]},
        "style": flat_style(layer, registry.palette),
    }


def _field(item: LayerField) -> dict[str, Any]:
    values: dict[str, dict[str, str]] = {}
    if item.terms is not None:
        vocabulary = terms_named(item.terms)
        zh, en = vocabulary.labels("zh"), vocabulary.labels("en")
        values = {value: {"zh": zh[value], "en": en[value]} for value in item.values or vocabulary.values()}
    return {
        "name": item.name,
        "label_zh": item.label_zh,
        "label_en": item.label_en,
        "unit": item.unit,
        "terms": item.terms,
        "values": values,
        "in_tile": item.in_tile,
    }


def describe_groups(registry: LayerRegistry) -> list[dict[str, str]]:
    """Groups in draw order, bottom first."""
    return [{"id": group.id, "title_zh": group.title_zh, "title_en": group.title_en} for group in registry.groups]


def describe_patterns(registry: LayerRegistry) -> dict[str, dict[str, Any]]:
    """Patterns as images, for legend swatches; the same marks as on the map."""
    ink = registry.palette.color["ink"]
    return {
        name: {"size": pattern.size, "image": pattern_uri(pattern, ink)}
        for name, pattern in registry.palette.pattern.items()
    }


def extent_of(session: Session, layer: Layer, principal: Principal, selection: Selection) -> list[float] | None:
    """West, south, east, north in EPSG:4490 degrees of what the caller may see on the day; None when there is nothing."""
    source, bound = from_where(layer, principal, selection)
    shape = (
        f"ST_Transform(ST_SetSRID(ST_Extent({outline_sql(layer)})::geometry, 3857), 4490)"
        if layer.definition.mercator
        else "ST_Extent(s.geom)"
    )
    # names in `source` come from checked layer files, values are bound
    statement = f"select ST_XMin(b), ST_YMin(b), ST_XMax(b), ST_YMax(b) from (select {shape}::box2d as b {source}) t"
    row = session.execute(text(statement), bound).one()
    return None if row[0] is None else [round(float(value), 7) for value in row]
