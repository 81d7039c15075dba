"""What the contract of the HTTP interface promises, read from the document itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from gisapp.startup.openapi import contract_text

BIGINT = 2**63 - 1


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    return json.loads(contract_text())


def operations(contract: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in contract["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def what_comes_in(contract: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema of a parameter, a body and its parts, by the place where it stands."""
    seen: set[str] = set()

    def walk(place: str, schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        if (name := schema.get("$ref", "").rpartition("/")[2]) and name not in seen:
            seen.add(name)
            yield from walk(name, contract["components"]["schemas"][name])
        yield place, schema
        for key, part in schema.get("properties", {}).items():
            yield from walk(f"{place}.{key}", part)
        for key in ("items", "additionalProperties"):
            if isinstance(schema.get(key), dict):
                yield from walk(f"{place}[]", schema[key])
        for part in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())):
            yield from walk(place, part)

    for place, operation in operations(contract):
        for parameter in operation.get("parameters", ()):
            yield from walk(f"{place} {parameter['in']} {parameter['name']}", parameter["schema"])
        for content in operation.get("requestBody", {}).get("content", {}).values():
            yield from walk(f"{place} body", content["schema"])


def test_every_whole_number_that_comes_in_fits_the_column_it_is_compared_with(contract: dict[str, Any]):
    unbounded = [
        place
        for place, schema in what_comes_in(contract)
        if schema.get("type") == "integer"
        and not (
            schema.get("minimum", schema.get("exclusiveMinimum", -BIGINT - 1)) >= -BIGINT
            and schema.get("maximum", schema.get("exclusiveMaximum", BIGINT + 1)) <= BIGINT
        )
    ]
    assert unbounded == []


def test_every_id_in_a_path_is_that_of_a_row(contract: dict[str, Any]):
    odd = [
        place
        for place, schema in what_comes_in(contract)
        if " path " in place
        and schema.get("type") == "integer"
        and place.endswith("id")
        and (schema["minimum"], schema["maximum"]) != (1, BIGINT)
    ]
    assert odd == []


def test_a_month_and_a_year_that_come_in_are_bounded(contract: dict[str, Any]):
    fields = {place: schema for place, schema in what_comes_in(contract) if place.endswith(("month", " year", ".year"))}
    months = {place: schema for place, schema in fields.items() if schema.get("type") == "string"}
    assert months
    for place, schema in months.items():
        if schema.get("format") == "date":
            continue
        assert re.search(schema["pattern"], "2026-10"), place
        assert not any(re.search(schema["pattern"], month) for month in ("0000-01", "9999-12", "2026-13")), place
    years = [schema for schema in fields.values() if schema.get("type") == "integer"]
    assert years
    assert all(schema["minimum"] >= 1990 and schema["maximum"] <= 2200 for schema in years)
