"""Documents over HTTP: what is missing, preview, issue, download, recognise, revoke; templates and the issuing office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from gisapp.app import create_app
from gisapp.db.engine import create_app_engine, transaction
from gisapp.documents import sources
from gisapp.documents.sources import Draft
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings
from tests.builders.document import OFFICE, facts_of
from tests.builders.park import a_park
from tests.builders.people import sign_in, sign_ins
from tests.conftest import TODAY
from tests.documents.test_templates import word

SUBJECT = ("supervision_letter", "supervision_letter")
HERE = "/api/documents/of/supervision_letter/1"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class House:
    """The application with one browser that signs in as whom the test needs."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.facts: dict[str, Any] = {"reply_due_on": date(2026, 12, 1)}

    def as_(self, username: str) -> TestClient:
        return sign_in(self.client, username)

    def issue(self) -> Any:
        body = {"kind": "supervision_letter", "subject": "supervision_letter", "subject_id": 1}
        return self.client.post("/api/documents", json=body)


@pytest.fixture
def house(fresh_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    with sign_ins(fresh_url) as session:
        park = a_park(session)
    with TestClient(create_app(Settings(database_url=fresh_url), FixedClock(TODAY))) as client:
        house = House(client)

        def gather(session, principal, subject_id, as_of) -> Draft:
            return Draft(park.zone_id, park.park_id, None, facts_of("supervision_letter", **house.facts))

        monkeypatch.setitem(sources._SOURCES, SUBJECT, gather)
        yield house


def test_from_what_is_missing_to_a_revoked_document(house: House):
    house.facts["reply_due_on"] = None
    client = house.as_("officer")
    (draft,) = client.get(HERE).json()["drafts"]
    assert [item["code"] for item in draft["findings"]] == ["document.missing.reply_due_on", "document.issuer_missing"]
    assert not draft["may_be_issued"]
    refused = house.issue()
    assert (refused.status_code, refused.json()["code"]) == (409, "document.incomplete")

    house.as_("admin")
    assert client.put("/api/document-issuer", json=OFFICE).json()["since"] == TODAY.isoformat()
    house.facts["reply_due_on"] = date(2026, 12, 1)
    client = house.as_("officer")
    assert client.get(HERE).json()["drafts"][0]["may_be_issued"]
    preview = client.get(f"{HERE}/supervision_letter/preview.pdf")
    assert (preview.headers["content-type"], preview.content[:4]) == ("application/pdf", b"%PDF")
    made = house.issue().json()
    assert made["document_no"] == "示开督办〔2026〕1号"
    assert client.get(HERE).json()["drafts"] == []

    content = client.get(f"/api/documents/{made['id']}/file.docx")
    assert content.headers["content-type"] == DOCX
    printed = client.get(f"/api/documents/{made['id']}/file.pdf").content
    for original in (content.content, printed):
        known = client.post("/api/documents/recognise", files={"file": ("在手.docx", original)}).json()
        assert known["document"]["id"] == made["id"]
    tampered = client.post("/api/documents/recognise", files={"file": ("在手.docx", content.content + b" ")}).json()
    assert tampered["document"] is None
    checked = client.get(f"/api/documents/{made['id']}/verify").json()
    assert checked["docx_intact"]
    assert checked["pdf_intact"]

    assert house.issue().json()["code"] == "document.issued_already"
    revoked = client.post(f"/api/documents/{made['id']}/revoke", json={"reason": "主送单位有误"}).json()
    assert revoked["revoked_reason"] == "主送单位有误"
    assert house.issue().json()["document_no"] == "示开督办〔2026〕2号"
    assert client.get("/api/documents", params={"q": "督办"}).json()["total"] == 2
    assert client.get("/api/documents", params={"q": "%"}).json()["total"] == 0
    assert client.get("/api/documents", params={"as_of": "2026-11-22"}).json()["total"] == 0


def test_who_may_do_what(house: House):
    house.as_("admin")
    house.client.put("/api/document-issuer", json=OFFICE)
    assert house.as_("planner").get(HERE).status_code == 200
    assert house.issue().json()["code"] == "auth.denied.document:issue"
    assert house.as_("leader").get("/api/document-kinds").status_code == 200
    assert house.issue().status_code == 201
    upload = {"file": ("督办函.docx", word("{{ 主送单位 }}"), DOCX)}
    assert house.client.post("/api/document-templates/supervision_letter", files=upload).status_code == 403
    house.client.cookies.clear()
    assert house.client.get("/api/documents").status_code == 401


def test_a_template_goes_out_and_comes_back(house: House):
    client = house.as_("admin")
    item = next(row for row in client.get("/api/document-templates").json() if row["kind"] == "supervision_letter")
    assert item["current"] is None
    assert {"name": "reply_due_on", "label_zh": "回复期限"}.items() <= next(
        field for field in item["fields"] if field["name"] == "reply_due_on"
    ).items()
    shipped = client.get("/api/document-templates/supervision_letter/template.docx").content
    wrong = client.post(
        "/api/document-templates/supervision_letter", files={"file": ("a.docx", word("{{ 错字 }}"), DOCX)}
    )
    assert (wrong.status_code, wrong.json()["findings"][0]["measured"]) == (409, "错字")
    dry = client.post(
        "/api/document-templates/supervision_letter",
        files={"file": ("a.docx", word("{{ 主送单位 }}"), DOCX)},
        data={"dry_run": "true"},
    )
    assert not dry.json()["accepted"]
    used = client.post(
        "/api/document-templates/supervision_letter", files={"file": ("a.docx", shipped, DOCX)}, data={"note": "原样"}
    )
    assert (used.status_code, used.json()) == (201, {"findings": [], "accepted": True})
    item = next(row for row in client.get("/api/document-templates").json() if row["kind"] == "supervision_letter")
    assert item["current"]["note"] == "原样"
    trial = client.get("/api/document-templates/supervision_letter/trial.docx")
    assert trial.status_code == 200
    back = client.post("/api/document-templates/supervision_letter/back-to-shipped", json={"reason": "恢复"})
    assert back.status_code == 200
    versions = client.get("/api/document-templates").json()
    assert next(row for row in versions if row["kind"] == "supervision_letter")["current"] is None
    assert client.get("/api/document-templates/nonsense/template.docx").status_code == 404


def test_every_act_is_written_down(house: House, fresh_url: str):
    house.as_("admin")
    house.client.put("/api/document-issuer", json=OFFICE)
    house.as_("officer")
    house.issue()
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        tags = session.execute(text("select tag from audit_event where tag like 'document:%' order by id")).scalars()
        assert list(tags) == ["document:issuer:revise", "document:document:issue"]
    engine.dispose()
