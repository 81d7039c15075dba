"""A decision that the engine itself calls unlawful on its day is neither recorded nor served nor printed, by no road and in no race."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

import gisapp.idle_cases.documents  # noqa: F401  registers the sources
from gisapp.contracts.rules.supplement import Supplement, add_supplement, first_version
from gisapp.contracts.store import Papers, write_version
from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.errors import domain_error
from gisapp.documents.issue import issue_from_source
from gisapp.idle.terms import IdleCause
from gisapp.idle_cases.commands import preview_step, take_step
from gisapp.idle_cases.corrections import CorrectionDraft, correct_case
from gisapp.idle_cases.entry_commands import save_draft
from gisapp.idle_cases.facts import burdens_of
from gisapp.idle_cases.queries import read_sheet
from gisapp.idle_cases.rules.limits import case_limits
from gisapp.idle_cases.terms import CaseStep, Measure
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import RuleViolation
from gisapp.kernel.evidence import Evidence
from gisapp.preparation.rules.limits import supply_limits
from gisapp.preparation.standard_terms import SupplementCause
from gisapp.rulebook.rulebook import load_rulebook
from tests.builders.document import an_issuer
from tests.builders.encumbrance import an_encumbrance
from tests.idle_cases.case_road import CLERK, TODAY, Ground, add_fact, idle_ground, open_clue, own_cause_road, walk_to
from tests.idle_cases.test_case_documents import PLACE, WRITTEN
from tests.idle_cases.test_cases import a_mortgage, codes_of

WITHOUT_HEARING = (CaseStep.INVESTIGATE, CaseStep.EXPLAIN, CaseStep.DETERMINE, CaseStep.PUBLISH, CaseStep.PLAN)
PAST = date(2026, 9, 1)
"""The day on which two years of the holder's own time are full: the fee is over, recovery begins."""


@pytest.fixture
def ground(db: Session) -> Ground:
    return idle_ground(db)


def a_case_at(session: Session, ground: Ground, last: CaseStep, **changes: dict) -> int:
    case_id = open_clue(session, ground)
    walk_to(session, case_id, ground, last, **changes)
    return case_id


def excused(session: Session, ground: Ground) -> None:
    """What comes to light afterwards: a year of government cause, so that the holder's own year has not run."""
    add_fact(
        session, ground.contract, "cause", "known", "2024-10-01", ground.proof, cause="plan_changed", ended_on=date(2026, 2, 1)
    )  # fmt: skip


def test_a_fee_after_two_years_is_not_decided_and_the_refusal_says_what_to_do(db: Session, ground: Ground):
    case_id = a_case_at(db, ground, CaseStep.NOTIFY_HEARING)
    decide = replace(own_cause_road(ground.proof)[CaseStep.DECIDE], taken_on=PAST)
    with pytest.raises(RuleViolation) as error:
        take_step(db, CLERK, case_id, decide, today=TODAY)
    said = next(item for item in error.value.findings if item.code == "disposal.fee_not_due")
    assert "第十四条" in str(said.basis)
    assert said.fix_zh
    assert said.message_en
    assert said.fix_en


def test_a_decision_that_facts_have_overtaken_is_not_served(db: Session, ground: Ground):
    case_id = a_case_at(db, ground, CaseStep.DECIDE)
    serve = own_cause_road(ground.proof)[CaseStep.SERVE]
    assert not preview_step(db, CLERK, case_id, serve, today=TODAY).findings.has_errors
    excused(db, ground)
    with pytest.raises(RuleViolation) as error:
        take_step(db, CLERK, case_id, serve, today=TODAY)
    assert set(codes_of(error)) == {"case.decision_unlawful"}
    said = next(iter(error.value.findings))
    assert "撤销处置决定" in said.fix_zh
    assert said.message_en
    assert said.fix_en


def test_a_mortgage_that_nobody_was_told_of_stops_the_service(db: Session, ground: Ground):
    case_id = a_case_at(db, ground, CaseStep.DECIDE)
    a_mortgage(db, ground)
    with pytest.raises(RuleViolation) as error:
        take_step(db, CLERK, case_id, own_cause_road(ground.proof)[CaseStep.SERVE], today=TODAY)
    assert "示例银行" in error.value.message_zh
    assert "第十三条" in str(next(iter(error.value.findings)).basis)


@pytest.mark.parametrize(("field", "value"), [("taken_on", "2026-09-02"), ("amount_yuan", "1.00")])
def test_a_decision_is_not_corrected_into_an_unlawful_one(db: Session, ground: Ground, field: str, value: str):
    case_id = a_case_at(db, ground, CaseStep.DECIDE)
    step_id = db.execute(
        text("select id from idle_case_step where case_id = :id and step = 'decide'"), {"id": case_id}
    ).scalar_one()
    with pytest.raises(RuleViolation) as error:
        correct_case(
            db, CLERK, case_id, CorrectionDraft("step", step_id, field, value, "误填", (ground.proof,)), today=TODAY
        )
    assert set(codes_of(error)) == {"case.decision_unlawful"}


