"""A character that no text of the database can hold is refused with a sentence, in every part of a request and before anybody is asked who he is."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from gisapp.app import create_app
from gisapp.settings import Settings


@pytest.fixture(scope="module")
def client() -> TestClient:
    """The application without a database: what it answers here it answers before any statement."""
    return TestClient(create_app(Settings(database_url="postgresql+psycopg2://")), raise_server_exceptions=False)


def assert_refused(answer) -> None:
    assert (answer.status_code, answer.json()["code"]) == (422, "request.nul")
    assert answer.json()["message_zh"].endswith("。")
    assert answer.json()["message_en"]


@pytest.mark.parametrize("path", ["/api/ask/%00", "/api/sites?park=%00", "/api/layers/%00/items", "/api/plots?q=%00"])
def test_in_an_address(client: TestClient, path: str):
    assert_refused(client.get(path))


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/session", r'{"username": "a\u0000", "password": "b"}'),
        ("/api/ask", r'{"question": {"deep": ["a\u0000b"]}}'),
        ("/api/parties", r'{"name_zh": "\ud800"}'),
        ("/api/parties", r'{"\u0000": 1}'),
    ],
)
def test_in_a_text_of_json_however_deep(client: TestClient, path: str, body: str):
    assert_refused(client.post(path, content=body, headers={"Content-Type": "application/json"}))


def test_in_a_field_and_in_the_name_of_a_file(client: TestClient):
    assert_refused(client.post("/api/evidence", data={"title": "a\0"}, files={"file": ("a.pdf", b"x")}))


def test_a_backslash_before_the_letters_of_an_escape_is_text(client: TestClient):
    body = r'{"username": "a\\u0000"}'
    answer = client.post("/api/session", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "request.malformed")


def test_a_file_may_hold_every_byte(client: TestClient):
    answer = client.post("/api/evidence", files={"other": ("a.bin", b"\0\0")})
    assert answer.json()["code"] != "request.nul"
