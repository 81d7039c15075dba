"""容缺 and 拿地即开工 on the real database: nothing goes out while material is missing, nothing binds before the land is paid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gisapp.approvals.commands import accept_case
from gisapp.approvals.materials import (
    agree_tolerance,
    draft_tolerance,
    extend_tolerance,
    revoke_tolerance,
    take_material,
)
from gisapp.approvals.process_commands import PlannedItem, convert_results, plan_items
from gisapp.approvals.queries import show_board, show_process
from gisapp.approvals.sheet import show_case
from gisapp.commitments.rules.schedule import Instalment
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import Conflict, Invalid, RuleViolation
from gisapp.preparation.standard_terms import YesNo
from tests.builders.approval import (
    CLERK,
    BuiltProcess,
    a_process,
    accepted,
    granted,
    lanes,
    let_material_come_later,
    received,
)
from tests.builders.contract import a_contract
from tests.builders.document import an_issuer
from tests.builders.evidence import an_evidence_file
from tests.builders.park import a_park
from tests.builders.plot import a_plot

MONDAY, TUESDAY, DUE = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 9)
PERMIT, WORKS = "land_planning_permit", "works_planning_permit"
LETTER = "power_of_attorney"


@pytest.fixture
def process(db: Session) -> BuiltProcess:
    """A permit accepted on Monday the 2nd, due on the 9th, without the letter of attorney."""
    park = a_park(db)
    an_issuer(db, park.zone_id)
    let_material_come_later(db, PERMIT, LETTER)
    built = a_process(db, park, PERMIT)
    accepted(db, built.cases[PERMIT], MONDAY, without=(LETTER,))
    return built


def material(session: Session, case_id: int, code: str = LETTER) -> int:
    return next(one["id"] for one in show_case(session, CLERK, case_id, DUE)["materials"] if one["code"] == code)


def tolerance(session: Session, case_id: int, as_of: date) -> dict:
    return next(one["tolerance"] for one in show_case(session, CLERK, case_id, as_of)["materials"] if one["tolerance"])


def draft(session: Session, case_id: int, material_id: int, promised_by: date = date(2026, 3, 6), honest: YesNo = YesNo.NO, on: date = MONDAY) -> int:  # fmt: skip
    return draft_tolerance(session, CLERK, FixedClock(on), case_id, material_id, promised_by=promised_by, is_dishonest=honest)  # fmt: skip


def tolerated(session: Session, process: BuiltProcess, promised_by: date = date(2026, 3, 6)) -> tuple[int, int]:
    case = process.cases[PERMIT]
    letter = material(session, case)
    draft(session, case, letter, promised_by)
    agree_tolerance(session, CLERK, FixedClock(MONDAY), case, letter, evidence_ids=[process.proof])
    return case, letter


def test_a_promise_and_a_notice_are_issued_and_the_material_is_awaited(db: Session, process: BuiltProcess):
    case, letter = tolerated(db, process)
    found = tolerance(db, case, TUESDAY)
    assert (found["state"], found["due_on"], found["promise_no"][:4], found["notice_no"][:4]) == ("pending", date(2026, 3, 6), "示开容诺", "示开容受")  # fmt: skip
    kinds = db.execute(text("select kind from document where subject = 'material_tolerance' order by id")).scalars()
    assert list(kinds) == ["tolerance_promise", "tolerance_notice"]
    with pytest.raises(RuleViolation) as missing:
        granted(db, case, TUESDAY)
    assert [finding.code for finding in missing.value.findings] == ["issue.tolerated_material_missing"]
    take_material(db, CLERK, case, letter, received_on=date(2026, 3, 4), evidence_ids=[process.proof], today=date(2026, 3, 4))  # fmt: skip
    assert tolerance(db, case, date(2026, 3, 4))["state"] == "delivered"
    assert tolerance(db, case, TUESDAY)["state"] == "pending"
    granted(db, case, date(2026, 3, 4))


def test_a_draft_alone_lets_nothing_in(db: Session, process: BuiltProcess):
    case = process.cases[PERMIT]
    letter = material(db, case)
    draft(db, case, letter)
    assert tolerance(db, case, MONDAY)["state"] is None
    with pytest.raises(Conflict, match="drafted_already"):
        draft(db, case, letter)
    with pytest.raises(Invalid, match="signature_missing"):
        agree_tolerance(db, CLERK, FixedClock(MONDAY), case, letter, evidence_ids=[])
    with pytest.raises(RuleViolation) as missing:
        granted(db, case, TUESDAY)
    assert [finding.code for finding in missing.value.findings] == ["issue.material_missing"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"promised_by": date(2026, 3, 10)}, "tolerance.too_long"),
        ({"promised_by": date(2026, 3, 1)}, "tolerance.day_passed"),
        ({"honest": YesNo.UNKNOWN}, "tolerance.honesty_unknown"),
        ({"honest": YesNo.YES}, "tolerance.dishonest"),
    ],
)
def test_what_is_refused_before_a_promise_is_printed(db: Session, process: BuiltProcess, change: dict, code: str):
    case = process.cases[PERMIT]
    with pytest.raises(RuleViolation) as refused:
        draft(db, case, material(db, case), **change)
    assert [finding.code for finding in refused.value.findings] == [code]
    assert db.execute(text("select count(*) from document")).scalar_one() == 0


def test_the_last_day_of_the_case_is_still_allowed(db: Session, process: BuiltProcess):
    case, _ = tolerated(db, process, DUE)
    assert tolerance(db, case, DUE)["state"] == "pending"
    assert tolerance(db, case, date(2026, 3, 10))["state"] == "overdue"


def test_only_listed_secondary_material_may_come_later(db: Session):
    park = a_park(db)
    an_issuer(db, park.zone_id)
    let_material_come_later(db, PERMIT, "survey_map")
    case = a_process(db, park, PERMIT).cases[PERMIT]
    received(db, case, MONDAY, without=(LETTER, "survey_map"))
    with pytest.raises(RuleViolation) as refused:
        accept_case(db, CLERK, case, accepted_on=MONDAY, evidence_ids=[], today=MONDAY)
    assert [finding.code for finding in refused.value.findings] == [
        "acceptance.material_may_come_later",
        "acceptance.material_missing",
    ]
    take_material(db, CLERK, case, material(db, case), received_on=MONDAY, evidence_ids=[], today=MONDAY)
    accept_case(db, CLERK, case, accepted_on=MONDAY, evidence_ids=[], today=MONDAY)
    draft(db, case, material(db, case, "survey_map"))


def test_what_did_not_come_is_late_said_and_revoked(db: Session, process: BuiltProcess):
    case, letter = tolerated(db, process)
    late = show_case(db, CLERK, case, date(2026, 3, 7))
    assert [one["code"] for one in late["tolerance_findings"]] == ["tolerance.overdue"]
    assert show_board(db, CLERK, date(2026, 3, 7))["projects"][0]["tolerances_overdue"] == 1
    revoke_tolerance(db, CLERK, case, letter, reason="到期未补", today=date(2026, 3, 7))
    assert tolerance(db, case, date(2026, 3, 7))["state"] == "revoked"
    with pytest.raises(RuleViolation):
        granted(db, case, date(2026, 3, 9))
    other = a_process(db, process.park, PERMIT, name="另一项目")
    db.execute(
        text("update project set party_id = (select party_id from project where id = :a) where id = :b"),
        {"a": process.project_id, "b": other.project_id},
    )
    assert show_case(db, CLERK, other.cases[PERMIT], date(2026, 3, 9))["revoked_before"] == 1


def test_force_majeure_lengthens_a_promise_once_and_in_time(db: Session, process: BuiltProcess):
    case, letter = tolerated(db, process)

    def extend(to: date, today: date, proof: list[int]) -> None:
        extend_tolerance(db, CLERK, case, letter, extended_to=to, reason="洪水封路", evidence_ids=proof, today=today)

    with pytest.raises(Conflict, match="extension_late"):
        extend(date(2026, 3, 20), date(2026, 3, 7), [process.proof])
    with pytest.raises(Invalid, match="evidence_missing"):
        extend(date(2026, 3, 20), TUESDAY, [])
    extend(date(2026, 3, 20), TUESDAY, [process.proof])
    assert tolerance(db, case, date(2026, 3, 20))["state"] == "pending"
    with pytest.raises(Conflict, match="extended_already"):
        extend(date(2026, 3, 25), TUESDAY, [process.proof])


# 拿地即开工 --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def ahead(db: Session) -> BuiltProcess:
    """A land-ready process whose two permits are granted as simulated results."""
    park = a_park(db)
    built = a_process(db, park, WORKS, mode="land_ready", simulated=True, plot_id=a_plot(db, park))
    for code in (PERMIT, WORKS):
        accepted(db, built.cases[code], MONDAY)
        granted(db, built.cases[code], date(2026, 3, 4))
    return built


def sign(session: Session, process: BuiltProcess, signed_on: date = date(2026, 4, 1)) -> int:
    """Sign a contract in two instalments for the project's plot and link it."""
    plot = session.execute(text("select plot_id from project where id = :id"), {"id": process.project_id}).scalar_one()
    contract = a_contract(
        session,
        plot,
        contract_no="示例合同-2026-0007",
        signed_on=signed_on,
        handover_on=date(2026, 5, 1),
        start_on=date(2026, 9, 1),
        completion_on=date(2028, 3, 1),
        production_on=date(2028, 9, 1),
        price_yuan=Decimal(8_000_000),
        instalments=(Instalment(signed_on, Decimal(4_000_000)), Instalment(date(2026, 5, 1), Decimal(4_000_000))),
    )
    session.execute(
        text("update project set contract_id = :contract where id = :id"),
        {"contract": contract.contract_id, "id": process.project_id},
    )
    return contract.contract_id