def test_an_extension_is_not_corrected_beyond_its_year(db: Session, ground: Ground):
    excused(db, ground)
    terms = {"terms_from": date(2026, 6, 1), "terms_until": date(2027, 6, 1)}
    case_id = open_clue(db, ground)
    road = own_cause_road(ground.proof)
    for step in (
        CaseStep.INVESTIGATE,
        CaseStep.EXPLAIN,
        CaseStep.DETERMINE,
        CaseStep.PUBLISH,
        CaseStep.PLAN,
        CaseStep.DECIDE,
    ):
        more = {
            CaseStep.DETERMINE: {"cause": "plan_changed"},
            CaseStep.DECIDE: {"measure": Measure.EXTEND_START, **terms},
        }.get(step, {})
        if "cause" in more:
            more = {"cause": type(road[CaseStep.DETERMINE].cause)(more["cause"])}
        take_step(db, CLERK, case_id, replace(road[step], **more), today=TODAY)
    step_id = db.execute(text("select max(id) from idle_case_step where case_id = :id"), {"id": case_id}).scalar_one()
    with pytest.raises(RuleViolation) as error:
        correct_case(
            db, CLERK, case_id, CorrectionDraft("step", step_id, "terms_until", "2027-06-02", "误填", (ground.proof,)), today=TODAY
        )  # fmt: skip
    assert set(codes_of(error)) == {"case.decision_unlawful"}
    assert "最长 1 年" in error.value.message_zh


@pytest.mark.parametrize("kind", ["idle_fee_decision", "idle_recovery_decision", "idle_disposal_decision", "idle_hearing_notice"])  # fmt: skip
def test_no_paper_of_a_decision_is_printed_while_a_creditor_has_not_been_told(db: Session, ground: Ground, kind: str):
    an_issuer(db, ground.park.zone_id)
    case_id = a_case_at(db, ground, CaseStep.PLAN if kind == "idle_hearing_notice" else CaseStep.NOTIFY_HEARING)
    measure = {"idle_hearing_notice": "征缴土地闲置费"}.get(kind)
    save_draft(db, CLERK, case_id, kind, {**PLACE, **WRITTEN[kind], **({"measure_zh": measure} if measure else {})})
    a_mortgage(db, ground)
    day = PAST if kind == "idle_recovery_decision" else date(2026, 5, 25)
    with pytest.raises(RuleViolation) as error:
        issue_from_source(db, CLERK, FixedClock(day), kind, subject="idle_case", subject_id=case_id)
    assert "disposal.mortgagee_not_told" in codes_of(error)


def test_a_fee_is_not_printed_after_two_years(db: Session, ground: Ground):
    an_issuer(db, ground.park.zone_id)
    case_id = a_case_at(db, ground, CaseStep.NOTIFY_HEARING)
    save_draft(db, CLERK, case_id, "idle_fee_decision", {**PLACE, **WRITTEN["idle_fee_decision"]})
    with pytest.raises(RuleViolation) as error:
        issue_from_source(db, CLERK, FixedClock(PAST), "idle_fee_decision", subject="idle_case", subject_id=case_id)
    assert {"disposal.fee_not_due", "idle.fee_past"} <= set(codes_of(error))


def a_seizure(session: Session, ground: Ground) -> None:
    an_encumbrance(
        session, ground.plot_id, "seizure", holder_name="示例人民法院", registered_on="2026-05-01", amount_yuan=None,
        certificate_no="（2026）示例执1号",
    )  # fmt: skip


def test_no_recovery_of_seized_land_is_printed(db: Session, ground: Ground):
    an_issuer(db, ground.park.zone_id)
    case_id = a_case_at(db, ground, CaseStep.NOTIFY_HEARING)
    save_draft(db, CLERK, case_id, "idle_recovery_decision", {**PLACE, **WRITTEN["idle_recovery_decision"]})
    a_seizure(db, ground)
    with pytest.raises(RuleViolation) as error:
        issue_from_source(
            db, CLERK, FixedClock(PAST), "idle_recovery_decision", subject="idle_case", subject_id=case_id
        )
    assert "disposal.seized" in codes_of(error)


def test_land_that_a_court_has_seized_is_not_recovered(db: Session, ground: Ground):
    case_id = a_case_at(db, ground, CaseStep.NOTIFY_HEARING)
    a_seizure(db, ground)
    decide = replace(own_cause_road(ground.proof)[CaseStep.DECIDE], measure=Measure.RECOVER, taken_on=PAST)
    with pytest.raises(RuleViolation) as error:
        take_step(db, CLERK, case_id, decide, today=TODAY)
    said = next(item for item in error.value.findings if item.code == "disposal.seized")
    assert "示例人民法院" in said.message_zh
    assert said.fix_zh
    assert said.fix_en
    assert "待核对原文" in said.fix_zh


