"""The gate over the register: facts gathered for many plots at once, recorded as given, kept for the map."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import account_principal, system_principal
from gisapp.kernel.errors import NotFound, RuleViolation
from gisapp.preparation.readiness import JudgedPlot, assess_readiness, judge_plots, record_readiness, require_readiness
from gisapp.preparation.readiness_refresh import refresh_readiness, stale_plots
from gisapp.preparation.standard_terms import ReadinessState
from tests.builders.park import BuiltPark, a_park
from tests.builders.plot import a_plot
from tests.builders.readiness import an_answer, an_assessment, an_evidence_file, make_ready

DAY = date(2026, 11, 23)
OFFICER = system_principal("王主任")


@pytest.fixture
def park(db: Session) -> BuiltPark:
    return a_park(db)


def a_candidate(db: Session, park: BuiltPark, plot_no: str = "P4-001", *, east: float = 100) -> int:
    return a_plot(
        db,
        park,
        plot_no,
        box=(east, 100, 200, 300),
        supply="prepared",
        development="not_applicable",
        compliance="not_applicable",
    )


def not_passed(db: Session, plot_id: int, day: date = DAY) -> list[str]:
    readiness = assess_readiness(db, OFFICER, plot_id, day)
    return [item.key for item in readiness.items if item.state is not ReadinessState.PASSED]


def test_a_plot_with_nothing_told_is_not_ready_and_every_line_says_so(db: Session, park: BuiltPark):
    lines = not_passed(db, a_candidate(db, park))
    assert "cleared.title" in lines
    assert "servicing.road" in lines
    assert "assessment.flood" in lines
    assert "conditions" in lines
    assert "indicators" in lines
    assert "land" not in lines
    assert "topology" not in lines


def test_a_plot_with_everything_is_ready(db: Session, park: BuiltPark):
    plot = a_candidate(db, park)
    make_ready(db, plot, DAY)
    assert not_passed(db, plot) == []


def test_an_assessment_that_ends_today_no_longer_counts(db: Session, park: BuiltPark):
    plot = a_candidate(db, park)
    an_assessment(db, park.zone_id, "flood", until=DAY)
    make_ready(db, plot, DAY)
    assert not_passed(db, plot) == ["assessment.flood"]
    assert not_passed(db, plot, DAY - timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("gap", "lines"), [(0.0, []), (0.004, []), (0.006, ["assessment.flood"]), (5.0, ["assessment.flood"])]
)
def test_the_part_outside_an_assessment_is_measured_in_planar_metres(
    db: Session, park: BuiltPark, gap: float, lines: list[str]
):
    # the plot is 200 m wide and 300 m deep: a strip of 300 m x gap stays outside; 1 m² is tolerated
    plot = a_candidate(db, park)
    an_assessment(db, park.zone_id, "flood", box=(-500, -500, 800 - gap, 6000))
    make_ready(db, plot, DAY)
    assert not_passed(db, plot) == lines


def test_two_assessments_of_one_kind_cover_a_plot_together(db: Session, park: BuiltPark):
    plot = a_candidate(db, park)
    an_assessment(db, park.zone_id, "flood", box=(-500, -500, 700, 6000))
    an_assessment(db, park.zone_id, "flood", box=(150, -500, 6000, 6000))
    make_ready(db, plot, DAY)
    assert not_passed(db, plot) == []


def test_an_open_dispute_overrules_the_answer_until_it_is_settled(db: Session, park: BuiltPark):
    plot = a_candidate(db, park)
    make_ready(db, plot, DAY)
    dispute = db.execute(
        text("insert into dispute (plot_id, title, opened_on) values (:p, '补偿款争议', :d) returning id"),
        {"p": plot, "d": DAY - timedelta(days=10)},
    ).scalar_one()
    assert not_passed(db, plot) == ["cleared.no_dispute"]
    assert not_passed(db, plot, DAY - timedelta(days=11)) == []
    db.execute(
        text("insert into dispute_closure (dispute_id, closed_on, outcome) values (:i, :d, '调解')"),
        {"i": dispute, "d": DAY},
    )
    assert not_passed(db, plot) == []


def test_a_requirement_of_the_own_park_is_compared(db: Session, park: BuiltPark):
    plot = a_candidate(db, park)
    make_ready(db, plot, DAY)
    db.execute(
        text(
            "insert into indicator_requirement (indicator, direction, value, written_unit, industry_code, park_id, basis, valid)"
            " values ('tax_per_mu', 'at_least', 225.01, 'wan_per_mu', '', :park, '园区文件', '[2026-01-01,)')"
        ),
        {"park": park.park_id},
    )
    assert not_passed(db, plot) == ["indicators"]
    db.execute(
        text(
            "update indicator_requirement set recorded = tstzrange(lower(recorded), clock_timestamp()) where basis = '园区文件'"
        )
    )
    assert not_passed(db, plot) == []


def test_publishing_is_refused_with_every_finding_and_nothing_is_stored(db: Session, park: BuiltPark):
    plot = a_candidate(db, park)
    with pytest.raises(RuleViolation) as refused:
        require_readiness(db, OFFICER, plot, DAY)
    assert refused.value.code == "readiness.not_ready"
    assert {finding.code for finding in refused.value.findings} >= {"readiness.conditions_missing"}
    assert db.execute(text("select count(*) from readiness_record")).scalar() == 0


def test_a_record_keeps_items_inputs_and_version(db: Session, park: BuiltPark):
    plot = a_candidate(db, park)
    make_ready(db, plot, DAY)
    record = require_readiness(db, OFFICER, plot, DAY, reason="拟发布出让公告")
    row = db.execute(text("select * from readiness_record where id = :id"), {"id": record}).mappings().one()
    assert row["passed"]
    assert row["as_of"] == DAY
    assert row["made_by_name"] == "王主任"
    assert {item["state"] for item in row["items"]} == {"passed"}
    assert row["inputs"]["compared_industries"] == ["C"]
    assert len(row["inputs"]["assessments"]) == 11
    audit = db.execute(text("select tag, reason from audit_event where subject = 'readiness_record'")).one()
    assert audit == ("supply:readiness:record", "拟发布出让公告")


def test_a_failed_answer_is_recorded_as_failed(db: Session, park: BuiltPark):
    record = record_readiness(db, OFFICER, a_candidate(db, park), DAY)
    assert db.execute(text("select passed from readiness_record where id = :id"), {"id": record}).scalar() is False


def test_the_database_refuses_a_record_that_passes_against_its_items(db: Session, park: BuiltPark):
    record = record_readiness(db, OFFICER, a_candidate(db, park), DAY)
    copy = (
        "insert into readiness_record (plot_id, plot_version_id, as_of, passed, items, made_by_name)"
        " select plot_id, plot_version_id, as_of, true, {} , 'x' from readiness_record where id = :id"
    )
    for items in ("items", "'[]'::jsonb", '\'[{"key": "land"}]\'::jsonb'):
        with pytest.raises(IntegrityError, match="readiness_record_tells_its_items"), db.begin_nested():
            db.execute(text(copy.format(items)), {"id": record})
    with pytest.raises(IntegrityError), db.begin_nested():
        db.execute(text("update readiness_record set passed = true where id = :id"), {"id": record})


def test_a_plot_of_another_park_is_not_found(db: Session, park: BuiltPark):
    plot = a_candidate(db, park)
    stranger = account_principal(1, "他园人员", Role.OFFICER, (park.park_id + 1,))
    with pytest.raises(NotFound):
        assess_readiness(db, stranger, plot, DAY)


def counted(db: Session, wanted: list[int]) -> tuple[dict[int, JudgedPlot], int]:
    seen: list[str] = []

    def listener(*args: Any) -> None:
        seen.append(args[2])

    event.listen(db.connection().engine, "before_cursor_execute", listener)
    try:
        judged = judge_plots(db, OFFICER, dict.fromkeys(wanted, DAY))
        return judged, len(seen)
    finally:
        event.remove(db.connection().engine, "before_cursor_execute", listener)


def test_many_plots_take_as_many_statements_as_one(db: Session, park: BuiltPark):
    plots = [a_candidate(db, park, f"P4-{n:03d}", east=100 + 210 * n) for n in range(8)]
    for plot in plots:
        make_ready(db, plot, DAY)
    counts: list[int] = []
    for wanted in (plots[:1], plots):
        judged, statements = counted(db, wanted)
        assert all(item.readiness.is_ready for item in judged.values())
        assert len(judged) == len(wanted)
        counts.append(statements)
    assert counts[0] == counts[1] <= 10


def kept(db: Session, plot_id: int, day: date) -> tuple[str, bool] | None:
    row = db.execute(
        text("select state, is_stale from plot_readiness where plot_id = :p and valid @> cast(:d as date)"),
        {"p": plot_id, "d": day},
    ).one_or_none()
    return None if row is None else (row.state, row.is_stale)


def test_the_kept_answer_goes_stale_with_a_fact_and_is_judged_again(db: Session, park: BuiltPark):
    plot = a_candidate(db, park)
    assert stale_plots(db, OFFICER, DAY) == [plot]
    assert refresh_readiness(db, DAY) == 1
    assert kept(db, plot, DAY) == ("failed", False)
    make_ready(db, plot, DAY)
    assert kept(db, plot, DAY) == ("failed", True)
    assert stale_plots(db, OFFICER, DAY) == [plot]
    later = DAY + timedelta(days=1)
    refresh_readiness(db, later, [plot])
    assert kept(db, plot, DAY) == ("failed", False)
    assert kept(db, plot, later) == ("ready", False)
    assert stale_plots(db, OFFICER, later) == []


def test_an_announcement_does_not_make_the_answer_stale_but_losing_the_ground_does(db: Session, park: BuiltPark):
    plot = a_candidate(db, park)
    make_ready(db, plot, DAY)
    refresh_readiness(db, DAY)
    move = (
        "update plot_state set recorded = tstzrange(lower(recorded), clock_timestamp()) where plot_id = :p and upper_inf(recorded);"
        " insert into plot_state (plot_id, land_control, servicing, supply, development, compliance, valid)"
        " values (:p, :control, 'five', 'announced', 'not_applicable', 'not_applicable', '[2020-01-01,)')"
    )
    db.execute(text(move), {"p": plot, "control": "cleared"})
    assert kept(db, plot, DAY) == ("ready", False)
    db.execute(text(move), {"p": plot, "control": "state_owned"})
    assert kept(db, plot, DAY) == ("ready", True)


def test_time_alone_overtakes_an_answer_on_the_day_it_says(db: Session, park: BuiltPark):
    plot = a_candidate(db, park)
    an_assessment(db, park.zone_id, "flood", until=DAY + timedelta(days=100))
    make_ready(db, plot, DAY)
    refresh_readiness(db, DAY)
    assert stale_plots(db, OFFICER, DAY + timedelta(days=9)) == []
    assert stale_plots(db, OFFICER, DAY + timedelta(days=10)) == [plot]  # 90 days left: the warning begins
    refresh_readiness(db, DAY + timedelta(days=10))
    assert kept(db, plot, DAY + timedelta(days=10)) == ("expiring", False)


def test_evidence_that_does_not_exist_is_refused(db: Session, park: BuiltPark):
    plot = a_candidate(db, park)
    with pytest.raises(IntegrityError, match="evidence 999999"), db.begin_nested():
        an_answer(db, plot, "title", evidence=[999_999])
    an_answer(db, plot, "title", evidence=[an_evidence_file(db, park.zone_id)])