def pay(session: Session, process: BuiltProcess, contract_id: int, number: int, on: date, verdict: str = "met") -> None:
    key = session.execute(
        text(
            "select key from obligation where contract_id = :id and kind = 'instalment' order by due_on offset :at limit 1"
        ),
        {"id": contract_id, "at": number},
    ).scalar_one()
    session.execute(
        text(
            "insert into commitment_check (contract_id, obligation_key, sequence, checked_on, verdict, done_on, measured, measured_exact, signed_off_by, evidence_ids, consequence,"
            " recorded_by_name) values (:id, :key, 1, :on, :verdict, :on, 4000000, '4000000', '财务', :ids, :consequence, '测试')"
        ),
        {
            "id": contract_id,
            "key": key,
            "on": on,
            "verdict": verdict,
            "ids": [process.proof],
            "consequence": "" if verdict == "met" else "按合同追究",
        },
    )


def convert(session: Session, process: BuiltProcess, today: date) -> list[int]:
    return convert_results(session, CLERK, process.project_id, {}, evidence_ids=[], today=today)


def test_a_simulated_result_binds_nobody_until_contract_and_price(db: Session, ahead: BuiltProcess):
    answer = show_process(db, CLERK, ahead.project_id, date(2026, 3, 5))
    assert not answer["conversion"]["is_ready"]
    assert {finding["code"] for finding in answer["conversion"]["findings"]} == {"effect.contract_not_signed", "effect.price_not_paid"}  # fmt: skip
    assert not lanes(db, ahead.project_id, date(2026, 3, 5))[WORKS]["has_effect"]
    contract = sign(db, ahead)
    pay(db, ahead, contract, 0, date(2026, 4, 2))
    with pytest.raises(RuleViolation) as unpaid:
        convert(db, ahead, date(2026, 4, 3))
    assert [finding.code for finding in unpaid.value.findings] == ["effect.price_not_paid"]
    pay(db, ahead, contract, 1, date(2026, 4, 20))
    assert not lanes(db, ahead.project_id, date(2026, 4, 19))[WORKS]["has_effect"]
    assert show_process(db, CLERK, ahead.project_id, date(2026, 4, 20))["conversion"]["is_ready"]
    assert len(convert(db, ahead, date(2026, 4, 22))) == 2
    lane = lanes(db, ahead.project_id, date(2026, 4, 22))[WORKS]
    assert (lane["has_effect"], lane["effective_on"]) == (True, date(2026, 4, 20))
    with pytest.raises(Conflict, match="nothing_to_convert"):
        convert(db, ahead, date(2026, 4, 22))


