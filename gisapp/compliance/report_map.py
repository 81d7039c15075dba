"""The map of a compliance report as SVG: the shape, the constraint areas around it, the ground in conflict, scale, grid and north."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import shapely
from shapely.geometry import shape as from_geojson

from gisapp.compliance.rules.conflicts import QUADRANT, AreaShape
from gisapp.plot_rules.rules.boundary import to_planar

WIDTH, HEIGHT = 660.0, 400.0
"""Units of the drawing; the page scales it to its width."""
COLOURS = {
    "farmland": "#8C6D1F",
    "ecology": "#1B7A43",
    "urban_boundary": "#7A3E9D",
    "river": "#1565C0",
    "flood": "#3F8FBF",
    "pipeline": "#B35C00",
    "hazard": "#B3261E",
    "heritage": "#6D4C41",
}
_DASHES = {"urban_boundary": "9 4", "pipeline": "5 3", "heritage": "2 2"}
_STEPS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True)
class _View:
    west: float
    north: float
    scale: float

    def path(self, geometry: Any) -> str:
        return "".join(self._ring(ring) for ring in shapely.get_rings(shapely.get_parts(geometry)))

    def at(self, east: float, north: float) -> tuple[float, float]:
        return (east - self.west) * self.scale, (self.north - north) * self.scale

    def _ring(self, ring: Any) -> str:
        points = (self.at(*xy) for xy in shapely.get_coordinates(ring).tolist())
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def draw_report_map(
    geometry: Any,
    areas: Sequence[AreaShape],
    conflicts: Sequence[tuple[int, dict[str, Any]]],
    beside: Iterable[tuple[str, Any]],
    planar_epsg: int,
) -> str:
    """Return the SVG. Shapes are EPSG:4490; `conflicts` are (number in the table, GeoJSON); `beside` = neighbouring plots with numbers."""
    shape = to_planar(geometry, planar_epsg)
    view, frame = _view_of(shape)
    parts = [_head(), f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#FBFCFC"/>', _grid(view, frame)]
    for number, other in beside:
        there = shapely.intersection(to_planar(other, planar_epsg), frame)
        if there.area > 0:
            parts.append(f'<path d="{view.path(there)}" fill="none" stroke="#9AA7B2" stroke-width="0.7"/>')
            parts.append(_text(view, shapely.point_on_surface(there), number, "#6B7A88", 7))
    for area in areas:
        parts.extend(_area(view, frame, area, planar_epsg))
    parts.append(f'<path d="{view.path(shape)}" fill="#0B6E75" fill-opacity="0.10" stroke="#0B6E75" stroke-width="2"/>')
    for number, found in conflicts:
        ground = to_planar(from_geojson(found), planar_epsg)
        parts.append(f'<path d="{view.path(ground)}" fill="url(#hit)" stroke="#B3261E" stroke-width="1.2"/>')
        largest = max(shapely.get_parts(ground), key=lambda part: part.area)
        parts.append(_number(view, shapely.point_on_surface(largest), number))
    parts += [
        _scale_bar(view),
        _north(),
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="#3A4754"/></svg>',
    ]
    return "".join(parts)


def _view_of(shape: Any) -> tuple[_View, Any]:
    west, south, east, north = shape.bounds
    reach = max(60.0, 0.35 * max(east - west, north - south))
    wide, tall = east - west + 2 * reach, north - south + 2 * reach
    scale = min(WIDTH / wide, HEIGHT / tall)
    middle_east, middle_north = (west + east) / 2, (south + north) / 2
    half_wide, half_tall = WIDTH / scale / 2, HEIGHT / scale / 2
    frame = shapely.box(
        middle_east - half_wide, middle_north - half_tall, middle_east + half_wide, middle_north + half_tall
    )
    return _View(middle_east - half_wide, middle_north + half_tall, scale), frame


def _head() -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="100%">'
        '<defs><pattern id="hit" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="5" height="5" fill="#F7D9D6" fill-opacity="0.75"/><line x1="0" y1="0" x2="0" y2="5" stroke="#B3261E" stroke-width="1.4"/>'
        "</pattern></defs>"
    )


def _area(view: _View, frame: Any, area: AreaShape, epsg: int) -> Iterable[str]:
    colour, dash = COLOURS[area.kind], _DASHES.get(area.kind)
    drawn = to_planar(area.geometry, epsg)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    there = shapely.intersection(drawn, frame)
    if there.area > 0:
        fill = "none" if area.kind == "urban_boundary" else colour
        yield (
            f'<path d="{view.path(there)}" fill="{fill}" fill-opacity="0.12" stroke="{colour}" stroke-width="1.2"{dashes}/>'
        )
    if area.distance_m > 0:
        reach = shapely.intersection(shapely.buffer(drawn, area.distance_m, quad_segs=QUADRANT), frame)
        if reach.area > 0:
            yield f'<path d="{view.path(reach)}" fill="none" stroke="{colour}" stroke-width="0.9" stroke-dasharray="3 3"/>'


def _grid(view: _View, frame: Any) -> str:
    west, south, east, north = frame.bounds
    step = next((step for step in _STEPS if (east - west) / step <= 8), _STEPS[-1])
    lines = []
    value = step * (int(west // step) + 1)
    while value < east:
        x, _ = view.at(value, north)
        lines.append(f'<path d="M{x:.1f} 0V{HEIGHT}" stroke="#DDE3E8" stroke-width="0.5"/>')
        lines.append(f'<text x="{x + 2:.1f}" y="{HEIGHT - 3}" font-size="6.5" fill="#6B7A88">{value:.0f}</text>')
        value += step
    value = step * (int(south // step) + 1)
    while value < north:
        _, y = view.at(west, value)
        lines.append(f'<path d="M0 {y:.1f}H{WIDTH}" stroke="#DDE3E8" stroke-width="0.5"/>')
        lines.append(f'<text x="2" y="{y - 2:.1f}" font-size="6.5" fill="#6B7A88">{value:.0f}</text>')
        value += step
    return "".join(lines)


def _scale_bar(view: _View) -> str:
    metres = next((step for step in reversed(_STEPS) if step * view.scale <= WIDTH / 4), _STEPS[0])
    long = metres * view.scale
    x, y = WIDTH - long - 16, HEIGHT - 22
    return (
        f'<path d="M{x:.1f} {y - 4}V{y}H{x + long:.1f}V{y - 4}" fill="none" stroke="#1B2733" stroke-width="1.2"/>'
        f'<text x="{x + long / 2:.1f}" y="{y - 5}" font-size="8" text-anchor="middle" fill="#1B2733">{metres} 米</text>'
    )


def _north() -> str:
    x = WIDTH - 24
    return (
        f'<path d="M{x} 12L{x + 6} 34L{x} 29L{x - 6} 34Z" fill="#1B2733"/>'
        f'<text x="{x}" y="44" font-size="9" text-anchor="middle" fill="#1B2733">北</text>'
    )


def _text(view: _View, place: Any, words: str, colour: str, size: float) -> str:
    x, y = view.at(place.x, place.y)
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="middle" fill="{colour}">{escape(words)}</text>'
    )


def _number(view: _View, place: Any, number: int) -> str:
    x, y = view.at(place.x, place.y)
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" fill="#FFFFFF" stroke="#B3261E" stroke-width="1.2"/>'
        f'<text x="{x:.1f}" y="{y + 3:.1f}" font-size="8.5" text-anchor="middle" fill="#B3261E" font-weight="bold">{number}</text>'
    )
