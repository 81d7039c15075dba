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
    texts = {place: schema for place, schema in fields.items() if schema.get("type") == "string"}
    assert all("maxLength" in schema for place, schema in texts.items() if place.endswith(" year"))  # several of them
    months = {place: schema for place, schema in texts.items() if not place.endswith((" year", "_month"))}
    assert months
    for place, schema in months.items():
        if schema.get("format") == "date":
            continue
        assert re.search(schema["pattern"], "2026-10"), place
        assert not any(re.search(schema["pattern"], month) for month in ("0000-01", "9999-12", "2026-13")), place
    years = [schema for schema in fields.values() if schema.get("type") == "integer"]
    assert years
    assert all(schema["minimum"] >= 1990 and schema["maximum"] <= 2200 for schema in years)


def test_every_refusal_has_the_one_form(contract: dict[str, Any]):
    components = contract["components"]
    for place, operation in operations(contract):
        for status, answer in operation["responses"].items():
            if status >= "4":
                named = components["responses"][answer["$ref"].rpartition("/")[2]]
                assert named["content"] == {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}, (
                    f"{place} {status}"
                )
    assert not {"HTTPValidationError", "ValidationError"} & set(components["schemas"])


def test_an_operation_says_whom_it_lets_in_and_how_it_refuses_the_others(contract: dict[str, Any]):
    paths = contract["paths"]
    assert paths["/api/sites"]["get"]["security"] == [{}, {"session": []}]
    signing = paths["/api/contracts"]["post"]
    assert signing["security"] == [{"session": ["contract:sign"], "page_token": []}]
    assert set(signing["responses"]) == {"201", "400", "401", "403", "404", "409", "413", "422", "503", "507"}
    assert set(paths["/api/matches"]["post"]["responses"]) >= {"429"}
    assert set(paths["/api/session"]["post"]["responses"]) >= {"401", "429"}
    for place, operation in operations(contract):
        is_public = {} in operation["security"]
        assert is_public or {"401", "403"} <= set(operation["responses"]), place
        assert ("requestBody" in operation) <= ({"413", "422"} <= set(operation["responses"])), place


def test_what_is_a_file_is_not_told_as_json(contract: dict[str, Any]):
    files = {place: operation for place, operation in operations(contract) if re.search(r"\.\w+$|\.\{form\}$", place)}
    assert len(files) > 35
    for place, operation in files.items():
        assert "application/json" not in operation["responses"]["200"]["content"], place
    for place, operation in operations(contract):
        for status, answer in operation["responses"].items():
            for kind, content in answer.get("content", {}).items():
                assert content["schema"], f"{place} {status} {kind}: says nothing of what it answers"
