"""Reports over HTTP: the enterprise's page with whatever is sent to it, the inbox, what each role may do, what no answer contains."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from gisapp.app import create_app
from gisapp.db.engine import create_app_engine, transaction
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings
from tests.builders.commitment import TODAY, Site, a_site
from tests.builders.people import Come, people_at, sign_in, sign_ins
from tests.builders.self_report import FIGURES, a_photo, a_report
from tests.harness.examples import examples

TOLD = {
    "progress": "building",
    "since": "2024-09-01",
    "words": "主体封顶（示例）",
    "figures": {"buildings_yuan": "21000000", "equipment_yuan": "28000000.50", "tax_yuan": None},
    "declared": True,
}


@pytest.fixture
def site(fresh_url: str) -> Site:
    with sign_ins(fresh_url) as session:
        found = a_site(session)
        session.execute(text("update zone set code = '411671' where id = (select min(id) from zone)"))
    return found


@pytest.fixture
def come(fresh_url: str, site: Site) -> Iterator[Come]:
    yield from people_at(fresh_url, TODAY, raises=False)


def asked(officer: TestClient, site: Site, **changes: Any) -> tuple[int, str, dict[str, str]]:
    """Ask for a report; return its id, its number and the header that opens it."""
    body = {
        "contract_id": site.contract.contract_id,
        "period_from": "2026-07-01",
        "period_to": "2026-09-30",
        "parts": ["progress", "figures", "photos"],
        "figures": list(FIGURES),
        "due_on": "2026-12-04",
        **changes,
    }
    answer = officer.post("/api/self-reports", json=body)
    assert answer.status_code == 201, answer.text
    path = officer.post(f"/api/self-reports/{answer.json()['id']}/link-reading").json()["path"]
    number, _, key = path.removeprefix("/self-report/").partition("#")
    return answer.json()["id"], number, {"X-Report-Key": key}


def handed_in(client: TestClient, number: str, key: dict[str, str], photos: int = 1, **changes: Any) -> Any:
    files = [("photos", (f"{place}.jpg", a_photo(), "image/jpeg")) for place in range(photos)]
    return client.post(
        f"/api/filings/{number}", headers=key, data={"told": json.dumps({**TOLD, **changes})}, files=files or None
    )


def test_the_enterprise_files_the_officer_takes_it_in_and_the_inbox_follows(come: Come, site: Site):
    officer, enterprise = come("officer"), come(None)
    report_id, number, key = asked(officer, site)

    def waiting() -> list[tuple[str, str, str]]:
        items = officer.get("/api/inbox").json()["items"]
        return [(row["action"], row["turn"], row["due_on"]) for row in items if row["source"] == "self_report"]

    assert waiting() == [("remind_report", "holder", "2026-12-04")]
    form = enterprise.get(f"/api/filings/{number}", headers=key)
    assert form.headers["cache-control"] == "private, no-store"
    assert form.json()["promises"][0]["due_on"]
    receipt = handed_in(enterprise, number, key)
    assert receipt.status_code == 201, receipt.text
    assert waiting() == [("look_at_report", "us", "2026-11-30")]
    sheet = officer.get(f"/api/self-reports/{report_id}").json()
    photo = sheet["filings"][0]["photos"][0]
    assert officer.get(f"/api/evidence/{photo['evidence_id']}/file").content == a_photo()
    assert enterprise.get(f"/api/evidence/{photo['evidence_id']}/file").status_code == 401
    taken = officer.post(f"/api/self-reports/{report_id}/acceptance", json={"expected_sequence": sheet["sequence"]})
    assert taken.json()["state"] == "accepted"
    assert waiting() == []
    usable = officer.get(f"/api/self-reports/usable?contract_id={site.contract.contract_id}").json()
    assert usable[0]["figures"]["equipment_yuan"] == "28000000.50"


def test_the_link_is_in_no_log_and_taking_it_out_is(come: Come, site: Site):
    officer = come("officer")
    _, number, key = asked(officer, site)
    log = officer.get("/api/audit?limit=50").text
    assert "supply:self_report:link" in log
    assert key["X-Report-Key"] not in log
    assert key["X-Report-Key"] not in officer.get("/api/self-reports").text
    assert number in officer.get("/api/self-reports").text


def test_findings_come_with_their_fields_and_nothing_is_kept(come: Come, site: Site):
    officer, enterprise = come("officer"), come(None)
    report_id, number, key = asked(officer, site)
    answer = handed_in(enterprise, number, key, photos=0, progress=None, declared=False, figures={"tax_yuan": "-1"})
    assert answer.status_code == 400
    assert [finding["code"] for finding in answer.json()["findings"]] == [
        "self_report.progress", "self_report.figures.buildings_yuan", "self_report.figures.equipment_yuan", "self_report.figures.tax_yuan",
        "self_report.photos", "self_report.declared",
    ]  # fmt: skip
    assert officer.get(f"/api/self-reports/{report_id}").json()["filings"] == []


def test_a_file_that_is_no_picture_and_one_that_stops_half_way_are_refused(come: Come, site: Site):
    officer, enterprise = come("officer"), come(None)
    _, number, key = asked(officer, site)
    for name, content, code in (
        ("a.jpg", b"not a picture", "evidence.not_what_it_says"),
        ("a.jpg", a_photo()[:-40], "evidence.broken"),
        ("a.pdf", b"%PDF-1.4 %%EOF", "self_report.findings"),
        ("a.jpg", b"", "evidence.empty"),
    ):
        files = [("photos", (name, content, "image/jpeg"))]
        answer = enterprise.post(f"/api/filings/{number}", headers=key, data={"told": json.dumps(TOLD)}, files=files)
        assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert officer.get("/api/self-reports").json()["counts"]["open"] == 1


def test_who_may_do_what(come: Come, site: Site):
    officer = come("officer")
    report_id, _, _ = asked(officer, site)
    for role, reads, acts in (("officer", 200, 409), ("leader", 200, 403), (None, 401, 401)):
        client = come(role)
        assert client.get("/api/self-reports").status_code == reads
        body = {"expected_sequence": 1}
        assert client.post(f"/api/self-reports/{report_id}/acceptance", json=body).status_code == acts


def test_the_enterprise_sees_no_officer_and_no_other_report(come: Come, site: Site):
    officer, enterprise = come("officer"), come(None)
    report_id, number, key = asked(officer, site, note="请附照片")
    asked(officer, site, note="另一份")
    handed_in(enterprise, number, key)
    body = {"reason": "请补充设备清单", "due_on": "2026-12-01", "expected_sequence": 2}
    officer.post(f"/api/self-reports/{report_id}/return", json=body)
    told = enterprise.get(f"/api/filings/{number}", headers=key).text
    assert "请补充设备清单" in told
    for private in ("土地管理人员", "另一份", "actor", "owner_name", "evidence", "party_id"):
        assert private not in told


@settings(
    max_examples=examples(60),
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    told=st.one_of(
        st.text(max_size=200),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*TOLD, "tax_yuan", "x"]), inner, max_size=6),
            max_leaves=12,
        ).map(lambda value: json.dumps(value)),
    ),
    photo=st.binary(max_size=60),
)  # fmt: skip
def test_whatever_is_sent_is_answered_in_words(shared: tuple[TestClient, str, dict[str, str]], told: str, photo: bytes):
    client, number, key = shared
    answer = client.post(
        f"/api/filings/{number}", headers=key, data={"told": told}, files=[("photos", ("a.jpg", photo))]
    )
    assert answer.status_code in (400, 422)
    assert answer.json()["message_zh"]


@pytest.fixture
def shared(fresh_url: str, site: Site) -> Iterator[tuple[TestClient, str, dict[str, str]]]:
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        _, number, key = a_report(session, site)
    engine.dispose()
    app = create_app(Settings(database_url=fresh_url), FixedClock(TODAY))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client, number, {"X-Report-Key": key}


def test_the_letter_has_the_link_and_the_day(fresh_url: str, site: Site):
    app = create_app(Settings(database_url=fresh_url, public_url="https://zone.example"), FixedClock(TODAY))
    with TestClient(app) as client:
        sign_in(client, "officer")
        report_id, number, key = asked(client, site, email="holder@example.com")
        assert "<svg" in client.post(f"/api/self-reports/{report_id}/link-reading").json()["qr_svg"]
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        letter = session.execute(text("select subject, body from mail_message")).one()
    engine.dispose()
    assert letter.subject == f"请填报用地情况（{number}，2026年12月4日前）"
    assert f"https://zone.example/self-report/{number}#{key['X-Report-Key']}" in letter.body
