"""`gisapp openapi`: the contract of the HTTP interface as a file, for the server to hand out and for the pages' types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from gisapp.settings import Settings

_NO_DATABASE = "postgresql+psycopg2://"
"""The routes are asked what they say of themselves; no connection is opened."""


def contract_text() -> str:
    """The OpenAPI document as JSON text; paths and components by name, so that the same routes give the same bytes."""
    from gisapp.app import create_app  # heavy

    document: dict[str, Any] = create_app(Settings(database_url=_NO_DATABASE)).openapi()
    _require_what_is_answered(document)
    components = {kind: dict(sorted(parts.items())) for kind, parts in sorted(document["components"].items())}
    ordered = document | {"paths": dict(sorted(document["paths"].items())), "components": components}
    return json.dumps(ordered, ensure_ascii=False, separators=(",", ":")) + "\n"


def _require_what_is_answered(document: dict[str, Any]) -> None:
    """Mark every field of an answer as required: no route leaves out a default, so that who reads an answer finds each of them."""
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    schemas = document["components"]["schemas"]
    asked = _reached([operation.get("requestBody") for operation in operations], schemas)
    for name in _reached([operation["responses"] for operation in operations], schemas) - asked:
        if properties := schemas[name].get("properties"):
            schemas[name]["required"] = list(properties)


def _reached(part: object, schemas: dict[str, Any], found: set[str] | None = None) -> set[str]:
    """The names of the schemas that `part` of the document refers to, directly or through others."""
    found = set() if found is None else found
    if isinstance(part, dict):
        name = str(part.get("$ref", "")).removeprefix("#/components/schemas/")
        if name in schemas and name not in found:
            found.add(name)
            _reached(schemas[name], schemas, found)
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            _reached(inner, schemas, found)
    return found


def write_contract(file: Path, text: str) -> None:
    """Write the contract to `file`; left untouched when it says the same already, so that nothing is built again for it."""
    if not file.is_file() or file.read_text("utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
