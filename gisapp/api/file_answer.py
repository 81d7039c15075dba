"""Answers that are files: which kinds there are, and how a route says that it gives one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Response

from gisapp.api.problem import refuses as _refuses

MEDIA: Mapping[str, str] = {
    "atom": "application/atom+xml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "dxf": "image/vnd.dxf",
    "eml": "message/rfc822",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "kml": "application/vnd.google-earth.kml+xml",
    "pdf": "application/pdf",
    "shp.zip": "application/zip",
    "txt": "text/plain; charset=gb18030",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""Media type by ending; what a browser is told of a file."""

_FEATURES: Mapping[str, Any] = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["integer", "string"]},
                    "geometry": {"type": ["object", "null"], "additionalProperties": True},
                    "properties": {"type": "object", "additionalProperties": True},
                },
            },
        },
    },
}
"""RFC 7946, section 3.3; a page reads it as JSON."""

_BYTES: Mapping[str, Any] = {"type": "string", "format": "binary"}

ANY_FILE = ("*/*",)
"""For files that are given back as they came: their type is their own."""


def gives(*forms: str, refuses: tuple[int, ...] = ()) -> dict[str, Any]:
    """Return the options of a route that answers with a file of one of these endings: `@router.get("/sheet.pdf", **gives("pdf"))`."""
    content = {
        MEDIA.get(form, form).partition(";")[0]: {"schema": dict(_FEATURES if form == "geojson" else _BYTES)}
        for form in forms
    }
    return {
        "response_class": Response,
        "responses": {200: {"description": "The file.", "content": content}, **_refuses(*refuses)},
    }
