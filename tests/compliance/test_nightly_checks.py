"""The nights: only differences are written, findings name their runs, a new area makes an overlap new, and what is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.compliance.check_queries import (
    FindingFilter,
    OverlapFilter,
    list_findings,
    list_overlaps,
    summarise_findings,
)
from gisapp.compliance.constraint_areas import add_area, correct_area, end_area, list_areas, show_area, withdraw_area
from gisapp.compliance.overlap_watch import check_zone, review_overlap
from gisapp.compliance.plot_checks import check_zone_plots
from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.errors import domain_error
from gisapp.inbox.inbox import InboxFilter, read_inbox
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from tests.builders.compliance import a_constraint, an_area_draft
from tests.builders.park import BuiltPark, a_park
from tests.builders.plot import a_plot
from tests.conftest import TODAY

ACTOR = system_principal("测试")
BEFORE = TODAY - timedelta(days=30)


@pytest.fixture
def ground(db: Session) -> tuple[BuiltPark, int, int]:
    """A park with two plots side by side, 0.2 m apart."""
    park = a_park(db)
    one = a_plot(db, park, "P4-001", box=(100, 100, 200, 300))
    other = a_plot(db, park, "P4-002", box=(300.2, 100, 200, 300))
    return park, one, other


def codes(db: Session, as_of: date = TODAY) -> dict[str, int]:
    rows = list_findings(db, ACTOR, as_of, FindingFilter())
    return {code: sum(row["code"] == code for row in rows) for code in sorted({row["code"] for row in rows})}


def test_a_second_run_of_a_day_writes_no_finding(db: Session, ground: tuple[BuiltPark, int, int]):
    park, one, other = ground
    first, _ = check_zone(db, ACTOR, park.zone_id, TODAY)
    again, _ = check_zone(db, ACTOR, park.zone_id, TODAY)
    assert (first.standing, first.found) == (again.standing, first.standing)
    assert (again.found, again.resolved) == (0, 0)
    assert codes(db) == {"planning.conditions_missing": 2, "topology.gap": 1}
    (gap,) = list_findings(db, ACTOR, TODAY, FindingFilter(rule="no_gap"))
    assert {gap["plot_id"], gap["other_plot_id"]} == {one, other}
    assert gap["tolerances"] == {"plot.gap_m": 0.5, "plot.repeated_point_m": 0.001}
    assert (gap["measured"], gap["rule_version"], gap["geometry"]["type"]) == ("0.200 米", 1, "Polygon")


def test_what_went_away_is_told_with_its_day(db: Session, ground: tuple[BuiltPark, int, int]):
    park, one, _ = ground
    check_zone_plots(db, ACTOR, park.zone_id, BEFORE)
    db.execute(
        text(
            "insert into planning_condition (plot_id, far_min, building_coefficient_min, green_ratio_max, valid)"
            " values (:plot, 1.0, 0.4, 0.2, daterange('2020-01-01', null))"
        ),
        {"plot": one},
    )
    done = check_zone_plots(db, ACTOR, park.zone_id, TODAY)
    assert (done.found, done.resolved) == (0, 1)
    (gone,) = list_findings(db, ACTOR, TODAY, FindingFilter(resolved_since=BEFORE))
    assert (gone["plot_id"], gone["code"], gone["found_on"], gone["resolved_on"]) == (
        one, "planning.conditions_missing", BEFORE, TODAY,
    )  # fmt: skip
    assert codes(db, BEFORE)["planning.conditions_missing"] == 2
    summary = summarise_findings(db, ACTOR, TODAY, park.zone_id)
    assert {rule["id"]: rule["standing"] for rule in summary["rules"] if rule["standing"]} == {
        "conditions_present": 1, "no_gap": 1,
    }  # fmt: skip
    assert [run["resolved"] for run in summary["runs"]] == [1, 0]


def test_another_tolerance_makes_another_finding(db: Session, ground: tuple[BuiltPark, int, int]):
    park, *_ = ground
    check_zone_plots(db, ACTOR, park.zone_id, BEFORE)
    db.execute(
        text(
            "update rulebook_entry set recorded = tstzrange(lower(recorded), clock_timestamp()) where code = 'plot.gap_m' and upper_inf(recorded)"
        )
    )
    db.execute(
        text(
            "insert into rulebook_entry (code, value, unit, effective, basis) values ('plot.gap_m', 0.1, 'm', daterange('2000-01-01', null), '测试')"
        )
    )
    check_zone_plots(db, ACTOR, park.zone_id, TODAY)
    assert "topology.gap" not in codes(db)
    assert codes(db, BEFORE)["topology.gap"] == 1


def test_an_earlier_day_after_a_later_one_is_refused(db: Session, ground: tuple[BuiltPark, int, int]):
    park, *_ = ground
    check_zone_plots(db, ACTOR, park.zone_id, TODAY)
    with pytest.raises(DBAPIError) as refused:
        check_zone_plots(db, ACTOR, park.zone_id, BEFORE)
    told = domain_error(refused.value)
    assert isinstance(told, Conflict)
    assert told.code == "plot_check.later_run_exists"


@pytest.mark.parametrize(
    "statement",
    [
        "update plot_finding set message_zh = '没有问题'",
        "update plot_finding set severity = 'info', resolved_on = found_on, resolved_run_id = found_run_id",
        "delete from plot_finding",
        "update plot_check_run set found = 0",
        "truncate constraint_overlap cascade",
    ],
)
def test_findings_are_not_rewritten(db: Session, ground: tuple[BuiltPark, int, int], statement: str):
    park, *_ = ground
    a_constraint(db, park.zone_id, "river", box=(90, 90, 50, 50))
    check_zone(db, ACTOR, park.zone_id, TODAY)
    with pytest.raises(DBAPIError):
        db.execute(text(statement))


def test_an_overlap_is_new_because_of_an_area_and_goes_to_the_inbox(db: Session, ground: tuple[BuiltPark, int, int]):
    park, one, other = ground
    a_constraint(db, park.zone_id, "flood", "老洼地", box=(90, 90, 50, 50))
    check_zone(db, ACTOR, park.zone_id, BEFORE)
    added = a_constraint(db, park.zone_id, "river", "新河道", box=(280, 80, 40, 400))
    _, done = check_zone(db, ACTOR, park.zone_id, TODAY)
    assert (done.standing, done.found, done.resolved) == (3, 2, 0)
    found = {(row["plot_id"], row["cause"], row["area_id"]) for row in list_overlaps(db, ACTOR, TODAY, OverlapFilter())}
    assert {row for row in found if row[1] == "area"} == {(one, "area", added), (other, "area", added)}
    (row,) = [item for item in read_inbox(db, ACTOR, TODAY, InboxFilter())["items"] if item["source"] == "compliance"]
    assert (row["things"], row["due_on"], row["action"]) == (2, TODAY + timedelta(days=15), "review_overlap")
    new = list_overlaps(db, ACTOR, TODAY, OverlapFilter(cause="area"))
    for one_of_them in new:
        review_overlap(
            db, ACTOR, one_of_them["id"], decision="to_adjust", note="退让河道", document_no="", reviewed_on=TODAY
        )
    assert not [item for item in read_inbox(db, ACTOR, TODAY, InboxFilter())["items"] if item["source"] == "compliance"]
    with pytest.raises(DBAPIError) as twice:
        review_overlap(db, ACTOR, new[0]["id"], decision="permitted", note="再说", document_no="", reviewed_on=TODAY)
    assert getattr(domain_error(twice.value), "code", None) == "compliance.reviewed_meanwhile"


def test_a_corrected_name_leaves_the_overlap_as_it_is(db: Session, ground: tuple[BuiltPark, int, int]):
    park, *_ = ground
    area = a_constraint(db, park.zone_id, "river", "河", box=(280, 80, 40, 400))
    check_zone(db, ACTOR, park.zone_id, BEFORE)
    correct_area(db, ACTOR, area, an_area_draft(kind="river", name_zh="沙颍河", geometry=None), "名称有误")
    _, done = check_zone(db, ACTOR, park.zone_id, TODAY)
    assert (done.found, done.resolved) == (0, 0)


def test_an_ended_area_ends_its_overlaps(db: Session, ground: tuple[BuiltPark, int, int]):
    park, *_ = ground
    area = add_area(db, ACTOR, an_area_draft(kind="heritage"))
    check_zone(db, ACTOR, park.zone_id, BEFORE)
    assert len(list_overlaps(db, ACTOR, BEFORE, OverlapFilter())) == 1
    ended = end_area(db, ACTOR, area, ends_on=TODAY, reason="撤销保护单位", document_no="示例文〔2026〕1号")
    _, done = check_zone(db, ACTOR, park.zone_id, TODAY)
    assert (done.standing, done.resolved) == (0, 1)
    sheet = show_area(db, ended, TODAY)
    assert (sheet["standing"], sheet["valid_to"], len(sheet["history"])) == ("ended", TODAY, 2)
    with pytest.raises(Conflict):
        correct_area(db, ACTOR, area, an_area_draft(), "旧行")
    withdraw_area(db, ACTOR, ended, "误录")
    assert list_areas(db, TODAY) == []


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        ({"geometry": None}, "constraint.without_shape"),
        ({"kind": "swamp"}, "constraint.kind_unknown"),
        ({"valid_to": date(2015, 1, 1)}, "constraint.term_empty"),
    ],
)
def test_an_area_that_cannot_be_is_refused(db: Session, ground: tuple[BuiltPark, int, int], draft: dict, code: str):
    with pytest.raises(Invalid) as refused:
        add_area(db, ACTOR, an_area_draft(**draft))
    assert refused.value.code == code


def test_an_area_cannot_end_before_it_began(db: Session, ground: tuple[BuiltPark, int, int]):
    area = add_area(db, ACTOR, an_area_draft(valid_from=TODAY))
    with pytest.raises(Invalid) as refused:
        end_area(db, ACTOR, area, ends_on=TODAY, reason="试试", document_no="")
    assert refused.value.code == "constraint.ends_before_it_began"
    with pytest.raises(NotFound):
        withdraw_area(db, ACTOR, 999_999, "没有")


def test_two_runs_at_once_write_every_finding_once(fresh_url: str):
    engine = create_app_engine(fresh_url, pool_size=2)
    with transaction(engine) as session:
        park = a_park(session)
        a_plot(session, park, "P4-001", box=(100, 100, 200, 300))
        a_plot(session, park, "P4-002", box=(300.2, 100, 200, 300))
        a_constraint(session, park.zone_id, "river", box=(90, 90, 50, 50))
    start = Barrier(2)

    def night(_: int) -> tuple[int, int]:
        start.wait()
        with transaction(engine) as session:
            rules, areas = check_zone(session, ACTOR, park.zone_id, TODAY)
        return rules.found, areas.found

    with ThreadPoolExecutor(2) as pool:
        found = sorted(pool.map(night, range(2)))
    with transaction(engine) as session:
        standing = session.execute(text("select count(*) from plot_finding where resolved_on is null")).scalar_one()
    engine.dispose()
    assert found == [(0, 0), (standing, 1)]
