"""The demo zone has a report in every state, of invented holders only, and every figure's promise can use one."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from gisapp.auth.principal import system_principal
from gisapp.demo.self_reports import REPORTS
from gisapp.self_reports.reports import ReportFilter, list_reports, show_report, usable_reports
from gisapp.self_reports.terms import ReportState
from tests.conftest import TODAY

OFFICER = system_principal("测试")


def test_every_state_is_there_and_the_holders_are_invented(demo_db):
    found = list_reports(demo_db, OFFICER, ReportFilter(), TODAY)
    assert len(found["items"]) == len(REPORTS)
    assert all(found["counts"][str(state)] for state in ReportState)
    assert found["counts"]["overdue"] == 1
    assert all(row["party_name_zh"].startswith("示例企业") for row in found["items"])
    assert len({row["park_code"] for row in found["items"]}) >= 4


def test_what_was_taken_in_has_figures_and_photographs(demo_db):
    accepted = [
        row for row in list_reports(demo_db, OFFICER, ReportFilter(), TODAY)["items"] if row["state"] == "accepted"
    ]
    sheets = [show_report(demo_db, OFFICER, row["id"], TODAY) for row in accepted]
    assert any(figure["value"] for sheet in sheets for figure in sheet["filings"][-1]["figures"])
    assert all(len(sheet["filings"][-1]["photos"]) == 2 for sheet in sheets)
    assert any(usable_reports(demo_db, OFFICER, row["contract_id"], TODAY) for row in accepted)


def test_an_earlier_day_shows_them_as_they_were(demo_db):
    before = list_reports(demo_db, OFFICER, ReportFilter(), TODAY - timedelta(days=33))
    assert len(before["items"]) == sum(report.asked_ago >= 33 for report in REPORTS)
    assert demo_db.execute(text("select count(*) from evidence_file where source like '企业自报%'")).scalar_one() > 8
