"""The map of a brochure: park boundaries, roads and published sites as the public sees them, the chosen ones on top with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import cast

import folium
from folium.template import Template
from sqlalchemy.orm import Session

from gisapp.auth.principal import ANYONE
from gisapp.kernel.crs import Bbox
from gisapp.maps.features import Selection
from gisapp.maps.moment import Moment
from gisapp.maps.registry import Layer
from gisapp.reports.brochure import words
from gisapp.reports.brochure.content import Brochure, BrochureSite
from gisapp.reports.handout_map import MetricScale, add_layer, layer_features

CONTEXT = ("road", "park_boundary", "published_plot")
REACH = 0.03
"""Degrees around the chosen sites within which roads and other sites are drawn: about three kilometres."""


def brochure_map(session: Session, content: Brochure, layers: Sequence[Layer]) -> folium.Map:
    """Return the map, framed on the chosen sites; it is rendered by whoever lays the page."""
    chart = folium.Map(tiles=None, zoom_control=True, control_scale=False, prefer_canvas=False, height="420px")
    around = _around(content.sites)
    for layer in layers:
        if layer.id not in CONTEXT:
            continue
        features = layer_features(session, layer, ANYONE, Selection(Moment(content.as_of), box=around), content.lang)
        if features:
            add_layer(chart, layer, features, content.lang)
    chosen = folium.FeatureGroup(name=words.word("sites", content.lang))
    for number, site in enumerate(content.sites, start=1):
        chosen.add_child(_outline(site, number, content))
    chosen.add_to(chart)
    west, south, east, north = _bounds(content.sites)
    chart.fit_bounds([[south, west], [north, east]], max_zoom=16, padding=(40, 40))
    chart.add_child(MetricScale())
    chart.add_child(_Quiet())
    return chart


class _Quiet(folium.MacroElement):
    """The wheel scrolls the page, not the map: a brochure is read downwards."""

    _template = Template(
        "{% macro script(this, kwargs) %}{{ this._parent.get_name() }}.scrollWheelZoom.disable();{% endmacro %}"
    )


def _outline(site: BrochureSite, number: int, content: Brochure) -> folium.GeoJson:
    sheet, lang = site.sheet, content.lang
    color = content.look.color
    popup = (
        f"<b>{escape(sheet['plot_no'])}</b><br>{escape(words.pick(sheet['park'], 'name', lang))}<br>"
        f'{escape(words.area(sheet["area"]["m2"], lang))}<br><a href="#site-{sheet["id"]}">→</a>'
    )
    drawn = folium.GeoJson(
        {
            "type": "Feature",
            "geometry": sheet["geometry"],
            "properties": {"label": f"{number} · {escape(sheet['plot_no'])}", "popup": popup},
        },
        style_function=lambda _: {"color": color, "weight": 3, "fillColor": color, "fillOpacity": 0.35},
        zoom_on_click=False,
        embed=True,
    )
    drawn.add_child(_Number())
    return drawn


class _Number(folium.MacroElement):
    """The number and name of a chosen site on the map."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "{{ this._parent.get_name() }}.eachLayer(part => part.bindTooltip(part.feature.properties.label,"
        " {permanent: true, direction: 'top', className: 'chosen-name', interactive: false})"
        ".bindPopup(part.feature.properties.popup, {maxWidth: 260}));"
        "{% endmacro %}"
    )


def _bounds(sites: Sequence[BrochureSite]) -> Bbox:
    boxes = [cast("list[float]", site.sheet["bbox"]) for site in sites]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _around(sites: Sequence[BrochureSite]) -> Bbox:
    west, south, east, north = _bounds(sites)
    return west - REACH, south - REACH, east + REACH, north + REACH
