"""Contracts over HTTP, from the draft to the export, as an officer, a planner and a stranger."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from gisapp.app import create_app
from gisapp.db.engine import create_app_engine, transaction
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings
from tests.builders.allocation import TEXTS, Decided, an_allocation
from tests.builders.contract import a_contract
from tests.builders.evidence import an_evidence_file
from tests.builders.park import a_park
from tests.builders.people import PASSWORD, sign_ins
from tests.builders.plot import a_plot

FORM = (
    "plot_id", "party_id", "allocation_id", "contract_no", "area_m2", "term_years", "term_kind", "method", "start_on", "completion_on",
    "production_on", "attainment_on", "price_yuan", "deposit_yuan", "investment_yuan", "conditions", "extension_asked_days_ahead",
    "extension_months_max",
)  # fmt: skip


class Desk:
    """A signed-in browser without a browser."""

    def __init__(self, client: TestClient, name: str) -> None:
        self.client = client
        client.cookies.clear()
        answer = client.post("/api/session", json={"username": name, "password": PASSWORD})
        self.headers = {"X-CSRF-Token": answer.json()["csrf"]}

    def get(self, address: str) -> Any:
        return self.client.get(address)

    def post(self, address: str, body: dict[str, Any]) -> Any:
        return self.client.post(address, json=body, headers=self.headers)


@pytest.fixture
def ground(fresh_url: str) -> dict[str, Any]:
    with sign_ins(fresh_url) as session:
        park = a_park(session)
        offered = a_plot(
            session,
            park,
            valid_from="2026-10-01",
            supply="on_offer",
            development="not_applicable",
            compliance="not_applicable",
        )
        decided = an_allocation(session, offered)
        older = a_contract(session, a_plot(session, park, "P4-002", box=(400, 100, 200, 300)))
        proof = an_evidence_file(session, park)
    return {"decided": decided, "older": older, "proof": proof}


@pytest.fixture
def client(fresh_url: str, ground: dict[str, Any]) -> Iterator[TestClient]:
    app = create_app(Settings(database_url=fresh_url), FixedClock(date(2026, 11, 23)))
    with TestClient(app) as client:
        yield client


def a_body(desk: Desk, decided: Decided) -> dict[str, Any]:
    """The draft as the form sends it back, with what only people know filled in."""
    values = desk.get(f"/api/contracts/draft?allocation={decided.allocation_id}").json()["values"]
    promises = [
        {name: item[name] for name in ("indicator", "direction", "value", "unit", "basis")}
        for item in values["promises"]
    ]
    return {
        **{name: values[name] for name in FORM},
        **TEXTS,
        "signed_on": "2026-11-20",
        "handover_on": "2027-01-15",
        "initial_period_months": 24,
        "instalments": [{"due_on": "2026-12-15", "amount_yuan": values["price_yuan"]}],
        "promises": promises,
    }


def test_from_the_decision_to_the_signed_contract(client: TestClient, ground: dict[str, Any]):
    desk = Desk(client, "officer")
    waiting = desk.get("/api/contracts/allocations").json()
    assert [item["allocation_id"] for item in waiting] == [ground["decided"].allocation_id]
    body = a_body(desk, ground["decided"])
    assert body["conditions"] == {"far_min": "1.20", "document_no": "周规条〔2026〕18号"}
    assert {item["unit"] for item in body["promises"]} == {"wan_per_mu", "plain"}
    checked = desk.post("/api/contracts/check", body).json()["findings"]
    assert not [item for item in checked if item["severity"] == "error"]
    signed = desk.post("/api/contracts", body)
    assert signed.status_code == 201, signed.text
    sheet = desk.get(f"/api/contracts/{signed.json()['id']}").json()
    assert sheet["plot_no"] == "P4-001"
    assert len(sheet["obligations"]) == 10
    assert all(item["reason"]["rule_zh"] for item in sheet["obligations"])
    assert sheet["versions"][0]["terms"]["promises"][0]["value_zh"].startswith("≥")
    assert desk.get("/api/contracts/allocations").json() == []
    again = desk.post("/api/contracts", {**body, "contract_no": "另一份"})
    assert (again.status_code, again.json()["code"]) == (409, "contract.plot_taken")


def test_a_draft_says_which_fields_the_rulebook_filled_in_and_that_nobody_confirmed_them(
    client: TestClient, ground: dict[str, Any], fresh_url: str
):
    desk = Desk(client, "officer")
    draft = desk.get(f"/api/contracts/draft?allocation={ground['decided'].allocation_id}").json()
    rests_on, values = draft["rests_on"], draft["values"]
    entries = {entry["code"]: entry for entry in desk.get("/api/rulebook").json()}
    assert {"initial_period_months", "instalments", "extension_months_max"} <= set(rests_on)
    for name, source in rests_on.items():
        assert source["basis"] == entries[source["code"]]["basis"], name
        assert source["effective_from"] == entries[source["code"]]["effective_from"]
        assert source["confirmed"] is entries[source["code"]]["confirmed"]
    rates = {name for name in rests_on if name.endswith("_permille")}
    assert all(values[name] is not None for name in rates)
    # a clause of an earlier contract that says another number is not the rulebook's
    with transaction(create_app_engine(fresh_url)) as session:
        session.execute(
            text(
                "update rulebook_entry set recorded = tstzrange(lower(recorded), clock_timestamp()) where code = :c and upper_inf(recorded)"
            ),
            {"c": "contract.late_start_permille"},
        )
        session.execute(
            text(
                "insert into rulebook_entry (code, value, unit, effective, basis) values (:c, 7, '1', '[2000-01-01,)', '测试')"
            ),
            {"c": "contract.late_start_permille"},
        )
    later = desk.get(f"/api/contracts/draft?allocation={ground['decided'].allocation_id}").json()
    assert ("late_start_permille" in later["rests_on"]) is (Decimal(later["values"]["late_start_permille"]) == 7)
    paper = desk.get(f"/api/contracts/draft?plot={ground['older'].plot_id}").json()["rests_on"]
    assert not {"initial_period_months", "instalments"} & set(paper)


def test_a_contract_that_is_not_whole_is_refused_with_findings(client: TestClient, ground: dict[str, Any]):
    desk = Desk(client, "officer")
    refused = desk.post("/api/contracts", {**a_body(desk, ground["decided"]), "promises": [], "dispute": ""})
    assert refused.status_code == 409
    assert {item["code"] for item in refused.json()["findings"]} >= {
        "contract.promise_left_out",
        "contract.dispute_missing",
    }
    assert all(item["fix_zh"] and item["message_en"] for item in refused.json()["findings"])


def test_a_supplement_and_the_end(client: TestClient, ground: dict[str, Any]):
    desk, older = Desk(client, "officer"), ground["older"]
    terms = desk.get(f"/api/contracts/{older.contract_id}").json()["versions"][0]["terms"]
    body = {
        **{
            name: terms[name]
            for name in (
                "handover_on",
                "start_on",
                "completion_on",
                "initial_period_months",
                "attainment_on",
                "price_yuan",
            )
        },
        "production_on": "2027-03-01",
        "instalments": [{name: part[name] for name in ("due_on", "amount_yuan")} for part in terms["instalments"]],
        "promises": [
            {name: item[name] for name in ("indicator", "direction", "value", "unit", "basis")}
            for item in terms["promises"]
        ],
        "supplement_no": "补1",
        "signed_on": "2026-08-10",
        "requested_on": "2026-07-01",
        "cause": "own",
        "reason": "设备到货推迟",
        "evidence_ids": [ground["proof"]],
        "expected_version_no": 1,
    }
    address = f"/api/contracts/{older.contract_id}"
    preview = desk.post(f"{address}/supplements/check", body).json()
    assert {item["key"] for item in preview["changes"]} >= {"production", "attainment"}
    assert desk.post(f"{address}/supplements", body).json() == {"id": older.contract_id, "version_no": 2}
    stale = desk.post(f"{address}/supplements", {**body, "supplement_no": "补2"})
    assert stale.json()["code"] == "contract.changed_meanwhile"
    assert desk.get(f"{address}?as_of=2026-08-09").json()["version_no"] == 1
    ended = {"ended_on": "2026-11-01", "kind": "recovered", "reason": "依法收回", "evidence_ids": [ground["proof"]]}
    assert desk.post(f"{address}/end", ended).status_code == 204
    assert desk.get(address).json()["end_kind"] == "recovered"
    assert desk.get(f"{address}?as_of=2026-10-31").json()["ended_on"] is None
    assert desk.post(f"{address}/supplements", {**body, "supplement_no": "补3"}).json()["code"] == "contract.ended"


def test_list_and_export_have_the_same_sums(client: TestClient, ground: dict[str, Any]):
    desk = Desk(client, "leader")
    listed = desk.get("/api/contracts").json()
    assert listed["totals"]["total"] == len(listed["items"]) == 1
    book = openpyxl.load_workbook(io.BytesIO(desk.get("/api/contracts/export.xlsx").content))
    rows = list(book.active.iter_rows(values_only=True))  # type: ignore[union-attr]
    header = rows[1]
    assert rows[-1][header.index("价款（元）")] == listed["totals"]["price_yuan"]
    assert "合同台账" in rows[0][0]
    csv = desk.get("/api/contracts/export.csv").content.decode("utf-8-sig")
    assert ground["older"].contract_no in csv
    for unknown in ("state=nonsense", "year=0000", "year=2026,20261"):
        assert desk.get(f"/api/contracts?{unknown}").status_code == 422
    assert desk.get("/api/contracts?progress=signed&overdue=true").json()["totals"]["total"] == 1
    assert desk.get("/api/contracts?overdue=false").json()["totals"]["total"] == 0


def test_who_may_what(client: TestClient, ground: dict[str, Any]):
    planner = Desk(client, "planner")
    assert planner.get("/api/contracts").status_code == 200
    assert planner.post("/api/contracts", a_body(planner, ground["decided"])).status_code == 403
    client.cookies.clear()
    assert client.get("/api/contracts").status_code == 401
    assert client.get(f"/api/contracts/{ground['older'].contract_id}").status_code == 401


def test_an_officer_of_another_park_finds_nothing(client: TestClient, ground: dict[str, Any], fresh_url: str):
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        a_park(session, code="P6", east=5000)
        session.execute(text("update account set all_parks = false where username = 'officer'"))
        session.execute(
            text(
                "insert into account_park select a.id, p.id from account a, park p where a.username = 'officer' and p.code = 'P6'"
            )
        )
    engine.dispose()
    desk = Desk(client, "officer")
    assert desk.get("/api/contracts").json()["items"] == []
    assert desk.get("/api/contracts/allocations").json() == []
    assert desk.get(f"/api/contracts/{ground['older'].contract_id}").status_code == 404
    assert desk.get(f"/api/contracts/draft?allocation={ground['decided'].allocation_id}").status_code == 404
