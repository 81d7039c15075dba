"""Cases by their use cases: the way from clue to closing, what is refused and why, what the plot does meanwhile, corrections in view."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.idle.terms import IdleCause, IdleGround
from gisapp.idle_cases.commands import CaseDraft, open_case, preview_step, take_step
from gisapp.idle_cases.corrections import CorrectionDraft, correct_case
from gisapp.idle_cases.entry_commands import EntryDraft, NoticeDraft, add_entry, name_officer, record_notice
from gisapp.idle_cases.judgement import ServiceDraft, StepDraft
from gisapp.idle_cases.queries import CaseFilter, list_cases, read_sheet
from gisapp.idle_cases.terms import CaseSource, CaseStep, EntryKind, Measure, ServiceKind, ServicePurpose
from gisapp.kernel.errors import Conflict, DomainError, Invalid, RuleViolation
from gisapp.land.states import StateBasis, change_state
from tests.builders.park import box_wkt
from tests.builders.plot import a_plot
from tests.idle_cases.case_road import (
    CLERK,
    TODAY,
    Ground,
    add_fact,
    compliance_on,
    idle_ground,
    open_clue,
    own_cause_road,
    walk_to,
)


@pytest.fixture
def ground(db: Session) -> Ground:
    return idle_ground(db)


def codes_of(error: pytest.ExceptionInfo[RuleViolation]) -> list[str]:
    return [finding.code for finding in error.value.findings if finding.severity == "error"]


def test_an_own_cause_case_from_clue_to_closing_with_its_plot(db: Session, ground: Ground):
    case_id = open_clue(db, ground, officer_name="示例承办人")
    walk_to(db, case_id, ground, CaseStep.CLOSE)
    sheet = read_sheet(db, CLERK, case_id, TODAY)
    assert (sheet["state"], sheet["since"], sheet["side"], sheet["measure"]) == (
        "closed",
        date(2025, 9, 1),
        "own",
        "fee",
    )
    assert sheet["decided_amount_yuan"] == Decimal("2400000.00")  # 20 % of 12,000,000
    assert [compliance_on(db, ground.plot_id, day) for day in ("2026-03-01", "2026-03-02", "2026-04-20", "2026-05-06", "2026-06-19", "2026-06-20")] == [
        "in_order", "suspected_idle", "determined_idle", "disposing", "disposing", "late",
    ]  # fmt: skip
    assert {clock["code"]: (clock["due_on"], clock["ended_on"], clock["is_over"]) for clock in sheet["clocks"]} == {
        "investigate": (date(2026, 4, 1), date(2026, 3, 20), False),
        "explain": (date(2026, 4, 20), date(2026, 4, 1), False),
        "hearing": (date(2026, 5, 18), date(2026, 5, 25), True),
        "perform": (date(2026, 6, 26), date(2026, 6, 20), False),
    }
    hearing = next(clock for clock in sheet["clocks"] if clock["code"] == "hearing")
    assert [day["number"] for day in hearing["explained"]] == [None, 1, 2, 3, 4, None, None, 5]
    assert sheet["own_time"]["own_year_on"] == date(2025, 9, 1)
    assert {item["act"] for item in sheet["custody"]} == {"added"}
    assert sheet["officer_name"] == "示例承办人"


def test_a_sheet_of_an_earlier_day_tells_that_day(db: Session, ground: Ground):
    case_id = open_clue(db, ground)
    walk_to(db, case_id, ground, CaseStep.CLOSE)
    sheet = read_sheet(db, CLERK, case_id, date(2026, 4, 10))
    assert (sheet["state"], len(sheet["steps"]), sheet["side"]) == ("cause_review", 3, None)
    assert [step["step"] for step in sheet["open_steps"]] == ["dismiss", "determine"]
    assert not any(item["is_open"] for item in sheet["measures"])
    assert sheet["identification"]["side"] == "unknown"


def test_what_was_established_decides_which_ways_are_open(db: Session, ground: Ground):
    case_id = open_clue(db, ground)
    walk_to(db, case_id, ground, CaseStep.PLAN)
    sheet = read_sheet(db, CLERK, case_id, date(2026, 5, 6))
    assert {item["measure"] for item in sheet["measures"] if item["is_open"]} == {"fee"}
    assert sheet["fee"]["arithmetic"].startswith("12,000,000.00 元")
    later = read_sheet(db, CLERK, case_id, date(2026, 9, 1))
    assert {item["measure"] for item in later["measures"] if item["is_open"]} == {"recover"}


def test_a_case_of_government_cause_is_extended_and_not_charged(db: Session, ground: Ground):
    add_fact(
        db,
        ground.contract,
        "cause",
        "known",
        "2024-10-01",
        ground.proof,
        cause="plan_changed",
        ended_on=date(2026, 2, 1),
    )
    case_id = open_clue(db, ground)
    with pytest.raises(RuleViolation) as error:
        walk_to(db, case_id, ground, CaseStep.DETERMINE)
    assert codes_of(error) == ["case.side_against_facts"]
    road = own_cause_road(ground.proof)
    take_step(db, CLERK, case_id, replace(road[CaseStep.DETERMINE], cause=IdleCause.PLAN_CHANGED), today=TODAY)
    take_step(db, CLERK, case_id, road[CaseStep.PUBLISH], today=TODAY)
    take_step(db, CLERK, case_id, road[CaseStep.PLAN], today=TODAY)
    decide = replace(road[CaseStep.DECIDE], measure=Measure.EXTEND_START)
    found = preview_step(db, CLERK, case_id, decide, today=TODAY).findings
    assert [item.code for item in found] == ["case.terms_missing"]
    found = preview_step(db, CLERK, case_id, replace(decide, measure=Measure.FEE), today=TODAY).findings
    assert {"case.hearing_not_notified", "disposal.not_own_cause"} <= {item.code for item in found}
    too_long = replace(decide, terms_from=date(2026, 6, 1), terms_until=date(2027, 6, 2))
    assert [item.code for item in preview_step(db, CLERK, case_id, too_long, today=TODAY).findings] == [
        "disposal.too_long"
    ]
    take_step(
        db, CLERK, case_id, replace(decide, terms_from=date(2026, 6, 1), terms_until=date(2027, 6, 1)), today=TODAY
    )
    take_step(db, CLERK, case_id, road[CaseStep.SERVE], today=TODAY)
    sheet = read_sheet(db, CLERK, case_id, date(2026, 6, 1))
    assert sheet["next_due_on"] == date(2027, 6, 1)
    assert sheet["consequence"] == {
        "kind": "supplement", "contract_id": ground.contract.contract_id, "start_on": date(2027, 6, 1), "cause": "government", "done_on": None,
    }  # fmt: skip
    assert [clock["code"] for clock in sheet["clocks"]] == ["investigate", "explain"]
    close = preview_step(db, CLERK, case_id, road[CaseStep.CLOSE], today=TODAY)
    assert [item.code for item in close.findings] == ["case.supplement_missing"]
    take_step(db, CLERK, case_id, road[CaseStep.CLOSE], today=TODAY)
    assert compliance_on(db, ground.plot_id, "2026-06-20") == "in_order"


def test_land_that_is_recovered_leaves_its_contract_and_goes_to_the_reserve(db: Session, ground: Ground):
    case_id = open_clue(db, ground, found_on=date(2026, 9, 2))
    road = own_cause_road(ground.proof)
    moved = {
        step: replace(
            draft,
            taken_on=date(2026, 9, 3 + number),
            service=replace(draft.service, served_on=date(2026, 9, 3 + number)) if draft.service else None,
            explained_on=date(2026, 9, 4) if step is CaseStep.EXPLAIN else None,
        )
        for number, (step, draft) in enumerate(road.items())
    }
    moved[CaseStep.DECIDE] = replace(moved[CaseStep.DECIDE], measure=Measure.RECOVER, taken_on=date(2026, 9, 16))
    moved[CaseStep.SERVE] = replace(
        moved[CaseStep.SERVE], taken_on=date(2026, 9, 17), service=replace(road[CaseStep.SERVE].service, served_on=date(2026, 9, 17))
    )  # fmt: skip
    moved[CaseStep.CLOSE] = replace(moved[CaseStep.CLOSE], taken_on=date(2026, 10, 9), reason="已注销登记")
    for draft in moved.values():
        take_step(db, CLERK, case_id, draft, today=TODAY)
    contract = db.execute(
        text("select ended_on, end_kind from contract where id = :i"), {"i": ground.contract.contract_id}
    ).one()
    assert tuple(contract) == (date(2026, 10, 9), "recovered")
    consequences = [read_sheet(db, CLERK, case_id, day)["consequence"] for day in (date(2026, 9, 20), TODAY)]
    assert [item["kind"] for item in consequences] == ["contract_end", "contract_end"]
    assert [item["done_on"] for item in consequences] == [None, date(2026, 10, 9)]
    state = db.execute(
        text("select land_control, supply, compliance from plot_state where plot_id = :p and upper_inf(recorded) and valid @> date '2026-10-09'"),
        {"p": ground.plot_id},
    ).one()  # fmt: skip
    assert tuple(state) == ("reserved", "not_ready", "not_applicable")


def test_land_that_was_never_idle_leaves_by_its_own_door(db: Session, ground: Ground):
    case_id = open_clue(db, ground)
    draft = StepDraft(
        CaseStep.DISMISS,
        date(2026, 3, 10),
        document_no="示闲说〔2026〕1号",
        evidence_ids=(ground.proof,),
        reason="已于二月动工",
    )
    found = preview_step(db, CLERK, case_id, draft, today=TODAY).findings
    assert [(item.code, item.severity) for item in found] == [("case.facts_still_idle", "warning")]
    take_step(db, CLERK, case_id, draft, today=TODAY)
    assert compliance_on(db, ground.plot_id, "2026-03-10") == "in_order"
    sheet = read_sheet(db, CLERK, case_id, TODAY)
    assert (sheet["state"], sheet["is_open"], sheet["open_steps"]) == ("not_idle", False, [])
    open_clue(db, ground, found_on=date(2026, 6, 1))  # and may be found again


def test_facts_that_are_missing_stop_the_finding(db: Session):
    ground = idle_ground(db)
    db.execute(
        text(
            "update development_fact set recorded = tstzrange(lower(recorded), clock_timestamp()) where kind in ('permit', 'foundation')"
        )
    )
    case_id = open_clue(db, ground)
    with pytest.raises(RuleViolation) as error:
        walk_to(db, case_id, ground, CaseStep.DETERMINE)
    assert codes_of(error) == ["case.facts_missing"]


def test_land_without_a_contract_has_its_case_too(db: Session, ground: Ground):
    plot_id = a_plot(db, ground.park, "P4-009", box=(500, 100, 200, 300), development="not_started")
    draft = CaseDraft(
        IdleGround.NOT_STARTED, CaseSource.REPORT, date(2026, 3, 2), plot_id=plot_id, source_note="群众来信"
    )
    case_id = open_case(db, CLERK, draft, today=TODAY)
    sheet = read_sheet(db, CLERK, case_id, TODAY)
    assert (sheet["contract_id"], sheet["identification"], sheet["own_time"]) == (None, None, None)
    assert sheet["steps"][0]["basis"]["findings"][0]["code"] == "case.no_contract"


def test_the_second_case_of_a_ground_is_told_of_the_first(db: Session, ground: Ground):
    open_clue(db, ground)
    with pytest.raises(DBAPIError), db.begin_nested():
        open_clue(db, ground)
    other = idle_ground(db, ground.park, plot_no="P4-002", box=(400, 100, 200, 300))
    open_clue(db, other)
    numbers = [row["case_no"] for row in list_cases(db, CLERK, TODAY, CaseFilter())["items"]]
    assert numbers == ["XZ2026-0001", "XZ2026-0002"]


@pytest.mark.parametrize(
    ("until", "step", "changes", "code"),
    [
        (None, CaseStep.INVESTIGATE, {"service": None}, "case.service_missing"),
        (None, CaseStep.INVESTIGATE, {"document_no": ""}, "case.document_missing"),
        (CaseStep.INVESTIGATE, CaseStep.EXPLAIN, {"explained_on": None, "taken_on": date(2026, 4, 20)}, "case.time_not_over"),
        (CaseStep.EXPLAIN, CaseStep.DETERMINE, {"cause": None}, "case.cause_missing"),
        (CaseStep.DETERMINE, CaseStep.PUBLISH, {"registered_on": None}, "case.not_registered"),
        (CaseStep.NOTIFY_HEARING, CaseStep.DECIDE, {"amount_yuan": Decimal("2400000.01")}, "case.fee_differs"),
        (CaseStep.NOTIFY_HEARING, CaseStep.DECIDE, {"measure": Measure.RECOVER}, "disposal.recovery_not_due"),
        (CaseStep.NOTIFY_HEARING, CaseStep.DECIDE, {"taken_on": date(2026, 5, 18)}, "case.time_not_over"),
        (CaseStep.SERVE, CaseStep.CLOSE, {"evidence_ids": ()}, "case.performance_unproved"),
        (None, CaseStep.DECIDE, {}, "case.step_out_of_order"),
        (None, CaseStep.INVESTIGATE, {"taken_on": date(2026, 11, 24), "service": ServiceDraft(ServiceKind.DIRECT, date(2026, 11, 24), "甲", (1,))}, "case.in_future"),
    ],
)  # fmt: skip
def test_a_step_that_lacks_something_is_refused_with_its_name(
    db: Session, ground: Ground, until: CaseStep | None, step: CaseStep, changes: dict, code: str
):
    case_id = open_clue(db, ground)
    if until is not None:
        walk_to(db, case_id, ground, until)
    if "service" in changes and changes["service"] is not None:
        changes = {**changes, "service": replace(changes["service"], evidence_ids=(ground.proof,))}
    draft = replace(own_cause_road(ground.proof)[step], **changes)
    with pytest.raises(RuleViolation) as error:
        take_step(db, CLERK, case_id, draft, today=TODAY)
    assert code in codes_of(error)
    assert all(item.fix_zh and item.message_en for item in error.value.findings)


def test_mortgaged_land_waits_until_its_creditor_is_told(db: Session, ground: Ground):
    a_mortgage(db, ground)
    case_id = open_clue(db, ground)
    walk_to(db, case_id, ground, CaseStep.PUBLISH)
    plan = own_cause_road(ground.proof)[CaseStep.PLAN]
    with pytest.raises(RuleViolation) as error:
        take_step(db, CLERK, case_id, plan, today=TODAY)
    assert codes_of(error) == ["case.creditor_not_told"]
    assert "示例银行" in error.value.message_zh
    encumbrance = read_sheet(db, CLERK, case_id, TODAY)["creditors"][0]["encumbrance_id"]
    record_notice(
        db,
        CLERK,
        case_id,
        NoticeDraft(
            ServicePurpose.CREDITOR, ServiceDraft(ServiceKind.POST, date(2026, 5, 5), "示例银行", (ground.proof,)),
            document_no="示闲抵〔2026〕1号", encumbrance_id=encumbrance,
        ),
        today=TODAY,
    )  # fmt: skip
    take_step(db, CLERK, case_id, plan, today=TODAY)
    assert read_sheet(db, CLERK, case_id, TODAY)["creditors"][0]["notified_on"] == date(2026, 5, 5)


def test_a_term_that_ends_where_no_holidays_are_published_warns(db: Session, ground: Ground):
    day = date(2026, 12, 2)
    case_id = open_case(
        db, CLERK, CaseDraft(IdleGround.NOT_STARTED, CaseSource.SCAN, day, contract_id=ground.contract.contract_id), today=day
    )  # fmt: skip
    (clock,) = read_sheet(db, CLERK, case_id, day)["clocks"]
    assert (clock["unit"], clock["due_on"], clock["unconfirmed_years"]) == ("calendar", date(2027, 1, 1), [2027])
    earlier = open_clue(db, idle_ground(db, ground.park, plot_no="P4-002", box=(400, 100, 200, 300)))
    assert read_sheet(db, CLERK, earlier, TODAY)["clocks"][0]["unconfirmed_years"] == []


def a_mortgage(session: Session, ground: Ground) -> None:
    encumbrance_id = session.execute(
        text("insert into encumbrance (plot_id, kind) values (:p, 'mortgage') returning id"), {"p": ground.plot_id}
    ).scalar_one()
    session.execute(
        text(
            "insert into encumbrance_fact (encumbrance_id, holder_name, certificate_no, amount_yuan, rank, evidence_ids, valid, recorded_by_name)"
            " values (:e, '示例银行', '示抵1号', 8000000, 1, :proof, daterange('2025-01-01', null), '经办人')"
        ),
        {"e": encumbrance_id, "proof": [ground.proof]},
    )


def test_a_case_may_be_about_a_part_of_the_land(db: Session, ground: Ground):
    part = box_as_geojson(db, 100, 100, 100, 150)
    with pytest.raises(Invalid, match=r"case\.part_outside"):
        open_clue(db, ground, geometry=box_as_geojson(db, 100, 100, 201, 150))
    with pytest.raises(Invalid, match=r"plot\.shape_not_polygon"):
        open_clue(db, ground, geometry={"type": "Point", "coordinates": [114, 33]})
    case_id = open_clue(db, ground, geometry=part)
    sheet = read_sheet(db, CLERK, case_id, TODAY)
    assert sheet["is_part"] is True
    assert abs(sheet["idle_area_m2"] - 15000) < Decimal("0.1")
    walk_to(db, case_id, ground, CaseStep.DECIDE)
    decided = read_sheet(db, CLERK, case_id, date(2026, 5, 25))
    assert (
        abs(decided["decided_amount_yuan"] - 1_800_000) < 20
    )  # three quarters of the land, of its price, of which 20 %


def box_as_geojson(session: Session, east: float, north: float, width: float, height: float) -> dict:
    found = session.execute(
        text("select ST_AsGeoJSON(ST_Transform(ST_GeomFromText(:wkt, 4547), 4490), 9)"),
        {"wkt": box_wkt(east, north, width, height)},
    ).scalar_one()
    return json.loads(found)


# by hand ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", ["suspected_idle", "determined_idle", "disposing", "reused"])
def test_no_hand_says_that_land_is_idle(db: Session, ground: Ground, wanted: str):
    with pytest.raises(RuleViolation) as error:
        change_state(
            db,
            CLERK,
            ground.plot_id,
            {"compliance": wanted},
            StateBasis(reason="手工", document=None),
            valid_from=date(2026, 1, 1),
        )
    assert codes_of(error) == ["plot.compliance_by_case"]


def test_no_hand_ends_what_a_case_began(db: Session, ground: Ground):
    open_clue(db, ground)
    with pytest.raises(RuleViolation) as error:
        change_state(
            db,
            CLERK,
            ground.plot_id,
            {"compliance": "in_order"},
            StateBasis(reason="手工", document=None),
            valid_from=date(2026, 4, 1),
        )
    assert codes_of(error) == ["plot.compliance_case_open"]


# corrections --------------------------------------------------------------------------------------------------------------------


def put_right(session: Session, case_id: int, ground: Ground, target: str, target_id: int, field: str, new: str):
    draft = CorrectionDraft(target, target_id, field, new, "录入笔误，以原件为准", (ground.proof,))
    return correct_case(session, CLERK, case_id, draft, today=TODAY)


def test_a_corrected_service_moves_the_clock_and_marks_the_step_that_came_too_early(db: Session, ground: Ground):
    case_id = open_clue(db, ground)
    walk_to(db, case_id, ground, CaseStep.EXPLAIN, explain={"explained_on": None, "taken_on": date(2026, 4, 21)})
    step = read_sheet(db, CLERK, case_id, TODAY)["steps"][1]
    found = put_right(db, case_id, ground, "service", step["service_id"], "served_on", "2026-03-24")
    assert [(item.code, item.severity) for item in found] == [
        ("case.clock_moved", "info"),
        ("case.time_not_over", "warning"),
    ]
    sheet = read_sheet(db, CLERK, case_id, TODAY)
    assert next(clock for clock in sheet["clocks"] if clock["code"] == "explain")["due_on"] == date(2026, 4, 23)
    assert sheet["steps"][1]["served_on"] == date(2026, 3, 24)
    assert [(item["old_value"], item["new_value"]) for item in sheet["steps"][1]["corrections"]] == [
        ("2026-03-20", "2026-03-24")
    ]
    assert sheet["correction_count"] == 1


@pytest.mark.parametrize(
    ("new", "days"), [("2026-04-10", ("suspected_idle", "determined_idle", "determined_idle")), ("2026-04-20", None)]
)
def test_a_corrected_day_of_a_step_moves_the_plots_state(db: Session, ground: Ground, new: str, days):
    case_id = open_clue(db, ground)
    walk_to(db, case_id, ground, CaseStep.DETERMINE)
    step = read_sheet(db, CLERK, case_id, TODAY)["steps"][3]
    if days is None:
        with pytest.raises(Conflict):
            put_right(db, case_id, ground, "step", step["id"], "taken_on", new)
        return
    put_right(db, case_id, ground, "step", step["id"], "taken_on", new)
    assert tuple(compliance_on(db, ground.plot_id, day) for day in ("2026-04-09", "2026-04-10", "2026-04-20")) == days


def test_a_later_day_leaves_the_earlier_state_until_then(db: Session, ground: Ground):
    case_id = open_clue(db, ground)
    walk_to(db, case_id, ground, CaseStep.PLAN)
    steps = read_sheet(db, CLERK, case_id, TODAY)["steps"]
    put_right(db, case_id, ground, "step", steps[5]["id"], "taken_on", "2026-05-10")
    assert [compliance_on(db, ground.plot_id, day) for day in ("2026-05-06", "2026-05-09", "2026-05-10")] == [
        "determined_idle", "determined_idle", "disposing",
    ]  # fmt: skip


def test_a_correction_needs_paper_and_a_field_that_may_be_corrected(db: Session, ground: Ground):
    case_id = open_clue(db, ground)
    with pytest.raises(Invalid, match=r"case\.correction_unproved"):
        correct_case(
            db, CLERK, case_id, CorrectionDraft("case", case_id, "since", "2025-08-01", "笔误", ()), today=TODAY
        )
    with pytest.raises(Invalid, match=r"case\.correction_field"):
        correct_case(
            db,
            CLERK,
            case_id,
            CorrectionDraft("case", case_id, "ground", "stopped", "笔误", (ground.proof,)),
            today=TODAY,
        )
    step = read_sheet(db, CLERK, case_id, TODAY)["steps"][0]["id"]
    with pytest.raises(Invalid, match=r"case\.correction_value"):
        put_right(db, case_id, ground, "step", step, "taken_on", "三月二日")
    put_right(db, case_id, ground, "case", case_id, "idle_area_m2", "15000")
    sheet = read_sheet(db, CLERK, case_id, TODAY)
    assert (sheet["idle_area_m2"], sheet["corrections"][0]["old_value"]) == (Decimal(15000), "20000.00")


# notes and officers ---------------------------------------------------------------------------------------------------------------


def test_typed_notes_are_dated_and_the_newest_holds(db: Session, ground: Ground):
    case_id = open_clue(db, ground)
    for day, code in (("2026-03-05", "funds"), ("2026-03-15", "mortgage")):
        add_entry(db, CLERK, case_id, EntryDraft(EntryKind.BLOCKING, date.fromisoformat(day), code), today=TODAY)
    add_entry(
        db,
        CLERK,
        case_id,
        EntryDraft(EntryKind.NEXT_STEP, date(2026, 3, 15), "survey", due_on=date(2026, 3, 30)),
        today=TODAY,
    )
    assert [read_sheet(db, CLERK, case_id, date(2026, 3, day))["blocking"] for day in (4, 5, 14, 15)] == [
        None,
        "funds",
        "funds",
        "mortgage",
    ]
    assert read_sheet(db, CLERK, case_id, TODAY)["next_step_due_on"] == date(2026, 3, 30)
    with pytest.raises(Invalid, match=r"case\.entry_code"):
        add_entry(db, CLERK, case_id, EntryDraft(EntryKind.BLOCKING, date(2026, 3, 5), "interview"), today=TODAY)


def test_a_hearing_that_was_asked_for_has_its_own_clock(db: Session, ground: Ground):
    case_id = open_clue(db, ground)
    walk_to(db, case_id, ground, CaseStep.NOTIFY_HEARING)
    add_entry(db, CLERK, case_id, EntryDraft(EntryKind.HEARING_ASKED, date(2026, 5, 13), note="书面申请"), today=TODAY)
    sheet = read_sheet(db, CLERK, case_id, date(2026, 5, 14))
    assert (sheet["next_due_on"], sheet["due_of"]) == (date(2026, 6, 10), "office")  # twenty working days


def test_nobody_decides_over_a_hearing_that_was_asked_for_and_not_held(db: Session, ground: Ground):
    case_id = open_clue(db, ground)
    walk_to(db, case_id, ground, CaseStep.NOTIFY_HEARING)
    decide = own_cause_road(ground.proof)[CaseStep.DECIDE]
    add_entry(db, CLERK, case_id, EntryDraft(EntryKind.HEARING_ASKED, date(2026, 5, 13), note="书面申请"), today=TODAY)
    with pytest.raises(RuleViolation) as error:
        take_step(db, CLERK, case_id, decide, today=TODAY)
    assert codes_of(error) == ["case.hearing_not_held"]
    add_entry(db, CLERK, case_id, EntryDraft(EntryKind.HEARING_HELD, date(2026, 5, 22)), today=TODAY)
    take_step(db, CLERK, case_id, decide, today=TODAY)
    step = read_sheet(db, CLERK, case_id, TODAY)["steps"][-1]
    assert (step["hearing_asked_on"], step["hearing_held_on"]) == (date(2026, 5, 13), date(2026, 5, 22))


def test_a_case_changes_hands_with_a_reason(db: Session, ground: Ground):
    case_id = open_clue(db, ground, officer_name="甲")
    with pytest.raises(Invalid, match=r"case\.officer_unexplained"):
        name_officer(db, CLERK, case_id, officer_id=None, officer_name="乙", holds_from=date(2026, 4, 1), reason="")
    name_officer(db, CLERK, case_id, officer_id=None, officer_name="乙", holds_from=date(2026, 4, 1), reason="调岗")
    assert [read_sheet(db, CLERK, case_id, day)["officer_name"] for day in (date(2026, 3, 31), date(2026, 4, 1))] == [
        "甲",
        "乙",
    ]


def test_the_list_is_filtered_and_counts_what_it_shows(db: Session, ground: Ground):
    case_id = open_clue(db, ground)
    other = idle_ground(db, ground.park, plot_no="P4-002", box=(400, 100, 200, 300))
    open_clue(db, other, found_on=date(2026, 3, 10))
    walk_to(db, case_id, ground, CaseStep.DETERMINE)
    answer = list_cases(db, CLERK, date(2026, 4, 25), CaseFilter(states=("determined",)))
    assert (answer["total"], answer["by_side"], answer["overdue"]) == (1, {"own": 1}, 0)
    late = list_cases(db, CLERK, date(2026, 4, 25), CaseFilter(is_overdue=True))
    assert [(row["plot_no"], row["overdue_days"]) for row in late["items"]] == [("P4-002", 16)]
    assert list_cases(db, CLERK, date(2026, 3, 1), CaseFilter())["total"] == 0
    for asked, count in (
        ({"q": "ｐ４－００２"}, 1), ({"q": "P4%2"}, 0), ({"sides": ("unknown",)}, 1), ({"officer": ""}, 2), ({"is_overdue": False}, 1),
        ({"parks": (ground.park.code,), "is_open": True}, 2), ({"plot_id": other.plot_id}, 1), ({"blocking": ("funds",)}, 0),
    ):  # fmt: skip
        assert list_cases(db, CLERK, date(2026, 4, 25), CaseFilter(**asked))["total"] == count, asked


def test_who_comes_second_is_told_by_whom(db: Session, ground: Ground):
    case_id = open_clue(db, ground)
    road = own_cause_road(ground.proof)
    take_step(db, CLERK, case_id, replace(road[CaseStep.INVESTIGATE], expected_sequence=1), today=TODAY)
    with pytest.raises(DomainError) as error:
        take_step(db, CLERK, case_id, replace(road[CaseStep.EXPLAIN], expected_sequence=1), today=TODAY)
    assert error.value.code == "case.moved_meanwhile"
    assert "经办人" in error.value.message_zh
