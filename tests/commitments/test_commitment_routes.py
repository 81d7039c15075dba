"""Promises over HTTP: rights, sums equal to lists, files, documents of a check."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

import openpyxl
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from gisapp.app import create_app
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings
from tests.builders.commitment import TODAY, Site, a_site
from tests.builders.document import an_issuer
from tests.builders.people import sign_in, sign_ins

COLUMNS = ("kept", "late", "broken", "waived", "not_yet_due")


class Desk:
    """Somebody signed in, the site, and a client that repeats the page's token."""

    def __init__(self, client: TestClient, site: Site) -> None:
        self.client, self.site = client, site
        self.sign_in("officer")

    def sign_in(self, username: str) -> None:
        sign_in(self.client, username)

    def check(self, **changes):
        body = {
            "contract_id": self.site.contract.contract_id,
            "obligation_key": "start",
            "checked_on": "2024-09-10",
            "verdict": "met",
            "done_on": "2024-09-01",
            "signed_off_by": "李核查",
            "reviewers": [{"office": "natural_resources", "name": "示例甲"}],
            "evidence_ids": [self.site.proof],
            **changes,
        }
        return self.client.post("/api/commitments/checks", json=body)


@pytest.fixture
def desk(fresh_url: str) -> Iterator[Desk]:
    with sign_ins(fresh_url) as session:
        site = a_site(session)
        an_issuer(session, site.park.zone_id)
        session.execute(
            text("update party set credit_code = '91410000DEM000001X' where id = :id"), {"id": site.contract.party_id}
        )
    with TestClient(create_app(Settings(database_url=fresh_url), FixedClock(TODAY))) as client:
        yield Desk(client, site)


def test_the_ledger_its_tally_and_its_rates_are_one(desk: Desk):
    assert desk.check().status_code == 201
    ledger = desk.client.get("/api/commitments").json()
    tally = ledger["tally"]
    assert tally["due"] == sum(tally[column] for column in COLUMNS) == ledger["total"]
    assert tally["kept"] == 1
    for column in COLUMNS:
        narrowed = desk.client.get("/api/commitments", params={"tally": column}).json()
        assert (narrowed["total"], narrowed["tally"]) == (tally[column], tally)
    for by in ("park", "industry", "year", "officer"):
        rates = desk.client.get("/api/commitments/rates", params={"by": by}).json()
        assert rates["total"] == tally
        for row in rates["rows"]:
            behind = desk.client.get("/api/commitments", params={by: row["key"] or "-"}).json()
            assert behind["total"] == row["due"]


def test_the_file_has_the_rows_and_the_sums_of_the_screen(desk: Desk):
    desk.check()
    ledger = desk.client.get("/api/commitments", params={"tally": "late"}).json()
    book = openpyxl.load_workbook(
        io.BytesIO(desk.client.get("/api/commitments/export.xlsx", params={"tally": "late"}).content)
    )
    sheet = book.active
    assert sheet.max_row - 3 == ledger["total"]
    whole = desk.client.get("/api/commitments/export.csv")
    rows = list(csv.reader(io.StringIO(whole.content.decode("utf-8-sig"))))
    assert len(rows) - 3 == ledger["tally"]["due"]
    assert rows[-2][0].startswith(f"应履约 {ledger['tally']['due']} = 已履约 1 + 逾期 {ledger['tally']['late']} + ")
    assert sheet["A2"].value == rows[-2][0]
    assert "履约台账" in rows[-1][0]


def test_a_plot_tells_each_promise_with_rule_inputs_entry_article_and_next_step(desk: Desk):
    items = desk.client.get(f"/api/plots/{desk.site.contract.plot_id}/commitments").json()["items"]
    start = next(item for item in items if item["obligation_key"] == "start")
    reason = start["reason"]
    assert "逾期" in reason["rule_zh"]
    assert reason["entries"][0]["code"] == "commitment.rectification_days_max"
    assert reason["basis"][0].endswith("第十五条")
    assert reason["next_zh"].endswith("。")
    assert [item["due_on"] for item in items] == sorted(item["due_on"] for item in items)


def test_a_preview_keeps_nothing_and_says_what_is_missing(desk: Desk):
    body = {
        "contract_id": desk.site.contract.contract_id,
        "obligation_key": "start",
        "checked_on": "2024-09-10",
        "verdict": "met",
    }
    answer = desk.client.post("/api/commitments/checks/preview", json=body)
    assert {finding["code"] for finding in answer.json()["findings"]} >= {
        "commitment.no_evidence",
        "commitment.not_signed_off",
    }
    refused = desk.client.post("/api/commitments/checks", json=body)
    assert refused.status_code == 409
    assert refused.json()["findings"][0]["fix_zh"]
    assert desk.client.get("/api/commitments").json()["tally"]["kept"] == 0


def test_reading_is_for_staff_checking_for_officers_waiving_for_officers_and_leaders(desk: Desk):
    waiver = {
        "contract_id": desk.site.contract.contract_id, "obligation_key": "completion", "waived_on": TODAY.isoformat(),
        "decided_by": "管委会", "reason": "规划调整", "evidence_ids": [desk.site.proof],
    }  # fmt: skip
    desk.sign_in("planner")
    assert desk.client.get("/api/commitments").status_code == 200
    assert desk.check().status_code == 403
    assert desk.client.post("/api/commitments/waivers", json=waiver).status_code == 403
    desk.sign_in("leader")
    assert desk.check().status_code == 403
    assert desk.client.post("/api/commitments/waivers", json=waiver).status_code == 204
    desk.client.cookies.clear()
    assert desk.client.get("/api/commitments").status_code == 401


def test_a_check_is_written_up_and_what_must_be_rectified_is_notified(desk: Desk):
    indicator = "indicator:tax_per_mu:at_least"
    answer = desk.check(
        obligation_key=indicator, checked_on="2026-11-20", verdict="rectify", done_on="2026-10-31", rectify_by="2027-03-31",
        numbers={"tax_yuan": 3_000_000, "site_area_m2": 20_000}, consequence="补缴差额",
    )  # fmt: skip
    assert answer.status_code == 201, answer.json()
    check_id = answer.json()["id"]
    offered = desk.client.get("/api/documents", params={"subject": "commitment_check", "subject_id": check_id})
    assert offered.status_code == 200, offered.json()
    for kind in ("check_record", "rectification_notice"):
        issued = desk.client.post(
            "/api/documents", json={"kind": kind, "subject": "commitment_check", "subject_id": check_id}
        )
        assert issued.status_code == 201, issued.json()
    met = desk.check().json()["id"]
    refused = desk.client.post(
        "/api/documents", json={"kind": "rectification_notice", "subject": "commitment_check", "subject_id": met}
    )
    assert refused.status_code == 409
    assert "commitment.nothing_to_rectify" in {finding["code"] for finding in refused.json()["findings"]}


def test_who_follows_a_contract_can_be_named(desk: Desk):
    contract = desk.site.contract.contract_id
    named = desk.client.put(
        f"/api/contracts/{contract}/officer",
        json={"officer_name": "赵示例", "valid_from": date(2026, 1, 1).isoformat()},
    )
    assert named.status_code == 204
    assert desk.client.get("/api/commitments", params={"officer": "赵示例"}).json()["total"] == len(
        desk.site.contract.obligations
    )
    assert desk.client.get("/api/commitments", params={"officer": "-"}).json()["total"] == 0
