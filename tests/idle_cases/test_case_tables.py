"""What the database itself refuses of a case, and what it tells of it on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.db.errors import domain_error
from gisapp.idle.terms import CauseSide, IdleGround
from gisapp.idle_cases.lifecycle import TRANSITIONS, in_force
from gisapp.idle_cases.rules.disposal import DisposalFacts, open_disposal_measures
from gisapp.idle_cases.rules.limits import case_limits
from gisapp.idle_cases.rules.steps import Service, StepTaken, assess_step, deadline_of
from gisapp.idle_cases.terms import AnnulGround, CaseState, CaseStep, Measure, ServiceKind
from gisapp.kernel.evidence import Evidence
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.work_calendar.work_calendar import load_calendar
from tests.builders.contract import a_contract
from tests.builders.evidence import an_evidence_file
from tests.builders.idle_case import BuiltCase, a_case, add_step, standing, walk
from tests.builders.park import BuiltPark, a_park
from tests.builders.plot import a_plot
from tests.harness.examples import examples

OPENED = date(2026, 3, 2)


def refused_by(error: pytest.ExceptionInfo[DBAPIError]) -> str | None:
    assert domain_error(error.value) is not None, "a refusal of the database has a sentence"
    return error.value.orig.diag.constraint_name


@pytest.fixture
def park(db: Session) -> BuiltPark:
    return a_park(db)


@pytest.fixture
def proof(db: Session, park: BuiltPark) -> int:
    return an_evidence_file(db, park)


@pytest.fixture
def case(db: Session, park: BuiltPark) -> BuiltCase:
    plot_id = a_plot(db, park)
    return a_case(db, park, plot_id, contract=a_contract(db, plot_id))


def test_the_rows_of_the_database_are_those_of_the_rule(db: Session):
    stored = {
        tuple(row)
        for row in db.execute(
            text("select from_state, step, to_state, document_zh, is_served, article from idle_case_transition")
        )
    }
    assert stored == {
        (str(way.before or ""), str(way.step), str(way.after), way.document_zh, way.is_served, way.article)
        for way in TRANSITIONS.values()
    }


def test_a_case_is_told_day_by_day(db: Session, case: BuiltCase, proof: int):
    walk(db, case, "closed", receipt=proof)
    assert standing(db, case.case_id, OPENED - timedelta(days=1)) is None
    told = {
        day: (found["state"], found["next_due_on"], found["due_of"], found["is_open"])
        for day in map(date.fromisoformat, ("2026-03-02", "2026-03-20", "2026-04-01", "2026-05-11", "2026-05-27", "2026-06-20"))
        if (found := standing(db, case.case_id, day))
    }  # fmt: skip
    assert list(told.values()) == [
        ("clue", date(2026, 4, 1), "office", True),
        ("investigating", date(2026, 4, 20), "holder", True),  # 19 April is a Sunday
        ("cause_review", None, None, True),
        ("hearing", date(2026, 5, 18), "holder", True),
        ("performing", date(2026, 6, 26), "holder", True),
        ("closed", None, None, False),
    ]
    last = standing(db, case.case_id, date(2026, 6, 20))
    assert last is not None
    assert (last["side"], last["measure"], last["closed_on"]) == ("own", "fee", date(2026, 6, 20))


def test_a_holder_is_named_while_a_case_of_own_cause_is_open(db: Session, case: BuiltCase, proof: int):
    walk(db, case, "closed", receipt=proof)

    def named(day: str) -> list[str]:
        return list(db.execute(text("select case_no from open_own_cause_cases(:day)"), {"day": day}).scalars())

    assert [named(day) for day in ("2026-04-19", "2026-04-20", "2026-06-19", "2026-06-20")] == [
        [], [case.case_no], [case.case_no], [],
    ]  # fmt: skip


def test_one_open_case_of_a_contract_and_ground(db: Session, park: BuiltPark, proof: int):
    plot_id = a_plot(db, park)
    contract = a_contract(db, plot_id)
    first = a_case(db, park, plot_id, contract=contract)
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        a_case(db, park, plot_id, contract=contract, case_no="XZ2026-0002")
    assert refused_by(error) == "idle_case_one_open"
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        a_case(db, park, plot_id, case_no="XZ2026-0002")  # the same land without its contract
    assert refused_by(error) == "idle_case_one_open"
    a_case(db, park, plot_id, contract=contract, ground="stopped", case_no="XZ2026-0002")
    add_step(
        db, first.case_id, 2, "dismiss", "clue", "not_idle", OPENED, document_no="1号", reason="已动工", evidence_ids=[proof]
    )  # fmt: skip
    a_case(db, park, plot_id, contract=contract, case_no="XZ2026-0003")


def test_a_case_without_its_clue_is_refused_at_the_end_of_the_transaction(db: Session, park: BuiltPark):
    plot_id = a_plot(db, park)
    statement = text(
        "insert into idle_case (case_no, zone_id, park_id, plot_id, ground, source, found_on, area_m2, idle_area_m2, registered_by_name)"
        " values ('XZ-9', :z, :p, :plot, 'stopped', 'patrol', '2026-03-02', 10, 10, '经办人')"
    )
    db.execute(statement, {"z": park.zone_id, "p": park.park_id, "plot": plot_id})
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        db.execute(text("set constraints all immediate"))
    assert refused_by(error) == "idle_case_begins_with_clue"


@pytest.mark.parametrize(
    "table",
    ["idle_case", "idle_case_step", "idle_case_service", "idle_case_correction", "idle_case_entry", "idle_case_officer", "idle_case_custody", "idle_case_transition"],
)  # fmt: skip
def test_nothing_of_a_case_is_updated_deleted_or_emptied(db: Session, case: BuiltCase, proof: int, table: str):
    walk(db, case, "investigating", receipt=proof)
    correct(db, case, "step", step_id(db, case, 1), "taken_on", "2026-03-02", "2026-03-01", proof)
    extra = {
        "idle_case_entry": "insert into idle_case_entry (case_id, kind, code, entered_on, actor_name) values (:c, 'blocking', 'funds', '2026-03-03', '甲')",
        "idle_case_officer": "insert into idle_case_officer (case_id, officer_name, holds_from, actor_name) values (:c, '乙', '2026-03-03', '甲')",
        "idle_case_custody": "insert into idle_case_custody (case_id, act, subject, actor_name) values (:c, 'read', 'case', '甲')",
    }.get(table)  # fmt: skip
    if extra:
        db.execute(text(extra), {"c": case.case_id})
    column = "from_state" if table == "idle_case_transition" else "id"
    for statement in (
        f"update {table} set {column} = {column}",
        f"delete from {table}",
        f"truncate {table} cascade",
    ):
        if column == "id" and statement.startswith("update"):
            statement = f"update {table} set {'actor_name' if table != 'idle_case' else 'registered_by_name'} = '别人'"
        with pytest.raises(DBAPIError), db.begin_nested():
            db.execute(text(statement))


# steps: rule and trigger refuse the same -----------------------------------------------------------------------------------------

STEP = st.fixed_dictionaries(
    {
        "step": st.sampled_from(list(CaseStep)[1:]),
        "wished": st.booleans(),  # take a step that follows instead
        "later": st.integers(-1, 40),
        "document": st.integers(0, 9).map(bool),
        "service": st.integers(0, 9).map(bool),
        "served_later": st.integers(-1, 3),
        "receipt": st.integers(0, 9).map(bool),
        "evidence": st.integers(0, 5).map(bool),
        "reason": st.integers(0, 5).map(bool),
        "explained": st.booleans(),
        "side": st.sampled_from([None, CauseSide.OWN, CauseSide.OWN, CauseSide.GOVERNMENT, CauseSide.FORCE_MAJEURE]),
        "registered": st.integers(0, 5).map(bool),
        "measure": st.sampled_from([None, *Measure, Measure.FEE, Measure.RECOVER]),
        "approved": st.integers(0, 5).map(bool),
        "asked": st.booleans(),
        "held": st.booleans(),
        "annul_ground": st.sampled_from([None, *AnnulGround, *AnnulGround]),
        "paper": st.sampled_from([None, -1, 0, 0, 0, 1]),
        "withdrawn": st.sampled_from([None, 0, 0, 0, 1]),
    }
)


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walks=st.lists(STEP, min_size=1, max_size=16), ground=st.sampled_from(list(IdleGround)))
def test_rule_and_database_refuse_the_same_steps(db: Session, walks: list[dict], ground: IdleGround):
    calendar, book = load_calendar(db), load_rulebook(db)
    with db.begin_nested() as nothing_stays:
        park = a_park(db)
        proof = an_evidence_file(db, park)
        built = a_case(db, park, a_plot(db, park), ground=str(ground))
        steps = [StepTaken(CaseStep.OPEN, OPENED, "经办人")]
        state, side = CaseState.CLUE, CauseSide.UNKNOWN
        for wish in walks:
            following = [way.step for (before, _), way in TRANSITIONS.items() if before is state]
            kind = (
                following[list(CaseStep).index(wish["step"]) % len(following)]
                if wish["wished"] and following
                else wish["step"]
            )
            on = steps[-1].taken_on + timedelta(days=wish["later"])
            served_on = on + timedelta(days=wish["served_later"])
            draft = StepTaken(
                kind,
                on,
                "经办人",
                document_no="1号" if wish["document"] else "",
                service=Service(ServiceKind.DIRECT, served_on, "甲", Evidence("E1") if wish["receipt"] else None)
                if wish["service"]
                else None,
                evidence=(Evidence("E1"),) if wish["evidence"] else (),
                reason="理由" if wish["reason"] else "",
                side=wish["side"],
                measure=wish["measure"],
                explained_on=on if wish["explained"] else None,
                registered_on=on if wish["registered"] else None,
                hearing_asked_on=on if wish["asked"] else None,
                hearing_held_on=on if wish["asked"] and wish["held"] else None,
                approved_by="管委会" if wish["approved"] else "",
                annul_ground=wish["annul_ground"] if kind.goes_back else None,
                paper_on=on + timedelta(wish["paper"]) if kind.goes_back and wish["paper"] is not None else None,
                withdrawn_on=on + timedelta(wish["withdrawn"])
                if kind.goes_back and wish["withdrawn"] is not None
                else None,
            )
            own = side is CauseSide.OWN and ground is IdleGround.NOT_STARTED
            may_recover = own and wish["measure"] is Measure.RECOVER
            options = open_disposal_measures(
                DisposalFacts(
                    ground,
                    side,
                    may_fee=own and not may_recover,
                    may_recover=may_recover,
                    is_registered=True,
                    price_paid=True,
                    funds_ready=True,
                    plan_changed=True,
                )
            )
            findings = assess_step(
                steps,
                draft,
                today=date(2040, 1, 1),
                limits=case_limits(book, steps[-1].taken_on),
                calendar=calendar,
                options=options,
            )
            way = TRANSITIONS.get((state, kind))
            after = way.after if way else CaseState.CLOSED
            try:
                with db.begin_nested():
                    add_step(
                        db, built.case_id, len(steps) + 1, str(kind), str(state), str(after), on,
                        served_on=draft.service.served_on if draft.service else None, receipt=proof if wish["receipt"] else None,
                        document_no=draft.document_no, evidence_ids=[proof] if wish["evidence"] else [], reason=draft.reason,
                        side=draft.side and str(draft.side), measure=draft.measure and str(draft.measure), explained_on=draft.explained_on,
                        registered_on=draft.registered_on, hearing_asked_on=draft.hearing_asked_on, hearing_held_on=draft.hearing_held_on,
                        approved_by=draft.approved_by, annul_ground=draft.annul_ground and str(draft.annul_ground), paper_on=draft.paper_on,
                        withdrawn_on=draft.withdrawn_on,
                    )  # fmt: skip
                taken = True
            except DBAPIError as error:
                taken = False
                assert domain_error(error) is not None, str(error)
            assert taken == (not findings.has_errors), (state, kind, findings.as_dicts())
            if taken:
                steps.append(draft)
                state = after
                held = in_force(steps, lambda taken: taken.step)
                side = next(
                    (one.side for one in reversed(held) if one.step is CaseStep.DETERMINE and one.side),
                    CauseSide.UNKNOWN,
                )
                told = standing(db, built.case_id, on)
                assert told is not None
                assert (told["state"], told["side"] or "unknown") == (str(state), str(side))
                assert told["measure"] == next(
                    (str(one.measure) for one in held if one.measure and one.step is CaseStep.DECIDE), None
                )
        nothing_stays.rollback()


@settings(max_examples=examples(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    started=st.dates(date(2015, 1, 1), date(2027, 12, 31)),
    kind=st.sampled_from([CaseStep.OPEN, CaseStep.INVESTIGATE, CaseStep.NOTIFY_HEARING]),
)
def test_the_clocks_of_rule_and_database_agree_over_the_years(db: Session, started: date, kind: CaseStep):
    steps = [StepTaken(kind, started, "经办人", service=Service(ServiceKind.DIRECT, started, "甲", Evidence("E1")))]
    end = deadline_of(steps, case_limits(load_rulebook(db), started), load_calendar(db))
    code, working = {
        CaseStep.OPEN: ("idle.investigation_days", False),
        CaseStep.INVESTIGATE: ("idle.case_explanation_days", False),
        CaseStep.NOTIFY_HEARING: ("idle.case_hearing_request_workdays", True),
    }[kind]
    stored = db.execute(
        text("select last_day_of_term(:day, rulebook_number(:code, :day)::integer, :working)"),
        {"day": started, "code": code, "working": working},
    ).scalar_one()
    assert end is not None
    assert end.due_on == stored


def test_the_database_knows_of_a_hearing_that_was_asked_for(db: Session, case: BuiltCase, proof: int):
    walk(db, case, "hearing", receipt=proof)
    db.execute(
        text("insert into idle_case_entry (case_id, kind, entered_on, actor_name) values (:c, 'hearing_asked', '2026-05-13', '甲')"),
        {"c": case.case_id},
    )  # fmt: skip
    decide = {"document_no": "1号", "measure": "fee", "approved_by": "管委会"}
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        add_step(db, case.case_id, 8, "decide", "hearing", "decided", date(2026, 5, 25), **decide)
    assert refused_by(error) == "idle_step_hearing_held"
    asked = {"hearing_asked_on": date(2026, 5, 13), "hearing_held_on": date(2026, 5, 22)}
    add_step(db, case.case_id, 8, "decide", "hearing", "decided", date(2026, 5, 25), **decide, **asked)


# corrections ---------------------------------------------------------------------------------------------------------------------


def correct(
    session: Session, built: BuiltCase, target: str, target_id: int, field: str, old: str | None, new: str, proof: int
):
    session.execute(
        text(
            "insert into idle_case_correction (case_id, target, target_id, field, old_value, new_value, reason, evidence_ids, corrected_on, actor_name)"
            " values (:c, :t, :i, :f, :o, :n, '笔误', :e, '2026-06-01', '经办人')"
        ),
        {"c": built.case_id, "t": target, "i": target_id, "f": field, "o": old, "n": new, "e": [proof]},
    )


def step_id(session: Session, built: BuiltCase, sequence: int, column: str = "id") -> int:
    return session.execute(
        text(f"select {column} from idle_case_step where case_id = :c and sequence = :n"),
        {"c": built.case_id, "n": sequence},
    ).scalar_one()


def test_a_corrected_service_moves_the_clock_and_the_old_day_stays(db: Session, case: BuiltCase, proof: int):
    walk(db, case, "investigating", receipt=proof)
    service = step_id(db, case, 2, "service_id")
    correct(db, case, "service", service, "served_on", "2026-03-20", "2026-03-23", proof)
    found = standing(db, case.case_id, date(2026, 3, 31))
    assert found is not None
    assert found["next_due_on"] == date(2026, 4, 22)
    assert db.execute(text("select served_on from idle_case_service where id = :i"), {"i": service}).scalar_one() == date(2026, 3, 20)  # fmt: skip
    assert db.execute(text("select old_value from idle_case_correction where target_id = :i"), {"i": service}).scalar_one() == "2026-03-20"  # fmt: skip


@pytest.mark.parametrize(
    ("target", "sequence", "column", "field", "old", "new", "refusal"),
    [
        ("step", 2, "id", "taken_on", "2026-03-20", "2026-03-01", "idle_step_dates"),  # before the clue
        ("step", 2, "id", "taken_on", "2026-03-20", "2026-03-21", "idle_step_served_early"),  # after its own service
        ("step", 3, "id", "taken_on", "2026-04-01", "2026-03-19", "idle_step_dates"),
        ("service", 2, "service_id", "served_on", "2026-03-20", "2026-03-19", "idle_step_served_early"),
        ("step", 2, "id", "taken_on", "2026-03-19", "2026-03-18", "idle_correction_in_turn"),
        ("step", 2, "id", "taken_on", "2026-03-20", "20 March", "idle_correction_value"),
        ("step", 2, "id", "measure", None, "fee", "idle_case_correction_field"),
        ("service", 2, "service_id", "kind", "direct", "pigeon", "idle_correction_value"),
        ("step", 2, "id", "document_no", "示闲调〔2026〕1号", "示闲调〔2026〕1号", "idle_case_correction_changes"),
    ],
)
def test_a_correction_that_contradicts_is_refused(
    db: Session, case: BuiltCase, proof: int, target: str, sequence: int, column: str, field: str, old, new: str, refusal: str
):  # fmt: skip
    walk(db, case, "cause_review", receipt=proof)
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        correct(db, case, target, step_id(db, case, sequence, column), field, old, new, proof)
    assert refused_by(error) == refusal


def test_a_correction_of_another_case_is_refused(db: Session, park: BuiltPark, case: BuiltCase, proof: int):
    other = a_case(db, park, a_plot(db, park, "P4-002", box=(400, 100, 200, 300)), case_no="XZ2026-0002")
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        correct(db, case, "step", step_id(db, other, 1), "taken_on", "2026-03-02", "2026-03-01", proof)
    assert refused_by(error) == "idle_correction_target"