def test_a_broken_payment_is_no_payment(db: Session, ahead: BuiltProcess):
    contract = sign(db, ahead)
    pay(db, ahead, contract, 0, date(2026, 4, 2))
    pay(db, ahead, contract, 1, date(2026, 5, 8), "broken")
    with pytest.raises(RuleViolation):
        convert(db, ahead, date(2026, 5, 9))


def test_a_real_result_does_not_rest_on_a_simulated_one(db: Session, ahead: BuiltProcess):
    planned = plan_items(
        db, CLERK, ahead.project_id, [PlannedItem("construction_permit")], planned_on=TUESDAY, today=date(2026, 3, 5)
    )
    assert planned == ["construction_permit"]
    case = lanes(db, ahead.project_id, date(2026, 3, 5))["construction_permit"]["case_id"]
    accepted(db, case, date(2026, 3, 5))
    with pytest.raises(RuleViolation) as refused:
        granted(db, case, date(2026, 3, 6))
    assert [finding.code for finding in refused.value.findings] == ["issue.precondition_without_effect"]
    with (
        pytest.raises(IntegrityError, match="is not out yet") as by_database,
        db.begin_nested(),
    ):
        db.execute(
            text("update approval_case set finished_on = :on, outcome = 'granted' where id = :id"),
            {"on": date(2026, 3, 6), "id": case},
        )
    assert by_database.value.orig.diag.constraint_name == "approval_case_preconditions"


