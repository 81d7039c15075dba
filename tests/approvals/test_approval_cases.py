"""Approval cases from the plan to the result, on the real database: what the office does, what it is refused, how the clock stands."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.approvals.clock_commands import ExtensionDraft, SuspensionDraft, extend_case, resume_case, suspend_case
from gisapp.approvals.commands import accept_case, ask_correction, finish_case, return_case
from gisapp.approvals.process_commands import PlannedItem, change_mode, open_process, plan_items
from gisapp.approvals.queries import list_cases, show_board, show_process
from gisapp.approvals.sheet import show_case
from gisapp.approvals.terms import ProcessMode, SuspensionKind
from gisapp.auth.permissions import Role
from gisapp.auth.principal import account_principal
from gisapp.kernel.errors import Conflict, Invalid, NotFound, RuleViolation
from tests.builders.approval import CLERK, a_decision, a_process, accepted, cases_of, granted, lanes, received
from tests.builders.park import a_park

MONDAY = date(2026, 3, 2)
PERMIT = "land_planning_permit"  # 5 working days, needs nothing
WORKS = "works_planning_permit"  # 7 working days, needs the land planning permit


def codes(error: pytest.ExceptionInfo[RuleViolation]) -> list[str]:
    return [finding.code for finding in error.value.findings]


def suspend(session: Session, case_id: int, proof: int, began: date, resumed: date | None = None, *, today: date, kind=SuspensionKind.EXPERT_REVIEW) -> int:  # fmt: skip
    return suspend_case(
        session,
        CLERK,
        case_id,
        SuspensionDraft(kind=kind, began_on=began, resumed_on=resumed, evidence_ids=[proof], note=""),
        today=today,
    )


def test_a_process_is_opened_with_what_its_items_need(db: Session):
    process = a_process(db, a_park(db), WORKS)
    assert set(process.cases) == {WORKS, PERMIT}
    answer = show_process(db, CLERK, process.project_id, MONDAY)
    assert [stage["state"] for stage in answer["stages"]] == ["waiting", "waiting", "empty", "empty", "empty"]
    assert answer["total"] == answer["total"] | {"used": 0, "allowed": 60, "light": "green", "planned": 12}
    with pytest.raises(Conflict, match="process_exists"):
        open_process(
            db, CLERK, process.project_id, mode=ProcessMode.STANDARD, started_on=MONDAY, items=[], note="", today=MONDAY
        )


def test_a_case_from_receipt_to_result(db: Session):
    process = a_process(db, a_park(db), PERMIT)
    case = process.cases[PERMIT]
    received(db, case, MONDAY)
    assert lanes(db, process.project_id, MONDAY)[PERMIT]["state"] == "received"
    accept_case(db, CLERK, case, accepted_on=MONDAY, evidence_ids=[], today=MONDAY)
    lane = lanes(db, process.project_id, date(2026, 3, 4))[PERMIT]
    assert (lane["state"], lane["light"], lane["due_on"], lane["days_used"]) == (
        "accepted",
        "green",
        date(2026, 3, 9),
        2,
    )
    assert lanes(db, process.project_id, date(2026, 3, 6))[PERMIT]["light"] == "yellow"
    assert lanes(db, process.project_id, date(2026, 3, 10))[PERMIT]["light"] == "red"
    granted(db, case, date(2026, 3, 6))
    lane = lanes(db, process.project_id, date(2026, 3, 6))[PERMIT]
    assert (lane["state"], lane["light"], lane["has_effect"]) == ("granted", "green", True)
    # the past is told as it was
    assert lanes(db, process.project_id, date(2026, 3, 4))[PERMIT]["state"] == "accepted"
    with pytest.raises(Conflict, match="case_closed"):
        granted(db, case, date(2026, 3, 9))


def test_every_day_is_counted_or_said_why_not(db: Session):
    process = a_process(db, a_park(db), PERMIT)
    case = process.cases[PERMIT]
    accepted(db, case, MONDAY)
    suspend(db, case, process.proof, date(2026, 3, 4), date(2026, 3, 6), today=date(2026, 3, 6))
    sheet = show_case(db, CLERK, case, date(2026, 3, 13))
    assert [(day["day"].day, day["kind"], day["number"]) for day in sheet["days"]] == [
        (2, "first_day", None), (3, "counted", 1), (4, "suspended", None), (5, "suspended", None), (6, "counted", 2),
        (7, "weekend", None), (8, "weekend", None), (9, "counted", 3), (10, "counted", 4), (11, "counted", 5),
        (12, "overdue", 1), (13, "overdue", 2),
    ]  # fmt: skip
    assert "现场照片" in sheet["days"][2]["note_zh"]
    assert sheet["days_over"] == 2
    assert {rule["code"] for rule in sheet["rules"]} == {"approval.yellow_share", "approval.notice_workdays"}


def test_an_office_that_kept_silent_has_accepted(db: Session):
    process = a_process(db, a_park(db), PERMIT)
    case = process.cases[PERMIT]
    received(db, case, MONDAY)
    assert lanes(db, process.project_id, date(2026, 3, 9))[PERMIT]["state"] == "received"
    lane = lanes(db, process.project_id, date(2026, 3, 10))[PERMIT]
    assert (lane["state"], lane["is_deemed"], lane["accepted_on"], lane["due_on"]) == ("accepted", True, MONDAY, date(2026, 3, 9))  # fmt: skip
    sheet = show_case(db, CLERK, case, date(2026, 3, 10))
    assert sheet["findings"][0]["code"] == "approval.deemed_accepted"


def test_a_notice_in_time_keeps_the_clock_from_starting(db: Session):
    process = a_process(db, a_park(db), PERMIT)
    case = process.cases[PERMIT]
    received(db, case, MONDAY, without=("application",))
    with pytest.raises(RuleViolation) as missing:
        accept_case(db, CLERK, case, accepted_on=MONDAY, evidence_ids=[], today=MONDAY)
    assert codes(missing) == ["acceptance.main_material_missing"]
    with pytest.raises(Invalid, match="evidence_missing"):
        ask_correction(db, CLERK, case, notice_on=MONDAY, notice_zh="缺申请表", evidence_ids=[], today=MONDAY)
    ask_correction(db, CLERK, case, notice_on=MONDAY, notice_zh="缺申请表", evidence_ids=[process.proof], today=MONDAY)
    assert lanes(db, process.project_id, date(2026, 3, 20))[PERMIT]["state"] == "noticed"
    with pytest.raises(Conflict, match="state_wrong"):
        ask_correction(db, CLERK, case, notice_on=MONDAY, notice_zh="再补", evidence_ids=[process.proof], today=MONDAY)


def test_a_result_waits_for_what_the_law_wants_first(db: Session):
    process = a_process(db, a_park(db), WORKS)
    accepted(db, process.cases[WORKS], MONDAY)
    with pytest.raises(RuleViolation) as refused:
        granted(db, process.cases[WORKS], date(2026, 3, 4))
    assert codes(refused) == ["issue.precondition_missing"]
    accepted(db, process.cases[PERMIT], MONDAY)
    granted(db, process.cases[PERMIT], date(2026, 3, 4))
    granted(db, process.cases[WORKS], date(2026, 3, 4))


def test_a_suspension_needs_evidence_and_stops_the_clock_until_it_is_resumed(db: Session):
    process = a_process(db, a_park(db), PERMIT)
    case = process.cases[PERMIT]
    accepted(db, case, MONDAY)
    with pytest.raises(RuleViolation) as unproved:
        suspend_case(
            db,
            CLERK,
            case,
            SuspensionDraft(kind=SuspensionKind.HEARING, began_on=MONDAY, resumed_on=None, evidence_ids=[], note=""),
            today=MONDAY,
        )
    assert codes(unproved) == ["approval.suspension_unproved"]
    pause = suspend(db, case, process.proof, date(2026, 3, 4), today=date(2026, 3, 4))
    lane = lanes(db, process.project_id, date(2026, 4, 1))[PERMIT]
    assert (lane["state"], lane["light"], lane["due_is_provisional"]) == ("suspended", "green", True)
    with pytest.raises(RuleViolation) as resting:
        granted(db, case, date(2026, 3, 10))
    assert codes(resting) == ["issue.suspended"]
    resume_case(db, CLERK, case, pause, resumed_on=date(2026, 3, 30), evidence_ids=[], today=date(2026, 3, 30))
    assert lanes(db, process.project_id, date(2026, 3, 30))[PERMIT]["due_on"] == date(2026, 4, 2)
    with pytest.raises(Conflict, match="resumed_already"):
        resume_case(db, CLERK, case, pause, resumed_on=date(2026, 3, 30), evidence_ids=[], today=date(2026, 3, 30))


def test_nothing_recorded_later_undoes_an_overdue(db: Session):
    process = a_process(db, a_park(db), PERMIT)
    case = process.cases[PERMIT]
    accepted(db, case, MONDAY)  # due on the 9th
    with pytest.raises(RuleViolation) as late:
        suspend(db, case, process.proof, date(2026, 3, 4), date(2026, 3, 10), today=date(2026, 3, 10))
    assert codes(late) == ["approval.recorded_late"]
    with pytest.raises(RuleViolation) as late:
        extend_case(
            db,
            CLERK,
            case,
            ExtensionDraft(days=5, granted_on=date(2026, 3, 6), approved_by="局长", reason="复核", evidence_ids=[]),
            today=date(2026, 3, 10),
        )
    assert codes(late) == ["approval.recorded_late"]
    with pytest.raises(RuleViolation) as silent:
        granted(db, case, date(2026, 3, 10))
    assert codes(silent) == ["issue.late_unexplained"]
    granted(db, case, date(2026, 3, 10), reason="专家意见未回")
    assert lanes(db, process.project_id, date(2026, 3, 10))[PERMIT]["light"] == "red"


def test_an_extension_has_an_approver_a_reason_and_a_bound(db: Session):
    process = a_process(db, a_park(db), PERMIT)
    case = process.cases[PERMIT]
    accepted(db, case, MONDAY)

    def extend(days: int, approved_by: str = "局长") -> int:
        return extend_case(
            db,
            CLERK,
            case,
            ExtensionDraft(
                days=days, granted_on=date(2026, 3, 5), approved_by=approved_by, reason="需现场复核", evidence_ids=[]
            ),
            today=date(2026, 3, 5),
        )

    with pytest.raises(RuleViolation) as unproved:
        extend(3, " ")
    assert codes(unproved) == ["approval.extension_unproved"]
    extend(6)
    assert lanes(db, process.project_id, date(2026, 3, 5))[PERMIT]["due_on"] == date(2026, 3, 17)
    with pytest.raises(RuleViolation) as long:
        extend(5)
    assert codes(long) == ["approval.extension_too_long"]
    extend(4)


def test_a_returned_case_may_come_again_and_keeps_its_history(db: Session):
    process = a_process(db, a_park(db), PERMIT)
    case = process.cases[PERMIT]
    accepted(db, case, MONDAY)
    with pytest.raises(Invalid, match="reason_missing"):
        return_case(db, CLERK, case, returned_on=date(2026, 3, 5), reason=" ", today=date(2026, 3, 5))
    return_case(db, CLERK, case, returned_on=date(2026, 3, 5), reason="申请人撤回", today=date(2026, 3, 5))
    lane = lanes(db, process.project_id, date(2026, 4, 1))[PERMIT]
    assert (lane["state"], lane["light"]) == ("returned", None)
    plan_items(
        db, CLERK, process.project_id, [PlannedItem(PERMIT)], planned_on=date(2026, 3, 6), today=date(2026, 3, 6)
    )
    again = cases_of(db, process.project_id)[PERMIT]
    assert again != case
    sheet = show_case(db, CLERK, again, date(2026, 3, 6))
    assert (sheet["round"], [one["case_id"] for one in sheet["rounds"]]) == (2, [case])
    assert show_case(db, CLERK, case, date(2026, 3, 6))["may"] == []


def test_what_is_not_needed_counts_as_out(db: Session):
    process = a_process(db, a_park(db), WORKS)
    with pytest.raises(RuleViolation) as unexplained:
        finish_case(db, CLERK, process.cases[PERMIT], a_decision(MONDAY, "not_needed"), today=MONDAY)
    assert codes(unexplained) == ["issue.reason_missing"]
    finish_case(db, CLERK, process.cases[PERMIT], a_decision(MONDAY, "not_needed", reason="已有用地证"), today=MONDAY)
    accepted(db, process.cases[WORKS], MONDAY)
    granted(db, process.cases[WORKS], date(2026, 3, 4))
    answer = show_process(db, CLERK, process.project_id, date(2026, 3, 4))
    assert [one["item_code"] for one in answer["stages"][0]["not_needed"]] == [PERMIT]
    assert answer["is_finished"]


def test_days_that_have_not_come_are_refused_and_earlier_ones_are_proved(db: Session):
    process = a_process(db, a_park(db), PERMIT)
    case = process.cases[PERMIT]
    received(db, case, MONDAY)
    with pytest.raises(Invalid, match="day_ahead"):
        accept_case(db, CLERK, case, accepted_on=date(2026, 3, 3), evidence_ids=[], today=MONDAY)
    accept_case(db, CLERK, case, accepted_on=MONDAY, evidence_ids=[], today=MONDAY)
    with pytest.raises(RuleViolation) as backdated:
        finish_case(db, CLERK, case, a_decision(MONDAY), today=date(2026, 3, 3))
    assert codes(backdated) == ["issue.backdated_unproved"]
    finish_case(db, CLERK, case, a_decision(MONDAY, proof=(process.proof,)), today=date(2026, 3, 3))


def test_a_stage_is_as_long_as_its_longest_branch_and_says_so(db: Session):
    process = a_process(db, a_park(db), "project_filing", PERMIT, "site_selection", "eia_form")
    stage = show_process(db, CLERK, process.project_id, MONDAY)["stages"][0]
    assert (stage["plan_branch"], stage["plan_workdays"], stage["due_on"]) == (["site_selection"], 7, date(2026, 3, 11))
    accepted(db, process.cases[PERMIT], MONDAY)
    extend_case(
        db,
        CLERK,
        process.cases[PERMIT],
        ExtensionDraft(days=5, granted_on=MONDAY, approved_by="局长", reason="复核", evidence_ids=[]),
        today=MONDAY,
    )
    stage = show_process(db, CLERK, process.project_id, MONDAY)["stages"][0]
    assert (stage["branch"], stage["due_on"]) == ([PERMIT], date(2026, 3, 16))
    assert [lane["item_code"] for lane in stage["lanes"] if lane["is_longest"]] == [PERMIT]


def test_the_total_counts_a_day_of_parallel_work_once(db: Session):
    process = a_process(db, a_park(db), PERMIT, "site_selection", "eia_form", mode="commitment")
    for code in (PERMIT, "site_selection", "eia_form"):
        accepted(db, process.cases[code], MONDAY)
    total = show_process(db, CLERK, process.project_id, date(2026, 3, 5))["total"]
    assert (total["used"], total["allowed"]) == (3, 40)
    granted(db, process.cases[PERMIT], date(2026, 3, 5))
    # overdue days count, days of the parallel stage do not
    total = show_process(db, CLERK, process.project_id, date(2026, 5, 8))["total"]
    assert total["used"] > 40
    assert (total["light"], total["rule"]["code"]) == ("red", "approval.commitment_total_workdays")


def test_modes_change_with_a_reason_only(db: Session):
    process = a_process(db, a_park(db), PERMIT)
    with pytest.raises(Invalid, match="reason_missing"):
        change_mode(db, CLERK, process.project_id, mode=ProcessMode.COMMITMENT, reason="", today=MONDAY)
    change_mode(db, CLERK, process.project_id, mode=ProcessMode.COMMITMENT, reason="签订承诺书", today=MONDAY)
    assert show_process(db, CLERK, process.project_id, MONDAY)["total"]["allowed"] == 40


def test_another_parks_process_does_not_exist_for_the_caller(db: Session):
    near, far = a_park(db), a_park(db, code="P6", east=3000)
    process = a_process(db, far, PERMIT)
    a_process(db, near, PERMIT, name="近处项目")
    stranger = account_principal(7, "甲园区", Role.OFFICER, (near.park_id,))
    assert [one["name_zh"] for one in show_board(db, stranger, MONDAY)["projects"]] == ["近处项目"]
    assert {row["park_code"] for row in list_cases(db, stranger, MONDAY)} == {near.code}
    for ask in (
        lambda: show_process(db, stranger, process.project_id, MONDAY),
        lambda: show_case(db, stranger, process.cases[PERMIT], MONDAY),
        lambda: accept_case(db, stranger, process.cases[PERMIT], accepted_on=MONDAY, evidence_ids=[], today=MONDAY),
        lambda: plan_items(db, stranger, process.project_id, [PlannedItem(WORKS)], planned_on=MONDAY, today=MONDAY),
        lambda: open_process(
            db,
            stranger,
            process.project_id,
            mode=ProcessMode.STANDARD,
            started_on=MONDAY,
            items=[],
            note="",
            today=MONDAY,
        ),
    ):
        with pytest.raises(NotFound):
            ask()


def test_every_act_is_in_the_log(db: Session):
    process = a_process(db, a_park(db), PERMIT)
    accepted(db, process.cases[PERMIT], MONDAY)
    suspend(db, process.cases[PERMIT], process.proof, MONDAY, date(2026, 3, 3), today=date(2026, 3, 3))
    granted(db, process.cases[PERMIT], date(2026, 3, 4))
    tags = db.execute(
        text(
            "select tag, count(*) as number from audit_event where subject in ('approval_case', 'approval_process') group by 1"
        )
    )
    assert {row.tag: row.number for row in tags} == {"project:approval:change": 5, "project:approval:suspend": 1}


def test_the_list_puts_the_most_urgent_first(db: Session):
    park = a_park(db)
    first = a_process(db, park, PERMIT)
    second = a_process(db, park, PERMIT, "eia_form", name="乙项目")
    accepted(db, second.cases["eia_form"], MONDAY)
    accepted(db, second.cases[PERMIT], MONDAY)
    accepted(db, first.cases[PERMIT], date(2026, 3, 6))
    rows = list_cases(db, CLERK, date(2026, 3, 10))
    assert [(row["name_zh"], row["item_code"], row["light"]) for row in rows] == [
        ("乙项目", PERMIT, "red"),
        ("示例项目", PERMIT, "green"),
        ("乙项目", "eia_form", "green"),
    ]
