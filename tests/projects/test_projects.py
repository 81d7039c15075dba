"""Projects in use: entered, linked, moved, reported on, lit, frozen, counted; and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import account_principal
from gisapp.kernel.errors import Conflict, Forbidden, Invalid, NotFound, RuleViolation
from gisapp.projects.commands import move_project, take_back_move
from gisapp.projects.export import COLUMNS, export_rows, to_csv, to_xlsx
from gisapp.projects.lights import freeze_month
from gisapp.projects.progress import ProgressDraft, report_progress
from gisapp.projects.projects import ProjectFilter, list_projects, locate_project, read_sheet
from gisapp.projects.register import Entry, change_project, register_project, revise_schedule
from tests.builders.evidence import an_evidence_file
from tests.builders.park import BuiltPark, a_park
from tests.builders.plot import a_plot
from tests.builders.project import CLERK, FIRST, TODAY, a_project

PLANNED = {
    "planned_start_on": date(2026, 8, 20),
    "planned_completion_on": date(2027, 8, 20),
    "planned_production_on": date(2027, 10, 20),
    "planned_attainment_on": date(2028, 10, 20),
    "needs_entry": True,
}


@pytest.fixture
def park(db: Session) -> BuiltPark:
    return a_park(db)


@contextmanager
def as_owner(db: Session) -> Iterator[None]:
    """The owner of the tables, who has every right and is refused by the triggers alone."""
    with db.begin_nested():
        db.execute(text("reset role"))
        yield


def plan(db: Session, project_id: int, today: date = FIRST, **dates: date | bool | None) -> int:
    return revise_schedule(db, CLERK, project_id, {**PLANNED, **dates}, reason="按协议", evidence_ids=(), today=today)


def test_projects_are_numbered_within_their_year(db: Session, park: BuiltPark):
    first, second = a_project(db, park), a_project(db, park)
    other = a_project(db, park, first=date(2026, 2, 2))
    numbers = [locate_project(db, CLERK, one, TODAY)["project_no"] for one in (first, second, other)]
    assert numbers == ["XM2025-001", "XM2025-002", "XM2026-001"]


def test_a_project_walks_the_road_with_its_evidence(db: Session, park: BuiltPark):
    plot_id = a_plot(db, park)
    project_id = a_project(db, park, stage="attained", plot_id=plot_id)
    sheet = read_sheet(db, CLERK, project_id, TODAY)
    assert [move["stage"] for move in sheet["moves"]] == [
        "lead", "negotiating", "signed", "landed", "started", "building", "completed", "producing", "attained",
    ]  # fmt: skip
    assert all(move["evidence"] for move in sheet["moves"][1:])
    assert sheet["light"] is None
    tags = set(
        db.execute(
            text("select tag from audit_event where subject_id = :id and subject = 'project'"), {"id": project_id}
        ).scalars()
    )
    assert tags == {"project:project:register", "project:project:move", "project:project:change"}


def test_the_past_is_answered_as_it_was(db: Session, park: BuiltPark):
    project_id = a_project(db, park, stage="signed")
    assert locate_project(db, CLERK, project_id, date(2025, 2, 4))["stage"] == "lead"
    assert locate_project(db, CLERK, project_id, date(2025, 2, 5))["stage"] == "negotiating"
    with pytest.raises(NotFound):
        locate_project(db, CLERK, project_id, date(2025, 1, 5))


def test_a_move_names_everything_that_is_missing(db: Session, park: BuiltPark):
    project_id = a_project(db, park, stage="landed")
    with pytest.raises(RuleViolation) as refused:
        move_project(
            db, CLERK, project_id, "started", moved_on=date(2027, 1, 1), reason="", evidence_ids=(), today=TODAY
        )
    assert [item.code for item in refused.value.findings] == [
        "project.step_in_future",
        "project.step_unproved",
        "project.plot_missing",
    ]


def test_a_pause_ends_where_it_began(db: Session, park: BuiltPark):
    project_id = a_project(db, park, stage="signed")
    proof = an_evidence_file(db, park)
    move_project(
        db,
        CLERK,
        project_id,
        "paused",
        moved_on=date(2025, 5, 1),
        reason="资金未到位",
        evidence_ids=(proof,),
        today=TODAY,
    )
    sheet = read_sheet(db, CLERK, project_id, TODAY)
    assert (sheet["stage"], sheet["paused_in"]) == ("paused", "signed")
    assert {step["stage"] for step in sheet["open_steps"]} == {"signed", "terminated"}
    with pytest.raises(RuleViolation):
        move_project(db, CLERK, project_id, "landed", moved_on=TODAY, reason="恢复", evidence_ids=(proof,), today=TODAY)
    move_project(db, CLERK, project_id, "signed", moved_on=TODAY, reason="恢复", evidence_ids=(proof,), today=TODAY)


def test_a_mistaken_move_stays_in_view_and_counts_no_more(db: Session, park: BuiltPark):
    project_id = a_project(db, park, stage="signed")
    sheet = read_sheet(db, CLERK, project_id, TODAY)
    first, last = sheet["moves"][0]["id"], sheet["moves"][-1]["id"]
    take_back_move(db, CLERK, project_id, last, reason="点错了", today=TODAY)
    sheet = read_sheet(db, CLERK, project_id, TODAY)
    assert sheet["stage"] == "negotiating"
    assert sheet["moves"][-1]["taken_back_reason"] == "点错了"
    with pytest.raises(Exception, match="only the last move"), db.begin_nested():
        take_back_move(db, CLERK, project_id, first, reason="点错了", today=TODAY)
    move_project(
        db,
        CLERK,
        project_id,
        "signed",
        moved_on=date(2025, 3, 8),
        reason="",
        evidence_ids=(an_evidence_file(db, park),),
        today=TODAY,
    )
    assert locate_project(db, CLERK, project_id, TODAY)["signed_on"] == date(2025, 3, 8)


def test_a_linked_plot_brings_its_park_and_an_officer_of_another_park_sees_nothing(db: Session, park: BuiltPark):
    other = a_park(db, code="P6", east=3000)
    plot_id = a_plot(db, other, "P6-001", box=(3100, 100, 100, 100))
    project_id = a_project(db, park)
    change_project(db, CLERK, project_id, {"plot_id": plot_id}, reason="选址", today=TODAY)
    assert locate_project(db, CLERK, project_id, TODAY)["park_code"] == "P6"
    officer = account_principal(1, "P4 专员", Role.OFFICER, (park.park_id,))
    with pytest.raises(NotFound):
        read_sheet(db, officer, project_id, TODAY)
    assert list_projects(db, officer, TODAY, ProjectFilter())["total"] == 0
    with pytest.raises(Forbidden):
        register_project(
            db,
            officer,
            "P6",
            {"name_zh": "越界"},
            Entry(stage="lead", moved_on=TODAY, reason="", evidence_ids=()),
            today=TODAY,
        )


def test_a_change_that_changes_nothing_is_refused(db: Session, park: BuiltPark):
    project_id = a_project(db, park)
    with pytest.raises(Conflict, match="unchanged"):
        change_project(db, CLERK, project_id, {"name_zh": "示例项目"}, reason="无", today=TODAY)


def test_a_new_plan_keeps_the_old_one_and_says_why(db: Session, park: BuiltPark):
    project_id = a_project(db, park, stage="signed")
    assert plan(db, project_id, today=date(2025, 6, 1)) == 1
    later = {**PLANNED, "planned_start_on": date(2026, 12, 1)}
    with pytest.raises(Invalid, match="schedule_unexplained"):
        revise_schedule(db, CLERK, project_id, later, reason=" ", evidence_ids=(), today=TODAY)
    assert revise_schedule(db, CLERK, project_id, later, reason="规划调整", evidence_ids=(), today=TODAY) == 2
    assert [row["planned_start_on"] for row in read_sheet(db, CLERK, project_id, TODAY)["schedules"]] == [
        date(2026, 12, 1),
        date(2026, 8, 20),
    ]
    assert locate_project(db, CLERK, project_id, date(2026, 11, 1))["planned_start_on"] == date(2026, 8, 20)


def test_the_light_says_why_and_by_which_entries(db: Session, park: BuiltPark):
    project_id = a_project(db, park, stage="landed")
    plan(db, project_id, today=date(2025, 6, 1))
    assert locate_project(db, CLERK, project_id, date(2026, 8, 20))["light"] == "green"
    assert locate_project(db, CLERK, project_id, date(2026, 8, 21))["light"] == "yellow"
    late = locate_project(db, CLERK, project_id, TODAY)
    assert late["light"] == "red"
    assert late["why"]["aspects"][0]["finding"]["code"] == "light.start_late"
    limits = read_sheet(db, CLERK, project_id, TODAY)["limits"]
    assert {"light.start_red_months", "light.progress_red_points"} <= {item["code"] for item in limits}


def test_no_light_before_signing_and_none_for_an_ended_project(db: Session, park: BuiltPark):
    assert locate_project(db, CLERK, a_project(db, park, stage="negotiating"), TODAY)["light"] is None
    project_id = a_project(db, park, stage="signed")
    assert locate_project(db, CLERK, project_id, TODAY)["light"] == "unknown"
    move_project(
        db,
        CLERK,
        project_id,
        "terminated",
        moved_on=TODAY,
        reason="投资方放弃",
        evidence_ids=(an_evidence_file(db, park),),
        today=TODAY,
    )
    assert locate_project(db, CLERK, project_id, TODAY)["light"] is None


def test_a_report_again_keeps_the_earlier_one_and_an_old_plan_goes_stale(db: Session, park: BuiltPark):
    project_id = a_project(db, park, stage="building", plot_id=a_plot(db, park))
    plan(
        db,
        project_id,
        today=FIRST,
        planned_start_on=date(2025, 5, 1),
        planned_completion_on=date(2026, 5, 1),
        needs_entry=False,
    )
    for version, done in enumerate((Decimal("0.1"), Decimal("0.3")), start=1):
        found = report_progress(
            db,
            CLERK,
            project_id,
            ProgressDraft(
                month=date(2025, 8, 1),
                planned_share=Decimal("0.3"),
                done_share=done,
                invested_yuan=None,
                summary_zh="",
                obstacle_zh="",
                evidence_ids=(),
            ),
            today=date(2025, 8, 28),
        )
        assert (found[0], list(found[1])) == (version, [])
    assert locate_project(db, CLERK, project_id, date(2025, 9, 30))["light"] == "green"
    stale = locate_project(db, CLERK, project_id, date(2025, 10, 1))
    assert (stale["light"], round(stale["planned_share"], 2)) == ("yellow", round(153 / 365, 2))


def test_an_investment_far_above_the_plan_is_asked_about_and_kept_with_the_event(db: Session, park: BuiltPark):
    project_id = a_project(db, park, stage="signed")
    planned = locate_project(db, CLERK, project_id, date(2025, 8, 28))["investment_yuan"]
    assert planned
    for times, codes in ((10, []), (11, ["plausible.invested_above_plan"])):
        _, found = report_progress(
            db,
            CLERK,
            project_id,
            ProgressDraft(
                month=date(2025, 8, 1),
                planned_share=None,
                done_share=Decimal("0.1"),
                invested_yuan=planned * times,
                summary_zh="",
                obstacle_zh="",
                evidence_ids=(),
            ),
            today=date(2025, 8, 28),
        )
        assert [item.code for item in found] == codes
    event = db.execute(text("select changes from audit_event order by id desc limit 1")).scalar_one()
    assert event["findings"]["new"] == found.warned_zh


def test_a_month_to_come_is_not_reported(db: Session, park: BuiltPark):
    project_id = a_project(db, park, stage="signed")
    with pytest.raises(Invalid, match="progress_in_future"):
        report_progress(
            db,
            CLERK,
            project_id,
            ProgressDraft(
                month=date(2026, 12, 1),
                planned_share=None,
                done_share=Decimal(0),
                invested_yuan=None,
                summary_zh="",
                obstacle_zh="",
                evidence_ids=(),
            ),
            today=TODAY,
        )


def test_month_lights_are_frozen_in_order_and_two_yellow_months_are_red(db: Session, park: BuiltPark):
    project_id = a_project(db, park, stage="landed")
    plan(db, project_id, today=date(2025, 6, 1), planned_start_on=date(2026, 9, 10))
    with pytest.raises(Invalid, match="month_not_over"):
        freeze_month(db, CLERK, date(2026, 11, 1), TODAY)
    assert freeze_month(db, CLERK, date(2026, 9, 1), TODAY) == 1
    assert freeze_month(db, CLERK, date(2026, 9, 1), TODAY) == 0
    assert freeze_month(db, CLERK, date(2026, 10, 1), TODAY) == 1
    with pytest.raises(Conflict, match="later_month_frozen"):
        freeze_month(db, CLERK, date(2026, 8, 1), TODAY)
    months = read_sheet(db, CLERK, project_id, TODAY)["month_light_list"]
    assert [(row["month"], row["light"]) for row in months] == [
        (date(2026, 10, 1), "red"),
        (date(2026, 9, 1), "yellow"),
    ]
    assert months[0]["aspects"][-1]["finding"]["code"] == "light.yellow_again"
    assert months[0]["inputs"]["planned_start_on"] == "2026-09-10"


def test_the_three_rates_are_the_lists_behind_them(db: Session, park: BuiltPark):
    plot_id = a_plot(db, park)
    for stage in ("signed", "landed", "building"):
        project_id = a_project(db, park, stage=stage, plot_id=plot_id)
        plan(db, project_id, today=date(2025, 6, 1), planned_start_on=date(2025, 10, 1))
    a_project(db, park, stage="signed")
    found = list_projects(db, CLERK, TODAY, ProjectFilter())
    rate = next(item for item in found["rates"] if item["kind"] == "performance")
    assert (rate["kept"], rate["due"], rate["classes"]["undated"]) == (2, 3, 1)
    for group, count in rate["classes"].items():
        behind = list_projects(db, CLERK, TODAY, ProjectFilter(rate="performance", rate_classes=(group,)))
        assert behind["total"] == count
    assert sum(found["by_stage"].values()) == found["total"] == 4
    assert found["investment_yuan"] == 200_000_000


def test_the_export_has_the_rows_of_the_list(db: Session, park: BuiltPark):
    project_id = a_project(db, park, stage="landed", name="=1+1")
    plan(db, project_id, today=date(2025, 6, 1))
    rows = export_rows(list_projects(db, CLERK, TODAY, ProjectFilter())["items"])
    lines = to_csv(rows, "台账").decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "'=1+1" in lines[1]
    assert rows[0]["light_zh"] == "红灯"
    assert rows[0]["investment_wan"] == 5000.0
    assert to_xlsx(rows, "台账").startswith(b"PK")
    assert all(name in rows[0] for name, _ in COLUMNS)


@pytest.mark.parametrize(
    "table", ["project_move", "project_schedule", "project_progress", "project_month_light", "case_transition"]
)
def test_the_database_rewrites_nothing(db: Session, park: BuiltPark, table: str):
    project_id = a_project(db, park, stage="landed")
    plan(db, project_id, today=date(2025, 6, 1), planned_start_on=date(2026, 9, 10))
    report_progress(
        db,
        CLERK,
        project_id,
        ProgressDraft(
            month=date(2026, 9, 1),
            planned_share=None,
            done_share=Decimal(0),
            invested_yuan=None,
            summary_zh="",
            obstacle_zh="",
            evidence_ids=(),
        ),
        today=TODAY,
    )
    freeze_month(db, CLERK, date(2026, 10, 1), TODAY)
    column = "needs_plot = true" if table == "case_transition" else "actor_name = '改'"
    for verb in (f"delete from {table}", f"update {table} set {column}"):
        with pytest.raises(Exception, match="permission denied"), db.begin_nested():
            db.execute(text(verb))
        with pytest.raises(Exception, match="is refused"), as_owner(db):
            db.execute(text(verb))