def test_simulation_belongs_to_land_ready_projects_before_the_land_is_won(db: Session, ahead: BuiltProcess):
    ordinary = a_process(db, ahead.park, PERMIT, name="一般项目")
    with pytest.raises(Conflict, match="simulated_outside_mode"):
        plan_items(db, CLERK, ordinary.project_id, [PlannedItem("design_review", True)], planned_on=TUESDAY, today=TUESDAY)  # fmt: skip
    contract = sign(db, ahead)
    for number in (0, 1):
        pay(db, ahead, contract, number, date(2026, 4, 2))
    with pytest.raises(Conflict, match="simulated_after_deal"):
        plan_items(db, CLERK, ahead.project_id, [PlannedItem("design_review", True)], planned_on=date(2026, 4, 3), today=date(2026, 4, 3))  # fmt: skip


def test_a_simulated_case_does_not_ask_for_what_only_the_land_brings(db: Session):
    built = a_process(db, a_park(db), PERMIT, mode="land_ready", simulated=True)
    asked = {one["code"] for one in show_case(db, CLERK, built.cases[PERMIT], MONDAY)["asked"]}
    assert "contract" not in asked
    assert "application" in asked


# what the database itself refuses ----------------------------------------------------------------------------------------

Attempt = Callable[[Session, BuiltProcess], tuple[str, dict]]


def _file(session: Session, process: BuiltProcess) -> list[int]:
    return [an_evidence_file(session, process.park)]


