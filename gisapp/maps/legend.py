"""Answers what is in view, class by class: how many features and how much of the layer's measure. Equals the list behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.maps.features import Selection, from_where
from gisapp.maps.registry import Layer


def legend_entries(layer: Layer) -> list[dict[str, Any]]:
    """The legend without counts: what `/api/layers` carries."""
    return [
        {
            "value": item.value,
            "label_zh": item.label_zh,
            "label_en": item.label_en,
            "color": item.color,
            "glyph": item.glyph,
            "pattern": None
            if item.pattern is None
            else {
                "name": item.pattern_name,
                "size": item.pattern.size,
                "path": item.pattern.path,
                "dots": item.pattern.dots,
            },
            "width": item.width,
            "dash": list(item.dash),
        }
        for item in layer.classes
    ]


def count_classes(session: Session, layer: Layer, principal: Principal, selection: Selection) -> dict[str, Any]:
    """Count and sum per class over exactly the rows that `items` lists for the same selection.

    Values that no class covers are answered as class `value: null`, so that the total never loses a feature.
    """
    definition = layer.definition
    by, measure = definition.legend.by, definition.legend.measure
    source, bound = from_where(layer, principal, selection)
    statement = (
        f"select {f's.{by}' if by else 'null::text'} as class, count(*)::bigint as feature_count, "
        f"{f'coalesce(sum(s.{measure}), 0)::float8' if measure else 'null::float8'} as measure {source} group by 1"
    )
    counted: Mapping[Any, tuple[int, float | None]] = {
        value: (amount, total) for value, amount, total in session.execute(text(statement), bound)
    }
    known = {item.value for item in layer.classes}
    classes: list[dict[str, Any]] = []
    for entry in legend_entries(layer):
        amount, total = counted.get(entry["value"] if by else None, (0, 0.0 if measure else None))
        classes.append({**entry, "count": amount, "measure": _rounded(total)})
    other = [pair for value, pair in counted.items() if by and value not in known]
    if other:
        classes.append(
            {
                "value": None,
                "label_zh": "未分类",
                "label_en": "Unclassified",
                "color": None,
                "glyph": "?",
                "pattern": None,
                "width": None,
                "dash": [],
                "count": sum(pair[0] for pair in other),
                "measure": _rounded(sum(pair[1] or 0.0 for pair in other)) if measure else None,
            }
        )
    return {
        "layer": layer.id,
        "as_of": selection.as_of.isoformat(),
        "by": by,
        "measure": measure,
        "unit": definition.field(measure).unit if measure else None,
        "total_count": sum(item["count"] for item in classes),
        "total_measure": _rounded(sum(item["measure"] or 0.0 for item in classes)) if measure else None,
        "classes": classes,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
