"""Answers chosen layers as one HTML file that opens from a disk with no network (folium on vendored Leaflet)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, cast

import folium
from branca.element import Element, MacroElement
from folium.template import Template
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.db.sql_file import load
from gisapp.kernel.crs import Bbox
from gisapp.kernel.errors import Invalid
from gisapp.maps.features import Selection, feature_texts
from gisapp.maps.moment import Moment
from gisapp.maps.palette import Palette
from gisapp.maps.registry import Layer, LayerClass
from gisapp.reports.handout_page import (
    STYLE,
    DrawnLayer,
    ZoneMark,
    foot_line,
    legend_panel,
    north_arrow,
    pattern_definitions,
    pattern_id,
    title_bar,
)
from gisapp.reports.handout_words import Language, labelled, word, written_value
from gisapp.reports.vendored_page import CONTENT_SECURITY_POLICY, inline_vendored

MAX_FEATURES = 5_000
"""Features of one layer in a handout: more would make a file that a phone cannot open."""

DECIMALS = 7
"""A centimetre: finer is of no use on a handout and a third of its bytes."""


def handout_zone(session: Session) -> ZoneMark:
    row = session.execute(load("reports/handout_zone")).one_or_none()
    if row is None:
        raise Invalid("handout.no_zone", "数据库中还没有开发区，无法生成离线地图。", message_en="There is no zone yet.")
    return ZoneMark(*row)


@dataclass(frozen=True, slots=True)
class HandoutWish:
    """What of the map is taken along: its day, language, box in degrees (None = all) and title."""

    as_of: date
    generated_on: date
    lang: Language = "zh"
    box: Bbox | None = None
    title: str | None = None


def make_handout(
    session: Session, layers: Sequence[Layer], palette: Palette, principal: Principal, wish: HandoutWish
) -> str:
    """The page for exactly what this caller may see of these layers on the day, inside the box.

    Layers in draw order. Coordinates are CGCS2000 degrees shown in web Mercator, without any base map.
    """
    zone = handout_zone(session)
    chart = folium.Map(tiles=None, zoom_control=True, control_scale=False, prefer_canvas=False)
    drawn: list[DrawnLayer] = []
    framed: list[list[list[float]]] = []
    for layer in layers:
        features = layer_features(session, layer, principal, Selection(Moment(wish.as_of), box=wish.box), wish.lang)
        drawn.append(DrawnLayer(layer, Counter(feature["properties"]["class"] for feature in features)))
        if features:
            drawing = add_layer(chart, layer, features, wish.lang)
            if layer.definition.group != "context":
                framed.append(cast("list[list[float]]", drawing.get_bounds()))
    chart.fit_bounds(_frame(framed, wish.box), max_zoom=17, padding=(16, 16))
    folium.LayerControl(collapsed=False, position="topright").add_to(chart)
    chart.add_child(MetricScale())
    heading = wish.title or f"{zone.name(wish.lang)} · {word('title', wish.lang)}"
    figure = cast("Any", chart.get_root())
    figure.title = None
    figure.header.add_child(
        Element(f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_SECURITY_POLICY}">'), name="policy"
    )
    figure.header.add_child(Element(f"<title>{escape(heading)}</title><style>{STYLE}</style>"), name="handout_style")
    internal = principal.is_staff and any(not layer.definition.is_public or layer.differs_for_staff for layer in layers)
    for name, part in {
        "patterns": pattern_definitions(layers, palette),
        "bar": title_bar(zone, heading, wish.as_of, wish.lang, internal=internal),
        "legend": legend_panel(drawn, wish.lang),
        "north": north_arrow(wish.lang),
        "foot": foot_line(zone, layers, wish.generated_on, wish.lang),
    }.items():
        figure.html.add_child(Element(part), name=name)
    page = figure.render().replace("<html>", f'<html lang="{"zh-CN" if wish.lang == "zh" else "en"}">', 1)
    return inline_vendored(page.replace(", maximum-scale=1.0, user-scalable=no", ""))


class _PlaceNames(MacroElement):
    """A name on every shape of the layer it is put into; names are escaped when the features are written."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "{{ this._parent.get_name() }}.eachLayer(part => part.bindTooltip(part.feature.properties.label,"
        " {permanent: true, direction: 'center', className: 'place-name', interactive: false}));"
        "{% endmacro %}"
    )


class MetricScale(MacroElement):
    """A scale bar in metres only, and no advertisement in the corner."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "L.control.scale({imperial: false, maxWidth: 140}).addTo({{ this._parent.get_name() }});"
        "{{ this._parent.get_name() }}.attributionControl.remove();"
        "{% endmacro %}"
    )


def layer_features(
    session: Session, layer: Layer, principal: Principal, selection: Selection, lang: Language
) -> list[dict[str, Any]]:
    """Features with properties written for people; nothing else of the row leaves the house."""
    texts = feature_texts(session, layer, principal, selection, limit=MAX_FEATURES + 1, decimals=DECIMALS)
    if len(texts) > MAX_FEATURES:
        raise Invalid(
            "handout.too_many",
            f"图层“{layer.definition.title_zh}”在该范围内超过 {MAX_FEATURES:,} 个要素，离线地图会打不开，请缩小范围后重试。",
            message_en=f"Layer {layer.definition.title_en} holds more than {MAX_FEATURES:,} features here; choose a smaller area.",
        )
    visible = {field.name: field for field in layer.definition.fields_for(staff=principal.is_staff)}
    popup = layer.definition.popup
    names = [name for name in ((popup.title, *popup.fields) if popup else ()) if name in visible]
    features = []
    for text in texts:
        feature = json.loads(text)
        given = feature["properties"]
        by = layer.definition.legend.by
        feature["properties"] = {
            "class": str(given[by]) if by else "",
            **{f"f{place}": written_value(visible[name], given[name], lang) for place, name in enumerate(names)},
        }
        if layer.definition.legend.opacity == 0 and layer.definition.label:
            feature["properties"]["label"] = _place_name(given, layer.definition.label, lang)
        features.append(feature)
    return features


def _place_name(given: dict[str, Any], label: str, lang: Language) -> str:
    english = given.get(label.replace("_zh", "_en")) if lang == "en" else None
    return escape(str(english or given.get(label) or ""))


def add_layer(chart: folium.Map, layer: Layer, features: list[dict[str, Any]], lang: Language) -> folium.GeoJson:
    popup = layer.definition.popup
    written = [name for name in features[0]["properties"] if name.startswith("f")]
    names = [
        name
        for name in ((popup.title, *popup.fields) if popup else ())
        if name in {f.name for f in layer.definition.fields}
    ]
    labels = [labelled(layer.definition.field(name), lang) for name in names]
    if len(labels) != len(written):  # a field hidden from the caller is neither written nor labelled
        labels = [
            label
            for label, name in zip(labels, names, strict=True)
            if layer.definition.field(name).audience == "everyone"
        ]
    classes = {item.value: item for item in layer.classes}
    drawing = folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        name=labelled(layer.definition, lang, "title"),
        style_function=lambda feature: _leaflet_style(layer, classes.get(feature["properties"]["class"])),
        popup=folium.GeoJsonPopup(fields=written, aliases=labels, max_width=360) if written else None,
        zoom_on_click=False,
        embed=True,
    )
    drawing.add_to(chart)
    if "label" in features[0]["properties"]:
        drawing.add_child(_PlaceNames())
    return drawing


def _leaflet_style(layer: Layer, item: LayerClass | None) -> dict[str, Any]:
    legend = layer.definition.legend
    if item is None:
        return {"color": "#6B7A88", "weight": 1, "fillColor": "#C9D1D8", "fillOpacity": 0.6}
    dash = " ".join(f"{part:g}" for part in item.dash) or None
    if layer.definition.geometry == "line":
        return {"color": item.color, "weight": item.width or 1.5, "dashArray": dash, "fill": False}
    return {
        "color": layer.outline or item.color,
        "weight": legend.outline_width,
        "dashArray": dash,
        "fillColor": f"url(#{pattern_id(layer, item)})" if item.pattern else item.color,
        "fillOpacity": 1 if item.pattern else legend.opacity,
        # a faint area that lies over the plots answers a click on its outline only, or no plot could be clicked
        "className": "outline-click" if legend.opacity < 0.3 else "",
    }


def _frame(framed: list[list[list[float]]], box: Bbox | None) -> list[list[float]]:
    """South-west and north-east corner: the box asked for, else what is shown, else where the zone is."""
    if box is not None:
        west, south, east, north = box
        return [[south, west], [north, east]]
    if not framed:
        return [[33.5, 114.5], [33.7, 114.8]]
    return [
        [min(bounds[0][axis] for bounds in framed) for axis in (0, 1)],
        [max(bounds[1][axis] for bounds in framed) for axis in (0, 1)],
    ]