REFUSALS: dict[str, Attempt] = {
    "approval_case_material_complete": lambda _, p: (
        "update approval_case set finished_on = '2026-03-04', outcome = 'granted' where id = :case",
        {"case": p.cases[PERMIT]},
    ),
    "approval_record_set_once": lambda _, p: (
        "update approval_case set accepted_on = '2026-03-05' where id = :case",
        {"case": p.cases[PERMIT]},
    ),
    "history_immutable": lambda _, p: ("delete from approval_case where id = :case", {"case": p.cases[PERMIT]}),
    "approval_case_one_open": lambda _, p: (
        "insert into approval_case (project_id, item_code, round, planned_on, recorded_by_name) values (:project, :code, 2, '2026-03-04', '测试')",
        {"project": p.project_id, "code": PERMIT},
    ),
    "approval_case_simulated_in_mode": lambda _, p: (
        "insert into approval_case (project_id, item_code, is_simulated, planned_on, recorded_by_name) values (:project, 'eia_form', true, '2026-03-04', '测试')",
        {"project": p.project_id},
    ),
    "case_suspension_proved": lambda _, p: (
        "insert into case_suspension (case_id, kind, began_on, evidence_ids, recorded_by_name) values (:case, 'hearing', '2026-03-03', '{}', '测试')",
        {"case": p.cases[PERMIT]},
    ),
    "case_suspension_after_acceptance": lambda s, p: (
        "insert into case_suspension (case_id, kind, began_on, evidence_ids, recorded_by_name) values (:case, 'hearing', '2026-03-01', :ids, '测试')",
        {"case": p.cases[PERMIT], "ids": _file(s, p)},
    ),
    "case_extension_within_catalogue": lambda _, p: (
        "insert into case_extension (case_id, days, granted_on, approved_by, reason, recorded_by_name) values (:case, 11, '2026-03-04', '局长', '复核', '测试')",
        {"case": p.cases[PERMIT]},
    ),
    "case_extension_approved": lambda _, p: (
        "insert into case_extension (case_id, days, granted_on, approved_by, reason, recorded_by_name) values (:case, 1, '2026-03-04', ' ', '复核', '测试')",
        {"case": p.cases[PERMIT]},
    ),
    "material_tolerance_secondary_only": lambda s, p: (
        "insert into material_tolerance (case_id, material_id, drafted_on, promised_by, credit_answer, recorded_by_name)"
        " values (:case, :material, '2026-03-02', '2026-03-06', 'no', '测试')",
        {"case": p.cases[PERMIT], "material": material(s, p.cases[PERMIT], "application")},
    ),
    "material_tolerance_honest": lambda s, p: (
        "insert into material_tolerance (case_id, material_id, drafted_on, promised_by, credit_answer, recorded_by_name)"
        " values (:case, :material, '2026-03-02', '2026-03-06', 'unknown', '测试')",
        {"case": p.cases[PERMIT], "material": material(s, p.cases[PERMIT])},
    ),
    "material_tolerance_papers": lambda s, p: (
        "insert into material_tolerance (case_id, material_id, drafted_on, promised_by, credit_answer, agreed_on, promise_evidence_ids, recorded_by_name)"
        " values (:case, :material, '2026-03-02', '2026-03-06', 'no', '2026-03-02', :ids, '测试')",
        {"case": p.cases[PERMIT], "material": material(s, p.cases[PERMIT]), "ids": _file(s, p)},
    ),
    "case_conversion_after_deal": lambda _, p: (
        "insert into case_conversion (case_id, effective_on, contract_signed_on, price_paid_on, recorded_by_name)"
        " values (:case, '2026-03-04', '2026-03-04', '2026-03-04', '测试')",
        {"case": p.cases[PERMIT]},
    ),
    "approval_item_within_law": lambda _, __: (
        "insert into approval_item (code, stage_code, name_zh, department_zh, days, unit, statutory_days, statutory_unit, handling, basis, valid)"
        " values ('new_item', 'works', '新事项', '部门', 21, 'working', 20, 'working', 'ordinary', '清单', '[2026-01-01,)')",
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("constraint", REFUSALS)
def test_the_database_refuses_by_itself(db: Session, process: BuiltProcess, constraint: str):
    statement, values = REFUSALS[constraint](db, process)
    with pytest.raises(IntegrityError) as refused, db.begin_nested():
        db.execute(text(statement), values)
    assert refused.value.orig.diag.constraint_name == constraint


def test_two_corrections_and_overlapping_suspensions_are_refused_by_the_database(db: Session, process: BuiltProcess):
    statement = text(
        "insert into case_suspension (case_id, kind, began_on, resumed_on, evidence_ids, recorded_by_name)"
        " values (:case, :kind, :began, :resumed, :ids, '测试')"
    )
    case = {"case": process.cases[PERMIT], "ids": [process.proof]}
    db.execute(statement, case | {"kind": "correction", "began": MONDAY, "resumed": date(2026, 3, 4)})
    for kind, began, constraint in (
        ("correction", date(2026, 3, 5), "case_suspension_one_correction"),
        ("hearing", TUESDAY, "case_suspension_no_overlap"),
    ):
        with pytest.raises(IntegrityError) as refused, db.begin_nested():
            db.execute(statement, case | {"kind": kind, "began": began, "resumed": None})
        assert refused.value.orig.diag.constraint_name == constraint


def test_nothing_is_added_to_a_closed_case(db: Session, process: BuiltProcess):
    take_material(db, CLERK, process.cases[PERMIT], material(db, process.cases[PERMIT]), received_on=MONDAY, evidence_ids=[], today=MONDAY)  # fmt: skip
    granted(db, process.cases[PERMIT], TUESDAY)
    with pytest.raises(IntegrityError) as refused, db.begin_nested():
        db.execute(
            text(
                "insert into case_extension (case_id, days, granted_on, approved_by, reason, recorded_by_name) values (:case, 1, '2026-03-03', '局长', '复核', '测试')"
            ),
            {"case": process.cases[PERMIT]},
        )
    assert refused.value.orig.diag.constraint_name == "approval_case_closed"