def test_extensions_of_one_contract_count_together(db: Session, ground: Ground):
    excused(db, ground)
    road = own_cause_road(ground.proof)
    found = {CaseStep.DETERMINE: {"cause": IdleCause.PLAN_CHANGED}}
    first = open_clue(db, ground)
    extend = {"measure": Measure.EXTEND_START, "terms_from": date(2026, 6, 1), "terms_until": date(2026, 12, 1)}
    for step in (*WITHOUT_HEARING, CaseStep.DECIDE, CaseStep.SERVE, CaseStep.CLOSE):
        more = {**found, CaseStep.DECIDE: extend}.get(step, {})
        take_step(db, CLERK, first, replace(road[step], **more), today=TODAY)
    second = open_clue(db, ground, found_on=date(2026, 7, 1))
    for number, step in enumerate(WITHOUT_HEARING):
        day = date(2026, 7, 2 + number)
        moved = {"taken_on": day, **found.get(step, {})}
        if road[step].service is not None:
            moved["service"] = replace(road[step].service, served_on=day)
        if step is CaseStep.EXPLAIN:
            moved["explained_on"] = day
        take_step(db, CLERK, second, replace(road[step], **moved), today=TODAY)
    again = replace(
        road[CaseStep.DECIDE],
        **{**extend, "taken_on": date(2026, 8, 3), "terms_from": date(2026, 8, 3), "terms_until": date(2027, 2, 1)},
    )
    judged = preview_step(db, CLERK, second, again, today=TODAY)
    assert not judged.findings.has_errors  # 183 days and 182
    way = next(option for option in judged.options if option.measure is Measure.EXTEND_START)
    assert "365 日，余 182 日" in way.findings[-1].message_zh
    assert "183 of 365 days used, 182 left" in (way.findings[-1].message_en or "")
    assert [(item.code, item.measured) for item in way.findings if item.severity == "warning"][-1] == (
        "disposal.extended_before",
        "183 日",
    )
    sheet = read_sheet(db, CLERK, second, date(2026, 8, 3))
    shown = next(option for option in sheet["measures"] if option["measure"] == "extend_start")
    assert "余 182 日" in shown["findings"][-1]["message_zh"], "the form says it before anybody decides"
    longer = replace(again, terms_until=date(2027, 2, 2))
    assert [item.code for item in preview_step(db, CLERK, second, longer, today=TODAY).findings] == [
        "disposal.too_long"
    ]


def test_time_that_a_supplement_granted_without_a_case_counts_too(db: Session, ground: Ground):
    """The contract's start of 1 September 2024 was put off by 100 days for a cause of government; a case may grant the rest of a year."""
    excused(db, ground)
    terms = replace(ground.contract.terms, start_on=date(2024, 12, 10))
    limits = supply_limits(load_rulebook(db), date(2024, 8, 1))
    grant = Supplement(
        "补1",
        date(2024, 8, 1),
        date(2024, 7, 1),
        SupplementCause.GOVERNMENT,
        "管线迁改",
        (Evidence("批准文件"),),
        terms,
    )
    versions = add_supplement((first_version(ground.contract.terms, limits),), grant, limits)
    put_off = (date(2024, 12, 10) - ground.contract.terms.start_on).days
    write_version(
        db, ground.contract.contract_id, versions[-1], Papers(evidence_ids=(ground.proof,), recorded_by_name="测试")
    )
    case = {"id": -1, "contract_id": ground.contract.contract_id, "plot_id": ground.plot_id}
    granted = case_limits(load_rulebook(db), date(2024, 8, 1))
    assert burdens_of(db, case, date(2024, 7, 31), granted).extended_days == 0
    assert burdens_of(db, case, date(2024, 8, 1), granted).extended_days == put_off > 0


# straight into the tables -----------------------------------------------------------------------------------------------------


def written_by_hand(session: Session, case_id: int, basis: str, measure: str = "fee") -> None:
    session.execute(
        text(
            "insert into idle_case_step (case_id, sequence, step, from_state, to_state, taken_on, document_no, measure, approved_by, amount_yuan, basis, actor_name)"
            " select :id, max(sequence) + 1, 'decide', 'hearing', 'decided', '2026-05-25', '示闲费〔2026〕1号', :measure, '示例管委会', cast(:fee as numeric),"
            " cast(:basis as jsonb), '手工' from idle_case_step where case_id = :id"
        ),
        {"id": case_id, "basis": basis, "measure": measure, "fee": 2_400_000 if measure == "fee" else None},
    )


