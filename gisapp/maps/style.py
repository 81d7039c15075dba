"""Answers how OpenLayers draws a layer: the flat style that follows from the legend's classes, so both always agree."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from gisapp.maps.palette import Palette, Pattern, with_opacity
from gisapp.maps.registry import Layer, LayerClass

FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
LABEL_RESOLUTION = 156543.03392804097
"""Metres per pixel at zoom 0 of EPSG:3857 with tiles of 256 pixels."""

FlatRule = dict[str, Any]


def flat_style(layer: Layer, palette: Palette) -> list[FlatRule]:
    """Rules of an OpenLayers flat style: fill and line by class, patterns over them, then labels."""
    definition = layer.definition
    if definition.geometry == "polygon":
        rules = _area_rules(layer, palette)
    elif definition.geometry == "line":
        rules = [{"style": _line_style(layer)}] if definition.legend.by is None else _line_rules(layer)
    else:
        rules = [{"style": _point_style(layer, palette)}]
    if definition.label is not None:
        rules.append(_label_rule(layer, palette))
    return rules


def pattern_uri(pattern: Pattern, colour: str) -> str:
    """The pattern's tile as an image that needs no request."""
    return "data:image/svg+xml," + quote(pattern.svg(colour), safe="")


def _by_class(layer: Layer, values: list[Any], fallback: Any) -> Any:
    """One value per class as a `match` expression; a single value where all features look alike."""
    by = layer.definition.legend.by
    if by is None or len(set(map(repr, values))) == 1:
        return values[0]
    expression: list[Any] = ["match", ["get", by]]
    for item, value in zip(layer.classes, values, strict=True):
        expression += [item.value, value]
    return [*expression, fallback]


def _area_rules(layer: Layer, palette: Palette) -> list[FlatRule]:
    legend = layer.definition.legend
    unknown = palette.color["unknown"]
    style: dict[str, Any] = {}
    # An area without fill would not answer a click inside it.
    opacity = max(legend.opacity, 0.01)
    style["fill-color"] = _by_class(
        layer, [with_opacity(item.color, opacity) for item in layer.classes], with_opacity(unknown, opacity)
    )
    plain = [item for item in layer.classes if not item.dash]
    style |= _outline_style(layer, unknown)
    rules: list[FlatRule] = []
    if len(plain) == len(layer.classes):
        rules.append({"style": style})
    else:
        rules.append({"style": {"fill-color": style["fill-color"]}})
        rules.append({"filter": _filter(layer, plain), "style": _outline_style(layer, unknown)})
        rules += [{"filter": _filter(layer, [item]), "style": _outline_style(layer, unknown) | {"stroke-line-dash": list(item.dash)}}
                  for item in layer.classes if item.dash]  # fmt: skip
    for name in dict.fromkeys(item.pattern_name for item in layer.classes if item.pattern_name):
        marked = [item for item in layer.classes if item.pattern_name == name]
        pattern = palette.pattern[name]
        rules.append(
            {
                "filter": _filter(layer, marked),
                "style": {"fill-pattern-src": pattern_uri(pattern, palette.color["ink"])},
            }
        )
    return rules


def _outline_style(layer: Layer, unknown: str) -> dict[str, Any]:
    legend = layer.definition.legend
    colour = layer.outline or _by_class(layer, [item.color for item in layer.classes], unknown)
    return {"stroke-color": colour, "stroke-width": legend.outline_width}


def _line_rules(layer: Layer) -> list[FlatRule]:
    """One rule per kind of dash, since a dash cannot be an expression of the canvas renderer's match."""
    rules: list[FlatRule] = []
    for dash in dict.fromkeys(item.dash for item in layer.classes):
        alike = [item for item in layer.classes if item.dash == dash]
        style: dict[str, Any] = {
            "stroke-color": _match_within(layer, alike, [item.color for item in alike]),
            "stroke-width": _match_within(layer, alike, [item.width or 1.5 for item in alike]),
        }
        if dash:
            style |= {"stroke-line-dash": list(dash), "stroke-line-cap": "butt"}
        rules.append({"filter": _filter(layer, alike), "style": style})
    return rules


def _match_within(layer: Layer, classes: list[LayerClass], values: list[Any]) -> Any:
    if len(set(values)) == 1:
        return values[0]
    expression: list[Any] = ["match", ["get", layer.definition.legend.by]]
    for item, value in zip(classes, values, strict=True):
        expression += [item.value, value]
    return [*expression, values[-1]]


def _line_style(layer: Layer) -> dict[str, Any]:
    item = layer.classes[0]
    style: dict[str, Any] = {"stroke-color": item.color, "stroke-width": item.width or 1.5}
    return style | ({"stroke-line-dash": list(item.dash)} if item.dash else {})


def _point_style(layer: Layer, palette: Palette) -> dict[str, Any]:
    return {
        "circle-radius": 5,
        "circle-fill-color": _by_class(layer, [item.color for item in layer.classes], palette.color["unknown"]),
        "circle-stroke-color": palette.color["halo"],
        "circle-stroke-width": 1.5,
    }


def _filter(layer: Layer, classes: list[LayerClass]) -> list[Any]:
    by = layer.definition.legend.by
    if by is None:
        return ["==", 1, 1]
    if len(classes) == 1:
        return ["==", ["get", by], classes[0].value]
    return ["in", ["get", by], ["literal", [item.value for item in classes]]]


def _label_rule(layer: Layer, palette: Palette) -> FlatRule:
    definition = layer.definition
    weight, size = ("600", 13) if definition.legend.opacity == 0 else ("400", 12)
    style: dict[str, Any] = {
        "text-value": ["coalesce", ["get", definition.label], ""],
        "text-font": f"{weight} {size}px {FONT}",
        "text-fill-color": layer.outline if definition.legend.opacity == 0 and layer.outline else palette.color["ink"],
        "text-stroke-color": palette.color["halo"],
        "text-stroke-width": 3,
        # a number wider than its plot would silently vanish
        "text-overflow": True,
    }
    if definition.geometry == "line":
        style |= {"text-placement": "line", "text-overflow": False, "text-repeat": 400}
    resolution = LABEL_RESOLUTION / 2**definition.label_zoom
    return {"filter": ["<=", ["resolution"], round(resolution * 1.01, 4)], "style": style}
