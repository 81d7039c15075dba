"""A table that differs from the demo zone in twenty known places: all are found, none is invented; settled, reported, kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gisapp.accounts.accounts import create_account
from gisapp.app import create_app
from gisapp.auth.permissions import Role
from gisapp.auth.principal import system_principal
from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.sql_file import load
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings
from tests.builders.people import PASSWORD, create_sign_ins, sign_in
from tests.conftest import TODAY


@pytest.fixture
def client(demo_url: str) -> Iterator[TestClient]:
    create_sign_ins(demo_url)
    with TestClient(create_app(Settings(database_url=demo_url), FixedClock(TODAY))) as client:
        sign_in(client, "officer")
        yield client


def exported(client: TestClient) -> tuple[list[str], list[dict[str, str]]]:
    answer = client.get("/api/exchange/contracts.csv")
    assert "示意数据" in answer.text
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    headings = lines[0]
    return headings, [dict(zip(headings, line, strict=True)) for line in lines[1:] if len(line) == len(headings)]


def as_csv(headings: list[str], rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, headings)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("gb18030")


def compare(client: TestClient, content: bytes, name: str = "系统导出.csv") -> dict[str, Any]:
    answer = client.post("/api/exchange/runs", files={"file": (name, content)})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_twenty_planted_differences_are_found_and_none_invented(client: TestClient):
    headings, rows = exported(client)
    assert len(rows) > 60
    before = compare(client, as_csv(headings, rows))
    known = {(item["contract_no"], item["field"]) for item in before["items"]}
    assert {item["verdict"] for item in before["items"]} <= {"contract_differs", "ours_differs"}, (
        "the export says what the contract says, so only the register can differ from both"
    )

    clean = [row for row in rows if all(number != row["合同编号"] for number, _ in known)]
    assert len(clean) > 20
    planted: set[tuple[str | None, str]] = set()

    def plant(row: dict[str, str], heading: str, key: str, value: str) -> None:
        assert row[heading] != value
        row[heading] = value
        planted.add((row["合同编号"], key))

    plant(clean[0], "面积（公顷）", "mj", "99.9999")
    plant(clean[1], "成交价格（万元）", "cjJg", "1")
    plant(clean[2], "约定开工时间", "dgSj", "2031-01-31")
    plant(clean[3], "约定竣工时间", "jgSj", "2039/1/31")
    plant(clean[4], "约定交地时间", "jdSj", "2029年2月3日")
    plant(clean[5], "合同签订日期", "qdRq", "1999-09-09")
    plant(clean[6], "土地使用权人", "tdSyqr", "示例企业之外")
    plant(clean[7], "土地用途", "tdYt", "城镇住宅用地")
    plant(clean[8], "供地方式", "gyFs", "划拨")
    plant(clean[9], "土地使用年限", "crNx", "70")
    plant(clean[10], "项目名称", "xmMc", "别的项目")
    plant(clean[11], "约定容积率下限", "minRjl", "9.99")
    plant(clean[12], "绿地率上限（%）", "maxLhl", "88")
    plant(clean[13], "行业分类", "hyFl", "别的行业")
    plant(clean[14], "面积（公顷）", "mj", "约五公顷")
    plant(clean[15], "成交价格（万元）", "cjJg", "")
    plant(clean[16], "实际交地时间", "sjJdSj", "2001-01-01")
    rows.remove(clean[17])
    planted.add((clean[17]["合同编号"], ""))
    rows.append(dict(clean[18]))
    planted.add((clean[18]["合同编号"], ""))
    rows.append(dict.fromkeys(headings, "") | {"电子监管号": "NOWHERE-1", "合同编号": "HT-NOWHERE"})
    planted.add((None, ""))
    assert len(planted) == 20

    after = compare(client, as_csv(headings, rows))
    found = {(item["contract_no"], item["field"]): item["verdict"] for item in after["items"]}
    assert set(found) - known == planted
    assert known <= set(found)
    assert found[clean[14]["合同编号"], "mj"] == "unreadable"
    assert found[clean[15]["合同编号"], "cjJg"] == "theirs_missing"
    assert found[clean[17]["合同编号"], ""] == "not_in_system"
    assert found[clean[18]["合同编号"], ""] == "twice_in_system"
    assert found[None, ""] == "not_in_register"
    assert sum(after["verdicts"].values()) == after["differences"] == len(after["items"])


def test_a_difference_is_settled_with_a_reason_and_stands_in_the_report(client: TestClient):
    headings, rows = exported(client)
    rows[0]["约定开工时间"] = "2031-01-31"
    run = compare(client, as_csv(headings, rows))
    item = next(one for one in run["items"] if one["theirs"] == "2031-01-31")
    path = f"/api/exchange/runs/{run['id']}"
    refused = client.post(f"{path}/settlements", json={"sequences": [item["sequence"]], "resolution": "accepted"})
    assert (refused.status_code, refused.json()["code"]) == (409, "exchange.accepted_unexplained")
    unknown = client.post(f"{path}/settlements", json={"sequences": [99999], "resolution": "correct_there"})
    assert unknown.status_code == 404
    for resolution, note in (("accepted", "原件如此"), ("correct_there", "")):
        body = {"sequences": [item["sequence"]], "resolution": resolution, "note": note}
        assert client.post(f"{path}/settlements", json=body).json() == {"count": 1}
    again = client.get(path).json()
    assert next(one for one in again["items"] if one["sequence"] == item["sequence"])["resolution"] == "correct_there"
    assert again["resolved"] == 1
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{path}/report.xlsx").content)).active
    cells = [cell for line in sheet.iter_rows(values_only=True) for cell in line]
    assert "2031-01-31" in cells
    assert "已在系统更正" in cells
    assert any("示意数据" in str(cell) for cell in cells)


def test_the_workbook_that_goes_out_comes_back_without_a_difference_of_its_own(client: TestClient):
    headings, rows = exported(client)
    by_csv = compare(client, as_csv(headings, rows))
    by_book = compare(client, client.get("/api/exchange/contracts.xlsx").content, "交换表.xlsx")
    assert [(one["contract_no"], one["field"], one["verdict"]) for one in by_book["items"]] == [
        (one["contract_no"], one["field"], one["verdict"]) for one in by_csv["items"]
    ]


def test_an_officer_of_one_park_compares_and_sees_only_that_park(client: TestClient):
    headings, rows = exported(client)
    whole = compare(client, as_csv(headings, rows[1:]))
    engine = create_app_engine(client.app.state.settings.database_url)
    with transaction(engine) as session:
        create_account(
            session,
            system_principal("test"),
            username="narrow",
            display_name="某园区专员",
            role=Role.OFFICER,
            password=PASSWORD,
            park_codes=["P6"],
            must_change_password=False,
        )
    engine.dispose()
    sign_in(client, "narrow")
    seen = client.get(f"/api/exchange/runs/{whole['id']}").json()
    assert {one["park_code"] for one in seen["items"]} <= {"P6"}
    _, mine = exported(client)
    assert 0 < len(mine) < len(rows)
    run = compare(client, as_csv(headings, rows))
    assert not run["is_zone_wide"]
    assert "not_in_register" not in run["verdicts"]
    assert {one["park_code"] for one in run["items"]} <= {"P6"}
    sign_in(client, "leader")
    assert client.post("/api/exchange/runs", files={"file": ("x.csv", b"bh\n1\n")}).status_code == 403


def test_found_idle_is_what_the_cases_of_the_contract_say(demo_db):
    """Suspected land is not found idle, a closed case is over, and the case of an earlier contract does not mark the present one."""
    rows = demo_db.execute(
        load("exchange/exchange_rows"), {"as_of": TODAY, "all_parks": True, "park_ids": []}
    ).mappings()
    told = {row["contract_id"] for row in rows if row["found_idle"] == "是"}
    cases = demo_db.execute(
        text(
            "select i.contract_id, k.is_open, k.determined_on from idle_case_standing(:day) k join idle_case i on i.id = k.case_id"
        ),
        {"day": TODAY},
    ).all()
    assert told == {case.contract_id for case in cases if case.is_open and case.determined_on is not None}
    assert told
    assert any(not case.is_open for case in cases)
    assert any(case.is_open and case.determined_on is None for case in cases)


def test_a_comparison_is_never_rewritten(demo_db):
    for table in ("exchange_run", "exchange_difference", "exchange_resolution"):
        with pytest.raises(DBAPIError), demo_db.begin_nested():
            demo_db.execute(text(f"truncate {table} cascade"))
