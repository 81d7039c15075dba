"""The demo's months: land found idle and land that left its case month by month, twelve frozen reports, one figure explained."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.cockpit.cockpit import idle_flow, read_cockpit
from gisapp.cockpit.monthly_reports import list_reports, locate_report, restate, verify_report
from gisapp.idle_cases.queries import CaseFilter, list_cases
from gisapp.kernel.dates import add_months
from gisapp.stock.terms import StockClass
from tests.conftest import TODAY

LEADER = system_principal("领导")
ZONE = "411671"


def test_idle_land_comes_and_goes_and_every_month_adds_up(demo_db: Session):
    months = idle_flow(demo_db, LEADER, TODAY, (), 12)
    assert len(months) == 12
    for month in months:
        gone = month["extended_m2"] + month["reused_m2"] + month["recovered_m2"] + month["annulled_m2"]
        assert month["opening_m2"] + month["found_m2"] - gone == month["closing_m2"], month["month"]
        assert month["found_m2"] + gone > 0, month["month"]
    for later, earlier in pairwise(months):
        assert later["opening_m2"] == earlier["closing_m2"]
    ways = ("found_m2", "extended_m2", "reused_m2", "recovered_m2", "annulled_m2")
    assert all(month[way] >= 0 for month in months for way in ways)
    assert all(sum(month[way] for month in months) > 0 for way in ways)
    assert sum(1 for month in months if month["found_m2"]) >= 6


def test_what_was_settled_this_year_is_on_the_leaders_desk(demo_db: Session):
    figures = {figure["id"]: figure for figure in read_cockpit(demo_db, LEADER, TODAY)["figures"]}
    closed = [
        case
        for case in list_cases(demo_db, LEADER, TODAY, CaseFilter(states=("closed",)))["items"]
        if case["state_since"].year == TODAY.year
    ]
    assert len(closed) >= 10
    assert figures["idle.closed_this_year"]["count"] == len(closed)
    assert figures["idle.closed_this_year"]["value"] == sum(case["idle_area_m2"] for case in closed)


def test_land_of_a_settled_case_is_built_on_and_its_contract_agrees(demo_db: Session):
    """After an extension the agreed start is the one of the supplement; a fee is followed by works; nobody holds two standings."""
    rows = demo_db.execute(
        text(
            "select k.measure, k.closed_on, s.development, s.compliance, r.stage, i.plot_id,"
            " (select max(v.holds_from) from contract_version v where v.contract_id = i.contract_id and v.version_no > 1) as extended_on"
            " from idle_case_standing(:day) k join idle_case i on i.id = k.case_id"
            " join plot_snapshot s on s.plot_id = i.plot_id and s.valid @> cast(:day as date)"
            " left join reuse_measure m on m.case_id = i.id left join reuse_standing(:day) r on r.measure_id = m.id"
            " where k.state = 'closed' and k.measure in ('fee', 'extend_start', 'adjust_use')"
        ),
        {"day": TODAY},
    ).all()
    assert {row.measure for row in rows} == {"fee", "extend_start", "adjust_use"}
    for row in rows:
        assert (row.development, row.compliance, row.stage) == ("building", "in_order", "implementing"), row
        if row.measure == "extend_start":
            assert row.extended_on is not None, row
            assert row.extended_on < row.closed_on, row


def test_twelve_months_are_frozen_and_hold_together(demo_db: Session):
    told = list_reports(demo_db, ZONE, TODAY)
    first = TODAY.replace(day=1)
    assert [row["month"] for row in told["items"]] == [add_months(first, -back) for back in range(1, 13)]
    assert told["open_months"] == []
    for row in told["items"]:
        found = verify_report(demo_db, LEADER, row["id"])
        assert found["is_intact"]
        assert found["follows"]
        assert row["frozen_at"].date() > row["as_of"]
    before, after = (locate_report(demo_db, LEADER, told["items"][number]["id"])[1] for number in (6, 0))
    values = [{figure["id"]: figure["value"] for figure in content.figures} for content in (before, after)]
    assert values[0]["idle.determined"] != values[1]["idle.determined"]


def test_what_was_found_after_the_freeze_is_explained_beside_the_figure(demo_db: Session):
    last = list_reports(demo_db, ZONE, TODAY)["items"][0]
    told = restate(demo_db, LEADER, last["id"])
    assert [one["id"] for one in told] == [f"stock.{StockClass.PARTLY_USED}"]
    (one,) = told
    assert one["difference"] > 0
    assert [reason["live_value"] for reason in one["reasons"]] == [one["live"]]


@pytest.mark.parametrize("back", [1, 12])
def test_the_figures_of_a_frozen_month_are_those_of_its_last_day(demo_db: Session, back: int):
    row = list_reports(demo_db, ZONE, TODAY)["items"][back - 1]
    _, content = locate_report(demo_db, LEADER, row["id"])
    live = {figure["id"]: figure["value"] for figure in read_cockpit(demo_db, LEADER, row["as_of"])["figures"]}
    other = {figure["id"] for figure in content.figures if figure["value"] != live[figure["id"]]}
    assert other <= {"stock.partly_used"}
    assert row["as_of"] < date(2026, 11, 1)
