"""The contract of the interface: what is served is what the application would say, and nobody waits while it is worked out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from gisapp.api.errors import add_error_handlers
from gisapp.api.web_files import add_web_files
from gisapp.app import Application, create_app
from gisapp.settings import Settings
from gisapp.startup.openapi import contract_text, write_contract


@pytest.fixture(scope="module")
def contract() -> str:
    return contract_text()


@pytest.fixture
def app() -> Application:
    return create_app(Settings(database_url="postgresql+psycopg2://"))


def test_the_contract_that_is_served_is_the_one_of_this_code(app: Application, contract: str):
    answer = TestClient(app).get("/openapi.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text == contract, "run ./gis setup"
    assert app.openapi_schema is None, "the server worked it out itself"


def test_what_is_answered_is_required_and_what_is_asked_keeps_its_defaults(contract: str):
    schemas = json.loads(contract)["components"]["schemas"]
    assert {"plot_id", "bbox"} < set(schemas["SearchHit"]["required"]), "answered with null where there is none"
    assert "evidence_ids" not in schemas["DisputeBody"]["required"], "a body may leave out what has a default"


def test_who_has_the_contract_is_not_sent_it_again(app: Application):
    client = TestClient(app)
    tag = client.get("/openapi.json").headers["etag"]
    again = client.get("/openapi.json", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_contract_not_yet_built_says_how_to_build_it(tmp_path: Path):
    app = Application(openapi_url=None)
    add_web_files(app, tmp_path, ())
    add_error_handlers(app)
    answer = TestClient(app).get("/openapi.json")
    assert answer.status_code == 503
    assert "./gis setup" in answer.json()["message_zh"]
    assert "./gis setup" in answer.json()["message_en"]


def test_the_file_is_left_alone_when_it_says_the_same_already(tmp_path: Path):
    file = tmp_path / "folder" / "openapi.json"
    write_contract(file, "用地\n")
    assert file.read_text("utf-8") == "用地\n"
    first = file.stat().st_mtime_ns
    write_contract(file, "用地\n")
    assert file.stat().st_mtime_ns == first
    file.write_text("{}", "utf-8")
    write_contract(file, "用地\n")
    assert file.read_text("utf-8") == "用地\n"
