"""Patrols in use: what has to be looked at, who looks after it, rounds, visits; and what the database refuses of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import account_principal
from gisapp.db.errors import domain_error
from gisapp.idle.terms import IdleGround
from gisapp.kernel.errors import Conflict, Forbidden, Invalid, NotFound, RuleViolation
from gisapp.patrol.clues import open_clue
from gisapp.patrol.coverage import CoverageFilter, assign_plots, read_coverage
from gisapp.patrol.groups import end_member, enter_group, list_groups
from gisapp.patrol.tasks import cancel_task, list_tasks, locate_task, reorder_stops
from gisapp.patrol.terms import CoverageState, PositionSource, Sight, VisitOutcome
from gisapp.patrol.visits import Position, assess_draft, list_visits, locate_visit, record_visit, withdraw_visit
from tests.builders.evidence import an_evidence_file
from tests.builders.park import BuiltPark, a_park
from tests.builders.patrol import INSIDE, PATROLLER, TODAY, a_group, a_round, a_visit, a_visit_draft
from tests.builders.plot import a_plot
from tests.idle_cases.case_road import idle_ground

ONE = timedelta(days=1)


@pytest.fixture
def park(db: Session) -> BuiltPark:
    return a_park(db)


@contextmanager
def as_owner(db: Session) -> Iterator[None]:
    """The owner of the tables, who has every right and is refused by the triggers alone."""
    with db.begin_nested():
        db.execute(text("reset role"))
        yield


def watched(db: Session, park: BuiltPark, number: int = 1, since: str = "2026-01-01", **state: str) -> int:
    west = 100 + 300 * (number - 1)
    facts = {"development": "not_started", **state}
    return a_plot(db, park, f"P4-{number:03d}", box=(west, 100, 200, 300), valid_from=since, **facts)


def state_of(db: Session, plot_id: int, day: date) -> str | None:
    rows = read_coverage(db, PATROLLER, day, CoverageFilter())["items"]
    return next((row["state"] for row in rows if row["plot_id"] == plot_id), None)


# coverage ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "is_watched"),
    [
        ({"development": "not_started"}, True),
        ({"development": "building"}, True),
        ({"development": "stopped"}, True),
        ({"development": "in_production"}, False),
        ({"development": "in_production", "compliance": "disposing"}, True),
        ({"supply": "prepared", "development": "not_applicable", "compliance": "not_applicable"}, False),
    ],
)
def test_what_is_allocated_and_unfinished_is_watched(
    db: Session, park: BuiltPark, facts: dict[str, str], is_watched: bool
):
    assert (state_of(db, watched(db, park, **facts), TODAY) is not None) is is_watched


def test_a_plot_is_due_the_day_after_its_interval(db: Session, park: BuiltPark):
    plot_id = watched(db, park, since="2026-03-01")
    last = date(2026, 3, 1) + timedelta(days=90)
    assert [state_of(db, plot_id, day) for day in (last, last + ONE)] == ["not_yet", "never"]
    a_visit(db, plot_id, visited_on=last + ONE)
    assert [state_of(db, plot_id, last + ONE + timedelta(days=n)) for n in (0, 90, 91)] == ["covered", "covered", "due"]
    assert state_of(db, plot_id, last) == "not_yet"  # the past is told as it was


def test_a_suspected_plot_is_looked_at_more_often(db: Session, park: BuiltPark):
    plot_id = watched(db, park, compliance="suspected_idle")
    a_visit(db, plot_id, visited_on=TODAY)
    assert [state_of(db, plot_id, TODAY + timedelta(days=n)) for n in (30, 31)] == ["covered", "due"]


def test_a_closed_gate_is_no_look_at_the_plot(db: Session, park: BuiltPark):
    plot_id = watched(db, park)
    a_visit(db, plot_id, sights=(Sight.NO_ACCESS,), outcome=VisitOutcome.REVISIT)
    assert state_of(db, plot_id, TODAY) == "never"


def test_what_is_on_a_round_is_planned_until_it_is_seen_or_the_round_is_called_off(db: Session, park: BuiltPark):
    first, second = watched(db, park, 1), watched(db, park, 2)
    task_id = a_round(db, a_group(db, park), [first, second])
    assert state_of(db, first, TODAY) == "planned"
    a_visit(db, first, task_id=task_id)
    assert state_of(db, first, TODAY) == "covered"
    cancel_task(db, PATROLLER, task_id, reason="暴雨停巡", today=TODAY)
    assert state_of(db, second, TODAY) == "never"


def test_counts_equal_the_rows_behind_them(db: Session, park: BuiltPark):
    group_id = a_group(db, park)
    plots = [watched(db, park, n) for n in range(1, 6)]
    assign_plots(db, PATROLLER, plots[:2], group_id, valid_from=TODAY)
    a_visit(db, plots[0])
    a_round(db, group_id, plots[1:3])
    whole = read_coverage(db, PATROLLER, TODAY, CoverageFilter())
    for state in CoverageState.values():
        shown = read_coverage(db, PATROLLER, TODAY, CoverageFilter(states=(state,)))
        assert shown["total"] == len(shown["items"]) == whole["states"][state]
        assert shown["states"] == whole["states"]
    assert whole["unassigned"] == read_coverage(db, PATROLLER, TODAY, CoverageFilter(assigned=False))["total"] == 3
    for asked, count in (
        ({"q": "ｐ４－００２"}, 1),
        ({"q": "%"}, 0),
        ({"group_id": group_id}, 2),
        ({"parks": (park.code,)}, 5),
    ):
        assert read_coverage(db, PATROLLER, TODAY, CoverageFilter(**asked))["total"] == count, asked


def test_plots_of_other_parks_are_not_shown_nor_touched(db: Session, park: BuiltPark):
    other = a_park(db, code="P5", east=5000)
    there = a_plot(db, other, "P5-001", box=(5100, 100, 200, 300), development="not_started")
    here = watched(db, park)
    guest = account_principal(7, "外园区", Role.OFFICER, park_ids=(other.park_id,))
    assert {row["plot_id"] for row in read_coverage(db, guest, TODAY, CoverageFilter())["items"]} == {there}
    with pytest.raises(NotFound):
        record_visit(db, guest, TODAY, a_visit_draft(here))
    with pytest.raises(NotFound):
        assign_plots(db, guest, [here], a_group(db, None), valid_from=TODAY)
    task_id = a_round(db, a_group(db, park, "二组"), [here])
    visit_id = a_visit(db, here)
    for attempt in (
        lambda: locate_task(db, guest, task_id, TODAY),
        lambda: cancel_task(db, guest, task_id, reason="不相干", today=TODAY),
        lambda: locate_visit(db, guest, visit_id, TODAY),
        lambda: withdraw_visit(db, guest, visit_id, reason="不相干", today=TODAY),
    ):
        with pytest.raises(NotFound):
            attempt()


# groups -----------------------------------------------------------------------------------------------------------------


def test_a_plot_has_one_group_a_day_and_the_past_stays(db: Session, park: BuiltPark):
    first, second = a_group(db, park, "一组"), a_group(db, park, "二组")
    plot_id = watched(db, park)
    assert assign_plots(db, PATROLLER, [plot_id], first, valid_from=date(2026, 5, 1)) == 1
    assert assign_plots(db, PATROLLER, [plot_id], first, valid_from=date(2026, 6, 1)) == 0
    assert assign_plots(db, PATROLLER, [plot_id], second, valid_from=date(2026, 9, 1)) == 1
    names = [
        read_coverage(db, PATROLLER, day, CoverageFilter())["items"][0]["group_name_zh"]
        for day in (date(2026, 4, 30), date(2026, 5, 1), date(2026, 8, 31), date(2026, 9, 1))
    ]
    assert names == [None, "一组", "一组", "二组"]


def test_a_group_of_one_park_looks_after_no_other(db: Session, park: BuiltPark):
    other = a_park(db, code="P5", east=5000)
    with pytest.raises(Conflict, match="group_of_another_park"):
        assign_plots(db, PATROLLER, [watched(db, park)], a_group(db, other), valid_from=TODAY)


def test_members_come_and_go_by_day(db: Session, park: BuiltPark):
    group_id = a_group(db, park)
    member = list_groups(db, PATROLLER, TODAY)[0]["members"][0]
    end_member(db, PATROLLER, group_id, member["id"], left_on=date(2026, 11, 20))
    assert [len(list_groups(db, PATROLLER, day)[0]["members"]) for day in (date(2026, 11, 19), date(2026, 11, 20))] == [
        1,
        0,
    ]
    with pytest.raises(NotFound):
        end_member(db, PATROLLER, group_id, member["id"], left_on=date(2026, 11, 21))


def test_a_group_of_the_whole_zone_is_entered_by_those_of_the_whole_zone(db: Session, park: BuiltPark):
    guest = replace(PATROLLER, park_ids=(park.park_id,))
    with pytest.raises(Forbidden):
        enter_group(db, guest, zone_code="411671", park_code=None, name_zh="全区组", base=None)
    assert enter_group(db, guest, zone_code="411671", park_code="P4", name_zh="本园组", base=None)


# rounds -----------------------------------------------------------------------------------------------------------------


def test_a_round_is_numbered_and_goes_the_shortest_way(db: Session, park: BuiltPark):
    plots = [watched(db, park, n) for n in (1, 3, 2)]
    group_id = a_group(db, park)
    task = locate_task(db, PATROLLER, a_round(db, group_id, plots), TODAY)
    assert task["task_no"] == "XC2026-001"
    assert [stop["plot_no"] for stop in task["stops"]] in (
        ["P4-001", "P4-002", "P4-003"],
        ["P4-003", "P4-002", "P4-001"],
    )
    assert task["route_length_m"] == pytest.approx(600, abs=0.5)
    assert locate_task(db, PATROLLER, a_round(db, group_id, plots), TODAY)["task_no"] == "XC2026-002"


def test_a_round_begins_and_ends_at_the_base(db: Session, park: BuiltPark):
    task = locate_task(db, PATROLLER, a_round(db, a_group(db, park, with_base=True), [watched(db, park)]), TODAY)
    line = task["route"]["coordinates"]
    assert len(line) == 3
    assert line[0] == line[-1] == [114.645, 33.592]
    assert task["route_length_m"] > 1000


def test_stops_tell_why_they_are_on_the_round(db: Session, park: BuiltPark):
    group_id = a_group(db, park)
    plots = [
        watched(db, park, 1, compliance="suspected_idle"),
        watched(db, park, 2, compliance="disposing"),
        watched(db, park, 3),
        watched(db, park, 4),
        watched(db, park, 5, development="in_production"),
    ]
    assign_plots(db, PATROLLER, [plots[3]], group_id, valid_from=TODAY)
    stops = locate_task(db, PATROLLER, a_round(db, group_id, plots), TODAY)["stops"]
    assert {stop["plot_id"]: stop["reason"] for stop in stops} == dict(
        zip(plots, ["scan_clue", "follow_up", "unassigned", "long_unvisited", "other"], strict=True)
    )


def test_a_round_is_done_with_its_last_stop_and_late_the_day_after(db: Session, park: BuiltPark):
    first, second = watched(db, park, 1), watched(db, park, 2)
    due = TODAY + timedelta(days=3)
    task_id = a_round(db, a_group(db, park), [first, second], due_on=due)

    def told(day: date) -> tuple[str, bool, int]:
        row = list_tasks(db, PATROLLER, day, task_id=task_id)[0]
        return row["state"], row["is_overdue"], row["visited"]

    a_visit(db, first, task_id=task_id, visited_on=TODAY + ONE, today=TODAY + ONE)
    assert [told(day) for day in (TODAY, TODAY + ONE, due, due + ONE)] == [
        ("planned", False, 0),
        ("under_way", False, 1),
        ("under_way", False, 1),
        ("under_way", True, 1),
    ]
    a_visit(db, second, task_id=task_id, visited_on=due + ONE, today=due + ONE)
    assert told(due + ONE) == ("done", False, 2)
    with pytest.raises(Conflict, match="task_over"):
        reorder_stops(db, PATROLLER, task_id, [second, first], due + ONE)


def test_stops_are_reordered_by_hand(db: Session, park: BuiltPark):
    plots = [watched(db, park, n) for n in (1, 2, 3)]
    task_id = a_round(db, a_group(db, park), plots)
    reorder_stops(db, PATROLLER, task_id, [plots[1], plots[0], plots[2]], TODAY)
    task = locate_task(db, PATROLLER, task_id, TODAY)
    assert [stop["plot_no"] for stop in task["stops"]] == ["P4-002", "P4-001", "P4-003"]
    assert task["route_length_m"] == pytest.approx(900, abs=0.5)
    with pytest.raises(Invalid, match="other_stops"):
        reorder_stops(db, PATROLLER, task_id, plots[:2], TODAY)


def test_a_round_stays_in_one_park_and_has_no_end_of_stops(db: Session, park: BuiltPark):
    other = a_park(db, code="P5", east=5000)
    there = a_plot(db, other, "P5-001", box=(5100, 100, 200, 300), development="not_started")
    zone_wide, here = a_group(db, None), watched(db, park)
    with pytest.raises(Invalid, match="several_parks"):
        a_round(db, zone_wide, [here, there])
    with pytest.raises(Invalid, match="several_parks"):
        a_round(db, a_group(db, other, "二组"), [here])
    with pytest.raises(Invalid, match="too_many_stops"):
        a_round(db, zone_wide, list(range(1, 62)))
    with pytest.raises(Invalid, match="due_in_past"):
        a_round(db, zone_wide, [here], due_on=TODAY - ONE)


# visits -----------------------------------------------------------------------------------------------------------------


def test_the_database_measures_where_somebody_stood(db: Session, park: BuiltPark):
    plot_id = watched(db, park)
    inside = record_visit(db, PATROLLER, TODAY, a_visit_draft(plot_id, position=INSIDE))
    assert (found := locate_visit(db, PATROLLER, inside, TODAY))["is_inside"] is True
    assert found["distance_m"] == 0
    # 10 m east of the plot's eastern side
    beside = Position(114.649762, 33.597898, PositionSource.MAP)
    found = locate_visit(
        db, PATROLLER, record_visit(db, PATROLLER, TODAY, a_visit_draft(plot_id, position=beside)), TODAY
    )
    assert found["is_inside"] is False
    assert found["distance_m"] == pytest.approx(10, abs=0.1)
    away = replace(beside, lon=114.655)
    with pytest.raises(RuleViolation) as refused:
        record_visit(db, PATROLLER, TODAY, a_visit_draft(plot_id, position=away))
    assert [item.code for item in refused.value.findings if item.severity.value == "error"] == ["patrol.outside_plot"]
    assert record_visit(db, PATROLLER, TODAY, a_visit_draft(plot_id, position=away, away_reason="大门紧闭，隔河查看"))


def test_nobody_says_himself_that_he_was_inside(db: Session, park: BuiltPark):
    plot_id = watched(db, park)
    visit_id = db.execute(
        text(
            "insert into patrol_visit (zone_id, park_id, plot_id, visited_on, visitor_name, observations, outcome, position, position_source, is_inside, distance_m,"
            " recorded_by_name) values (:z, :p, :plot, :day, '甲', '{building}', 'all_well', ST_SetSRID(ST_MakePoint(114.7, 33.6), 4490), 'device', true, 0, '甲')"
            " returning id"
        ),
        {"z": park.zone_id, "p": park.park_id, "plot": plot_id, "day": TODAY},
    ).scalar_one()
    assert locate_visit(db, PATROLLER, visit_id, TODAY)["is_inside"] is False


def test_photographs_are_kept_with_what_they_say(db: Session, park: BuiltPark):
    from gisapp.evidence.vault import FileDraft, keep_file
    from tests.patrol.test_photo import a_photo

    plot_id = watched(db, park)
    photo = keep_file(
        db, PATROLLER, FileDraft("现场.jpg", a_photo(lat=(33, 35, 52.4544), lon=(114, 38, 54.8772))), park_code="P4"
    )
    draft = a_visit_draft(plot_id, evidence_ids=(photo,), sights=(Sight.NOT_STARTED,), outcome=VisitOutcome.CLUE)
    assert not list(assess_draft(db, PATROLLER, TODAY, draft).findings)
    found = locate_visit(db, PATROLLER, record_visit(db, PATROLLER, TODAY, draft), TODAY)
    assert (found["position_source"], found["is_inside"]) == ("photo", True)
    assert found["photos"][0]["taken_at"] == "2026-11-23T09:30:00"
    assert found["photos"][0]["distance_m"] == 0
    assert found["photos"][0]["sha256"] == found["evidence"][0]["sha256"]


def test_a_clue_needs_its_photograph_in_the_database_too(db: Session, park: BuiltPark):
    plot_id = watched(db, park)
    with pytest.raises(RuleViolation):
        a_visit(db, plot_id, outcome=VisitOutcome.CLUE, sights=(Sight.NOT_STARTED,))
    with pytest.raises(IntegrityError) as refused, db.begin_nested():
        db.execute(
            text(
                "insert into patrol_visit (zone_id, park_id, plot_id, visited_on, visitor_name, observations, outcome, recorded_by_name)"
                " values (:z, :p, :plot, :day, '甲', '{not_started}', 'clue', '甲')"
            ),
            {"z": park.zone_id, "p": park.park_id, "plot": plot_id, "day": TODAY},
        )
    assert domain_error(refused.value).code == "patrol.clue_unproved"  # type: ignore[union-attr]


def test_a_stop_is_visited_once_and_again_when_the_first_was_withdrawn(db: Session, park: BuiltPark):
    plot_id, other = watched(db, park, 1), watched(db, park, 2)
    task_id = a_round(db, a_group(db, park), [plot_id])
    first = a_visit(db, plot_id, task_id=task_id)
    with pytest.raises(IntegrityError) as refused, db.begin_nested():
        a_visit(db, plot_id, task_id=task_id)
    assert domain_error(refused.value).code == "patrol.visited_meanwhile"  # type: ignore[union-attr]
    withdraw_visit(db, PATROLLER, first, reason="误把邻地当作本地块", today=TODAY)
    assert a_visit(db, plot_id, task_id=task_id) != first
    with pytest.raises(Invalid, match="not_a_stop"):
        a_visit(db, other, task_id=task_id)
    with pytest.raises(Conflict):
        withdraw_visit(db, PATROLLER, first, reason="再撤一次", today=TODAY)
    total, rows = list_visits(db, PATROLLER, TODAY, plot_id=plot_id)
    assert total == 2
    assert [row["withdrawn_reason"] for row in rows] == [None, "误把邻地当作本地块"]


def test_a_round_called_off_takes_no_visit_and_one_that_is_done_is_not_called_off(db: Session, park: BuiltPark):
    first, second = watched(db, park, 1), watched(db, park, 2)
    group_id = a_group(db, park)
    off, done = a_round(db, group_id, [first]), a_round(db, group_id, [second])
    cancel_task(db, PATROLLER, off, reason="大风停巡", today=TODAY)
    a_visit(db, second, task_id=done)
    for attempt, code in (
        (lambda: a_visit(db, first, task_id=off), "patrol.task_cancelled"),
        (lambda: cancel_task(db, PATROLLER, off, reason="再取消", today=TODAY), "patrol.task_cancelled"),
        (lambda: cancel_task(db, PATROLLER, done, reason="不该取消", today=TODAY), "patrol.task_done"),
    ):
        with pytest.raises(IntegrityError) as refused, db.begin_nested():
            attempt()
        assert domain_error(refused.value).code == code  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "statement",
    [
        "update patrol_visit set note_zh = '改'",
        "update patrol_visit set position = ST_SetSRID(ST_MakePoint(114.6, 33.6), 4490), position_source = 'map'",
        "delete from patrol_visit",
        "truncate patrol_visit cascade",
        "delete from patrol_stop",
        "delete from patrol_task",
        "delete from patrol_assignment",
        "delete from patrol_photo",
    ],
)
def test_what_was_recorded_stays(db: Session, park: BuiltPark, statement: str):
    plot_id = watched(db, park)
    group_id = a_group(db, park)
    assign_plots(db, PATROLLER, [plot_id], group_id, valid_from=TODAY)
    photo = an_evidence_file(db, park)
    a_visit(db, plot_id, task_id=a_round(db, group_id, [plot_id]), evidence_ids=(photo,))
    db.execute(
        text(
            "insert into patrol_photo (visit_id, evidence_id, sha256) select id, :e, repeat('0', 64) from patrol_visit"
        ),
        {"e": photo},
    )
    with pytest.raises(IntegrityError), as_owner(db):
        db.execute(text(statement))


def test_every_act_is_in_the_operation_log(db: Session, park: BuiltPark):
    plot_id = watched(db, park)
    group_id = a_group(db, park)
    assign_plots(db, PATROLLER, [plot_id], group_id, valid_from=TODAY)
    visit_id = a_visit(db, plot_id, task_id=a_round(db, group_id, [plot_id]))
    withdraw_visit(db, PATROLLER, visit_id, reason="登记有误", today=TODAY)
    told = db.execute(
        text("select subject, count(*) from audit_event where tag = 'idle:patrol:change' group by 1")
    ).all()
    assert dict(told) == {
        "patrol_group": 2,
        "patrol_assignment": 1,
        "patrol_task": 1,
        "patrol_visit": 2,
    }


# clues ------------------------------------------------------------------------------------------------------------------


def test_a_clue_becomes_a_case_with_its_photograph_and_is_not_withdrawn_any_more(db: Session):
    ground = idle_ground(db)
    photo = an_evidence_file(db, ground.park)
    task_id = a_round(db, a_group(db, ground.park), [ground.plot_id])
    visit_id = a_visit(
        db,
        ground.plot_id,
        task_id=task_id,
        outcome=VisitOutcome.CLUE,
        sights=(Sight.NOT_STARTED,),
        evidence_ids=(photo,),
    )
    case_id = open_clue(db, PATROLLER, visit_id, IdleGround.NOT_STARTED, today=TODAY)
    case = db.execute(text("select * from idle_case where id = :id"), {"id": case_id}).mappings().one()
    assert (case["source"], case["contract_id"], case["found_on"], case["evidence_ids"]) == (
        "patrol",
        ground.contract.contract_id,
        TODAY,
        [photo],
    )
    assert case["source_note"].startswith("任务XC2026-001")
    assert locate_visit(db, PATROLLER, visit_id, TODAY)["case_no"] == case["case_no"]
    with pytest.raises(Conflict, match="clue_opened"):
        open_clue(db, PATROLLER, visit_id, IdleGround.NOT_STARTED, today=TODAY)
    with pytest.raises(IntegrityError) as refused, db.begin_nested():
        withdraw_visit(db, PATROLLER, visit_id, reason="想撤", today=TODAY)
    assert domain_error(refused.value).code == "patrol.visit_bears_a_case"  # type: ignore[union-attr]


def test_only_a_clue_becomes_a_case_and_only_by_those_who_handle_cases(db: Session, park: BuiltPark):
    plot_id = watched(db, park)
    visit_id = a_visit(db, plot_id)
    with pytest.raises(Conflict, match="no_clue"):
        open_clue(db, PATROLLER, visit_id, IdleGround.NOT_STARTED, today=TODAY)
    planner = account_principal(7, "规划", Role.PLANNER, park_ids=None)
    with pytest.raises(Forbidden):
        open_clue(db, planner, visit_id, IdleGround.NOT_STARTED, today=TODAY)