@pytest.mark.parametrize(
    ("basis", "constraint"),
    [
        ("{}", "idle_step_unlawful"),
        ('{"decision": {"measure": "fee", "decided_on": "2026-05-25", "is_lawful": false, "facts": ""}}', "idle_step_unlawful"),
        ('{"decision": {"measure": "recover", "decided_on": "2026-05-25", "is_lawful": true, "facts": ""}}', "idle_step_unlawful"),
        ('{"decision": {"measure": "fee", "decided_on": "2026-05-24", "is_lawful": true, "facts": ""}}', "idle_step_unlawful"),
        ('{"decision": {"measure": "fee", "decided_on": "2026-05-25", "is_lawful": true, "facts": "of yesterday"}}', "idle_step_facts_moved"),
    ],
)  # fmt: skip
def test_the_database_takes_no_decision_without_its_judgement(db: Session, ground: Ground, basis: str, constraint: str):
    case_id = a_case_at(db, ground, CaseStep.NOTIFY_HEARING)
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        written_by_hand(db, case_id, basis)
    assert error.value.orig.diag.constraint_name == constraint
    told = domain_error(error.value)
    assert told is not None
    assert told.message_en


def test_the_database_asks_for_the_creditors_itself(db: Session, ground: Ground):
    case_id = a_case_at(db, ground, CaseStep.NOTIFY_HEARING)
    a_mortgage(db, ground)
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        written_by_hand(db, case_id, "{}")
    assert error.value.orig.diag.constraint_name == "idle_step_creditor"
    told = domain_error(error.value)
    assert told is not None
    assert "示例银行" in told.message_zh


@pytest.mark.parametrize(("measure", "constraint"), [("recover", "idle_step_seized"), ("fee", "idle_step_unlawful")])
def test_the_database_asks_for_the_seizures_itself(db: Session, ground: Ground, measure: str, constraint: str):
    case_id = a_case_at(db, ground, CaseStep.NOTIFY_HEARING)
    a_seizure(db, ground)
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        written_by_hand(db, case_id, "{}", measure)
    assert error.value.orig.diag.constraint_name == constraint
    told = domain_error(error.value)
    assert told is not None
    assert ("示例人民法院" in told.message_zh) == (measure == "recover")


def test_the_day_of_a_decision_is_not_moved_past_two_years_by_hand(db: Session, ground: Ground):
    case_id = a_case_at(db, ground, CaseStep.DECIDE)
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        db.execute(
            text(
                "insert into idle_case_correction (case_id, target, target_id, field, old_value, new_value, reason, evidence_ids, corrected_on, actor_name)"
                " select :id, 'step', max(s.id), 'taken_on', '2026-05-25', '2026-09-01', '误填', cast(:proof as bigint[]), '2026-11-23', '手工'"
                " from idle_case_step s where s.case_id = :id"
            ),
            {"id": case_id, "proof": [ground.proof]},
        )
    assert error.value.orig.diag.constraint_name == "idle_step_unlawful"


# two at once --------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def two(fresh_url: str) -> Iterator[tuple[Engine, Ground, int]]:
    engine = create_app_engine(fresh_url, pool_size=4)
    with transaction(engine) as session:
        ground = idle_ground(session)
        case_id = a_case_at(session, ground, CaseStep.NOTIFY_HEARING)
    yield engine, ground, case_id
    engine.dispose()


def a_cause(session: Session, ground: Ground) -> None:
    excused(session, ground)


def a_number(session: Session, _: Ground) -> None:
    session.execute(text("lock table rulebook_entry in row exclusive mode"))  # as every new entry does


@pytest.mark.parametrize("change", [a_mortgage, a_cause, a_number])
def test_nobody_changes_what_a_decision_rests_on_before_it_is_there(two: tuple[Engine, Ground, int], change):
    engine, ground, case_id = two
    with Session(engine) as decider, Session(engine) as other:
        take_step(decider, CLERK, case_id, own_cause_road(ground.proof)[CaseStep.DECIDE], today=TODAY)
        other.execute(text("set local lock_timeout = '150ms'"))
        with pytest.raises(OperationalError, match="lock timeout"):
            change(other, ground)


@pytest.mark.parametrize("change", [a_mortgage, a_cause])
def test_a_decision_waits_for_the_change_that_is_under_way(two: tuple[Engine, Ground, int], change):
    engine, ground, case_id = two
    decide = own_cause_road(ground.proof)[CaseStep.DECIDE]
    with Session(engine) as other, Session(engine) as decider:
        change(other, ground)
        decider.execute(text("set local lock_timeout = '150ms'"))
        with pytest.raises(OperationalError, match="lock timeout"):
            take_step(decider, CLERK, case_id, decide, today=TODAY)
        decider.rollback()
        other.commit()
        with pytest.raises(RuleViolation):
            take_step(decider, CLERK, case_id, decide, today=TODAY)
