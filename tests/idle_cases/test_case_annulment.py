"""A finding or decision that turned out wrong: the case goes back, its papers are revoked, the land and everybody who reads the case follow."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

import gisapp.idle_cases.documents  # noqa: F401  registers the sources
from gisapp.contracts.supplements import EndDraft, end_contract
from gisapp.contracts.terms import ContractEnd
from gisapp.db.errors import domain_error
from gisapp.documents.seal_key import seal_key
from gisapp.idle.engine import identify_contract
from gisapp.idle.terms import CauseSide
from gisapp.idle_cases.bundle import seal_case
from gisapp.idle_cases.commands import preview_step, take_step
from gisapp.idle_cases.corrections import CorrectionDraft, correct_case
from gisapp.idle_cases.entry_commands import EntryDraft, add_entry
from gisapp.idle_cases.judgement import ServiceDraft, StepDraft
from gisapp.idle_cases.queries import CaseFilter, list_cases, read_sheet
from gisapp.idle_cases.terms import AnnulGround, CaseStep, EntryKind, Measure, ServiceKind
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import Invalid, RuleViolation
from gisapp.land.states import StateBasis, change_state
from tests.builders.document import an_issuer
from tests.builders.idle_case import add_step, standing
from tests.idle_cases.case_road import (
    CLERK,
    TODAY,
    Ground,
    compliance_on,
    idle_ground,
    open_clue,
    own_cause_road,
    walk_to,
)
from tests.idle_cases.test_case_documents import issue

DAY = date(2026, 6, 10)


@pytest.fixture
def ground(db: Session) -> Ground:
    found = idle_ground(db)
    an_issuer(db, found.park.zone_id)
    return found


def annul(ground: Ground, step: CaseStep = CaseStep.ANNUL, **changes: Any) -> StepDraft:
    draft = StepDraft(
        step,
        DAY,
        document_no="示闲撤〔2026〕1号",
        service=ServiceDraft(ServiceKind.DIRECT, DAY, "示例制造有限公司", (ground.proof,)),
        reason="补充协议已调整动工日期，原认定事实有误",
        annul_ground=AnnulGround.SELF_CORRECTION,
        paper_on=DAY,
        withdrawn_on=DAY,
        registered_on=DAY,
    )
    return replace(draft, **changes)


def performing(session: Session, ground: Ground) -> int:
    case_id = open_clue(session, ground)
    walk_to(session, case_id, ground, CaseStep.SERVE)
    return case_id


def refused(session: Session, case_id: int, draft: StepDraft) -> list[str]:
    with pytest.raises(RuleViolation) as error:
        take_step(session, CLERK, case_id, draft, today=TODAY)
    return [item.code for item in error.value.findings if item.severity == "error"]


def test_an_annulled_finding_is_gone_from_everywhere_that_reads_it(db: Session, ground: Ground):
    case_id = performing(db, ground)
    contract_id = ground.contract.contract_id
    named = text("select count(*) from open_own_cause_cases(:day)")
    assert db.execute(named, {"day": DAY}).scalar_one() == 1
    assert identify_contract(db, contract_id, DAY).side is CauseSide.OWN
    take_step(db, CLERK, case_id, annul(ground), today=TODAY)

    sheet = read_sheet(db, CLERK, case_id, DAY)
    assert (sheet["state"], sheet["side"], sheet["cause"], sheet["measure"], sheet["determined_on"], sheet["decided_on"]) == (
        "cause_review", None, None, None, None, None,
    )  # fmt: skip
    assert (sheet["decided_amount_yuan"], sheet["next_due_on"], sheet["due_of"], sheet["consequence"]) == (
        None,
        None,
        None,
        None,
    )
    assert [row["sequence"] for row in sheet["steps"] if row["is_annulled"]] == [4, 5, 6, 7, 8, 9]
    assert [way["step"] for way in sheet["open_steps"]] == ["dismiss", "determine"]
    assert not any(option["is_open"] for option in sheet["measures"])
    assert next(clock for clock in sheet["clocks"] if clock["code"] == "perform")["ended_on"] == DAY
    assert compliance_on(db, ground.plot_id, "2026-06-10") == "suspected_idle"
    assert compliance_on(db, ground.plot_id, "2026-06-09") == "disposing"
    assert db.execute(named, {"day": DAY}).scalar_one() == 0
    assert identify_contract(db, contract_id, DAY).side is CauseSide.UNKNOWN
    listed = list_cases(db, CLERK, DAY, CaseFilter())
    assert (listed["by_state"], listed["by_side"]) == ({"cause_review": 1}, {"unknown": 1})
    tile = db.execute(
        text("select side from idle_finding_on(:day) where contract_id = :c"), {"day": TODAY, "c": contract_id}
    ).scalar_one()
    assert tile == "unknown"

    before = read_sheet(db, CLERK, case_id, date(2026, 6, 9))  # the day before tells what held then
    assert (before["state"], before["side"], before["measure"]) == ("performing", "own", "fee")
    assert not any(row["is_annulled"] for row in before["steps"])


def test_after_it_the_case_is_found_anew_and_goes_all_the_way(db: Session, ground: Ground):
    case_id = performing(db, ground)
    take_step(db, CLERK, case_id, annul(ground), today=TODAY)
    road = own_cause_road(ground.proof)
    days = {
        "determine": "2026-06-15",
        "publish": "2026-06-20",
        "plan": "2026-06-25",
        "notify_hearing": "2026-07-01",
        "decide": "2026-07-15",
    }
    for name, day in days.items():
        on = date.fromisoformat(day)
        draft = road[CaseStep(name)]
        service = replace(draft.service, served_on=on) if draft.service else None
        take_step(db, CLERK, case_id, replace(draft, taken_on=on, service=service), today=TODAY)
    sheet = read_sheet(db, CLERK, case_id, date(2026, 7, 15))
    assert (sheet["state"], sheet["determined_on"], sheet["decided_on"]) == (
        "decided",
        date(2026, 6, 15),
        date(2026, 7, 15),
    )
    assert [row["sequence"] for row in sheet["steps"] if row["is_annulled"]] == [4, 5, 6, 7, 8, 9]
    assert [compliance_on(db, ground.plot_id, day) for day in ("2026-06-14", "2026-06-15", "2026-06-25")] == [
        "suspected_idle", "determined_idle", "disposing",
    ]  # fmt: skip


def test_found_not_to_be_idle_after_all_the_land_is_what_it_was(db: Session, ground: Ground):
    change_state(
        db,
        CLERK,
        ground.plot_id,
        {"compliance": "late"},
        StateBasis(reason="逾期未动工", document=None),
        valid_from=date(2026, 1, 5),
    )
    case_id = open_clue(db, ground)
    walk_to(db, case_id, ground, CaseStep.DETERMINE)
    take_step(db, CLERK, case_id, annul(ground, withdrawn_on=None, registered_on=None), today=TODAY)
    dismiss = replace(
        annul(ground), step=CaseStep.DISMISS, evidence_ids=(ground.proof,), document_no="示闲说〔2026〕9号"
    )
    take_step(db, CLERK, case_id, dismiss, today=TODAY)
    assert compliance_on(db, ground.plot_id, "2026-03-01") == compliance_on(db, ground.plot_id, "2026-06-10") == "late"
    assert read_sheet(db, CLERK, case_id, TODAY)["state"] == "not_idle"


def test_papers_of_what_was_annulled_are_revoked_and_stay_as_issued(db: Session, ground: Ground, tmp_path: Path):
    case_id = open_clue(db, ground)
    road = own_cause_road(ground.proof)
    walk_to(db, case_id, ground, CaseStep.EXPLAIN)
    finding = issue(db, case_id, "idle_determination", road[CaseStep.DETERMINE].taken_on)
    take_step(db, CLERK, case_id, replace(road[CaseStep.DETERMINE], document_id=finding), today=TODAY)
    publicity = issue(db, case_id, "idle_publicity", date(2026, 4, 22))
    paper = issue(db, case_id, "idle_annulment", DAY)
    bytes_before = db.execute(text("select docx_sha256 from document where id = :i"), {"i": finding}).scalar_one()
    draft = annul(ground, document_id=paper, document_no="", withdrawn_on=None)
    told = [
        item
        for item in preview_step(db, CLERK, case_id, draft, today=TODAY).findings
        if item.code == "case.papers_revoked"
    ]
    assert "闲置土地认定书" in told[0].message_zh
    take_step(db, CLERK, case_id, draft, today=TODAY)
    revoked = {
        row.document_id: row.reason for row in db.execute(text("select document_id, reason from document_revocation"))
    }
    assert set(revoked) == {finding, publicity}  # the paper that annuls stays in force
    assert "补充协议" in revoked[finding]
    kept = db.execute(text("select docx_sha256 from document where id = :i"), {"i": finding}).scalar_one()
    assert kept == bytes_before
    step = read_sheet(db, CLERK, case_id, TODAY)["steps"][-1]
    assert (step["document_kind"], step["document_no"]) == ("idle_annulment", "示开闲撤〔2026〕1号")
    again = issue(db, case_id, "idle_determination", date(2026, 6, 12))  # and a new one can be issued
    assert again != finding
    sealed = seal_case(db, CLERK, FixedClock(TODAY), case_id, seal_key(tmp_path))
    names = zipfile.ZipFile(io.BytesIO(sealed.content)).namelist()
    assert {f"documents/{one}-撤销.json" for one in (finding, publicity)} <= set(names)
    assert "steps/005-annul.json" in names


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"annul_ground": None}, "case.annulment_ground_missing"),
        ({"reason": " "}, "case.annulment_unexplained"),
        ({"paper_on": date(2026, 6, 11)}, "case.annulment_paper_undated"),
        ({"document_no": ""}, "case.document_missing"),
        ({"service": None}, "case.service_missing"),
        ({"annul_ground": AnnulGround.REVIEW}, "case.annulment_unproved"),
        ({"withdrawn_on": None}, "case.publicity_not_withdrawn"),
        ({"taken_on": date(2026, 5, 26), "paper_on": date(2026, 5, 26), "withdrawn_on": date(2026, 5, 26)}, "case.dates_out_of_order"),
    ],
)  # fmt: skip
def test_an_annulment_that_lacks_something_is_refused(db: Session, ground: Ground, changes: dict, code: str):
    case_id = performing(db, ground)
    assert code in refused(db, case_id, annul(ground, **changes))
    assert read_sheet(db, CLERK, case_id, TODAY)["state"] == "performing"


def test_a_court_annuls_by_its_judgment_without_a_service_of_ours(db: Session, ground: Ground):
    case_id = performing(db, ground)
    draft = annul(
        ground, annul_ground=AnnulGround.LAWSUIT, service=None, document_no="（2026）示行初1号", evidence_ids=(ground.proof,), registered_on=None
    )  # fmt: skip
    take_step(db, CLERK, case_id, draft, today=TODAY)
    sheet = read_sheet(db, CLERK, case_id, TODAY)
    assert sheet["steps"][-1]["annul_ground"] == "lawsuit"
    assert "case.register_to_update" in [item["code"] for item in sheet["findings"]]
    put = CorrectionDraft(
        "step", sheet["steps"][-1]["id"], "registered_on", "2026-06-12", "备案已更新", (ground.proof,)
    )
    correct_case(db, CLERK, case_id, put, today=TODAY)
    assert "case.register_to_update" not in [item["code"] for item in read_sheet(db, CLERK, case_id, TODAY)["findings"]]


@pytest.mark.parametrize("last", [CaseStep.NOTIFY_HEARING, CaseStep.DECIDE, CaseStep.SERVE])
def test_a_wrong_decision_goes_back_to_the_plan_only(db: Session, ground: Ground, last: CaseStep):
    case_id = open_clue(db, ground)
    walk_to(db, case_id, ground, last)
    take_step(
        db, CLERK, case_id, annul(ground, CaseStep.ANNUL_DECISION, withdrawn_on=None, registered_on=None), today=TODAY
    )
    sheet = read_sheet(db, CLERK, case_id, DAY)
    assert (sheet["state"], sheet["side"], sheet["measure"], sheet["decided_on"]) == ("planning", "own", None, None)
    assert sheet["determined_on"] == date(2026, 4, 20)
    assert compliance_on(db, ground.plot_id, "2026-06-10") == "disposing"
    assert {item["measure"] for item in sheet["measures"] if item["is_open"]} == {"fee"}
    decide = replace(own_cause_road(ground.proof)[CaseStep.DECIDE], taken_on=date(2026, 6, 12))
    assert "case.hearing_not_notified" in refused(db, case_id, decide)  # the earlier notice fell with the decision


def test_a_hearing_of_the_annulled_round_does_not_stand_for_a_new_one(db: Session, ground: Ground):
    case_id = open_clue(db, ground)
    walk_to(db, case_id, ground, CaseStep.NOTIFY_HEARING)
    for kind, day in ((EntryKind.HEARING_ASKED, date(2026, 5, 13)), (EntryKind.HEARING_HELD, date(2026, 5, 22))):
        add_entry(db, CLERK, case_id, EntryDraft(kind, day), today=TODAY)
    take_step(
        db, CLERK, case_id, annul(ground, CaseStep.ANNUL_DECISION, withdrawn_on=None, registered_on=None), today=TODAY
    )
    notice = own_cause_road(ground.proof)[CaseStep.NOTIFY_HEARING]
    assert notice.service is not None
    on = date(2026, 6, 11)
    take_step(
        db, CLERK, case_id, replace(notice, taken_on=on, service=replace(notice.service, served_on=on)), today=TODAY
    )
    sheet = read_sheet(db, CLERK, case_id, on)
    assert (sheet["next_due_on"], sheet["due_of"]) == (date(2026, 6, 18), "holder")
    decide = replace(own_cause_road(ground.proof)[CaseStep.DECIDE], taken_on=date(2026, 6, 22))
    take_step(db, CLERK, case_id, decide, today=TODAY)
    step = read_sheet(db, CLERK, case_id, TODAY)["steps"][-1]
    assert (step["hearing_asked_on"], step["hearing_held_on"]) == (None, None)


def recovered(session: Session, ground: Ground) -> int:
    """A case decided for recovery, whose contract was ended before the case was closed."""
    case_id = open_clue(session, ground, found_on=date(2026, 9, 2))
    for number, (step, draft) in enumerate(own_cause_road(ground.proof).items()):
        if step is CaseStep.CLOSE:
            break
        on = date(2026, 9, {CaseStep.DECIDE: 16, CaseStep.SERVE: 17}.get(step, 3 + number))
        moved = replace(
            draft, taken_on=on, service=replace(draft.service, served_on=on) if draft.service else None,
            explained_on=on if step is CaseStep.EXPLAIN else None, measure=Measure.RECOVER if step is CaseStep.DECIDE else None,
        )  # fmt: skip
        take_step(session, CLERK, case_id, moved, today=TODAY)
    end_contract(
        session, CLERK, ground.contract.contract_id, EndDraft(date(2026, 10, 9), ContractEnd.RECOVERED, "已注销登记", (ground.proof,)), TODAY
    )  # fmt: skip
    return case_id


def test_land_that_was_taken_back_is_settled_before_anything_is_annulled(db: Session, ground: Ground):
    case_id = recovered(db, ground)
    on = date(2026, 11, 2)
    late = {
        "taken_on": on,
        "paper_on": on,
        "withdrawn_on": on,
        "service": ServiceDraft(ServiceKind.DIRECT, on, "甲", (ground.proof,)),
    }
    for step in (CaseStep.ANNUL, CaseStep.ANNUL_DECISION):
        assert refused(db, case_id, annul(ground, step, **late)) == ["case.disposal_carried_out"]
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        add_step(
            db, case_id, 10, "annul", "performing", "cause_review", on, served_on=on, receipt=ground.proof, document_no="1号", reason="错了",
            annul_ground="self_correction", paper_on=on, withdrawn_on=on,
        )  # fmt: skip
    assert error.value.orig.diag.constraint_name == "idle_step_annul_performed"  # type: ignore[union-attr]


SAID: dict[str, Any] = {
    "document_no": "1号",
    "reason": "错了",
    "annul_ground": "self_correction",
    "paper_on": DAY,
    "withdrawn_on": DAY,
}


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"annul_ground": None}, "idle_step_annul_ground"),
        ({"reason": ""}, "idle_step_annul_reason"),
        ({"paper_on": None}, "idle_step_annul_paper"),
        ({"paper_on": date(2026, 6, 11)}, "idle_step_annul_paper"),
        ({"document_no": ""}, "idle_step_document"),
        ({"served_on": None}, "idle_step_service"),
        ({"receipt": None}, "idle_step_receipt"),
        ({"annul_ground": "review"}, "idle_step_annul_evidence"),
        ({"withdrawn_on": None}, "idle_step_annul_publicity"),
    ],
)
def test_the_database_refuses_it_too(db: Session, ground: Ground, changes: dict, refusal: str):
    case_id = performing(db, ground)
    said = {**SAID, "served_on": DAY, "receipt": ground.proof, **changes}
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        add_step(db, case_id, 10, "annul", "performing", "cause_review", DAY, **said)
    assert domain_error(error.value) is not None
    assert error.value.orig.diag.constraint_name == refusal  # type: ignore[union-attr]
    add_step(db, case_id, 10, "annul", "performing", "cause_review", DAY, **SAID, served_on=DAY, receipt=ground.proof)
    told = standing(db, case_id, DAY)
    assert told is not None
    assert (told["state"], told["side"]) == ("cause_review", None)


@pytest.mark.parametrize(
    ("before", "step", "after"), [("determined", "annul_decision", "planning"), ("determined", "annul", "planning")]
)
def test_a_case_goes_back_by_the_listed_ways_only(db: Session, ground: Ground, before: str, step: str, after: str):
    case_id = open_clue(db, ground)
    walk_to(db, case_id, ground, CaseStep.DETERMINE)
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        add_step(db, case_id, 5, step, before, after, DAY, **SAID, served_on=DAY, receipt=ground.proof)
    assert error.value.orig.diag.constraint_name == "idle_step_allowed"  # type: ignore[union-attr]


def test_only_an_annulment_has_a_ground(db: Session, ground: Ground):
    case_id = open_clue(db, ground)
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        add_step(
            db, case_id, 2, "investigate", "clue", "investigating", DAY, document_no="1号", served_on=DAY, receipt=ground.proof, annul_ground="review"
        )  # fmt: skip
    assert domain_error(error.value) is not None
    assert error.value.orig.diag.constraint_name == "idle_case_step_annulment"  # type: ignore[union-attr]


def test_whoever_would_correct_a_cause_is_shown_the_way(db: Session, ground: Ground):
    case_id = performing(db, ground)
    step = read_sheet(db, CLERK, case_id, TODAY)["steps"][3]
    with pytest.raises(Invalid, match=r"case\.correction_field") as error:
        correct_case(
            db, CLERK, case_id, CorrectionDraft("step", step["id"], "cause", "plan_changed", "原因有误", (ground.proof,)), today=TODAY
        )  # fmt: skip
    assert "撤销闲置认定" in error.value.message_zh
    assert "撤销处置决定" in error.value.message_zh


def test_what_was_paid_is_told_of_before_it_is_annulled(db: Session, ground: Ground):
    case_id = performing(db, ground)
    add_entry(
        db, CLERK, case_id, EntryDraft(EntryKind.PERFORMED, date(2026, 6, 5), note="已缴第一笔闲置费"), today=TODAY
    )
    found = preview_step(db, CLERK, case_id, annul(ground), today=TODAY).findings
    warned = next(item for item in found if item.code == "case.performance_to_undo")
    assert "已缴第一笔闲置费" in warned.message_zh
    assert json.dumps(found.as_dicts(), ensure_ascii=False)
