"""Facts of development: recorded once, corrected with a trace, read beside contract and checks, as known then and now."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.errors import domain_error
from gisapp.idle.development_facts import load_facts
from gisapp.idle.engine import identify_contract
from gisapp.idle.fact_records import FactDraft, correct_fact, list_facts, preview_fact, record_fact
from gisapp.idle.plot_idle import describe_plot, identification_bytes
from gisapp.idle.terms import FactKind, FoundationKind, IdleCause, IdleState, Knowledge
from gisapp.kernel.errors import Conflict, DomainError, Invalid, NotFound
from tests.builders.commitment import TODAY, Site, a_site, check_row, officer
from tests.builders.contract import a_contract
from tests.builders.encumbrance import an_encumbrance
from tests.builders.idle_case import a_case, walk
from tests.builders.park import a_park
from tests.builders.plot import a_plot


@pytest.fixture
def site(db: Session) -> Site:
    return a_site(db)


def a_fact(kind: FactKind, on: str, **changes: Any) -> FactDraft:
    return FactDraft(**{"kind": kind, "happened_on": date.fromisoformat(on), "source": "现场勘查记录", **changes})


def told(db: Session, site: Site, kind: FactKind, on: str, **changes: Any) -> int:
    return record_fact(db, officer(), TODAY, site.contract.contract_id, a_fact(kind, on, **changes)).fact_id


def state_on(db: Session, site: Site, day: str) -> IdleState:
    return identify_contract(db, site.contract.contract_id, date.fromisoformat(day)).state


def test_nothing_recorded_is_to_be_established_and_never_not_idle(db: Session, site: Site):
    answer = identify_contract(db, site.contract.contract_id, date(2025, 9, 1))
    assert answer.state is IdleState.UNKNOWN
    assert answer.missing == ("施工许可证", "地基是否达到动工标准")


def test_no_permit_makes_it_idle_when_the_year_is_full_and_a_permit_alone_does_not_start(db: Session, site: Site):
    told(db, site, FactKind.PERMIT, "2026-01-10", knowledge=Knowledge.NONE)
    assert state_on(db, site, "2025-08-31") is IdleState.START_LATE
    assert state_on(db, site, "2025-09-01") is IdleState.NOT_STARTED_IDLE
    assert state_on(db, site, "2026-09-01") is IdleState.NOT_STARTED_TWO_YEARS


def test_start_stop_and_too_little_developed_only_propose(db: Session, site: Site):
    told(db, site, FactKind.PERMIT, "2024-08-01", document_no="建字2024-1")
    told(db, site, FactKind.FOUNDATION, "2024-10-01", foundation_kind=FoundationKind.PILE)
    told(db, site, FactKind.STOP, "2025-01-01")
    told(db, site, FactKind.DUE_AREA, "2024-08-01", amount=Decimal(18_000))
    told(db, site, FactKind.DEVELOPED_AREA, "2025-02-01", amount=Decimal("5999.99"))
    answer = identify_contract(db, site.contract.contract_id, date(2026, 1, 1))
    assert (answer.state, answer.is_proposal, answer.may_fee) == (IdleState.STOPPED_IDLE, True, False)
    told(db, site, FactKind.DEVELOPED_AREA, "2025-06-01", amount=Decimal(6_000))
    assert state_on(db, site, "2026-01-01") is IdleState.UNKNOWN  # the investment is not known


def test_what_the_contract_or_a_check_says_is_read_and_not_told_twice(db: Session, site: Site):
    contract_id = site.contract.contract_id
    check_row(db, site, "handover", done=date(2024, 5, 20), on=date(2024, 5, 21))
    check_row(db, site, "start", done=date(2024, 9, 5), on=date(2024, 9, 10))
    facts = load_facts(db, [contract_id], TODAY)[contract_id]
    assert facts.agreed_start_on.value == date(2024, 9, 1)
    assert facts.handover_on.value == date(2024, 5, 20)
    assert "履约核查" in facts.permit_on.source
    assert facts.permit_on.value == facts.foundation_on.value == date(2024, 9, 5)
    for kind, code in (
        (FactKind.AGREED_START, "idle.fact_in_contract"),
        (FactKind.AGREED_HANDOVER, "idle.fact_in_contract"),
        (FactKind.HANDOVER, "idle.fact_in_check"),
    ):
        with pytest.raises(Conflict) as refusal:
            told(db, site, kind, "2024-05-01")
        assert refusal.value.code == code


@pytest.mark.parametrize(("looked_on", "state"), [("2024-09-09", "unknown"), ("2024-09-10", "not_started_two_years")])
def test_a_look_that_found_nothing_is_overtaken_by_a_later_check_only(
    db: Session, site: Site, looked_on: str, state: str
):
    check_row(db, site, "start", done=date(2024, 9, 5), on=date(2024, 9, 10))
    told(db, site, FactKind.PERMIT, looked_on, knowledge=Knowledge.NONE)
    assert state_on(db, site, "2026-11-01").value == state


def test_a_completion_found_by_a_check_ends_the_question(db: Session, site: Site):
    check_row(db, site, "completion", done=date(2026, 2, 1), on=date(2026, 2, 2))
    assert state_on(db, site, "2026-02-01") is IdleState.COMPLETED
    assert state_on(db, site, "2026-01-31") is IdleState.UNKNOWN


def test_a_correction_leaves_the_wrong_statement_and_the_answer_as_it_was_known(db: Session, site: Site):
    contract_id = site.contract.contract_id
    fact_id = told(db, site, FactKind.PERMIT, "2026-01-10", knowledge=Knowledge.NONE)
    before = db.execute(text("select clock_timestamp()")).scalar_one()
    new_id = correct_fact(
        db,
        officer(),
        TODAY,
        fact_id,
        a_fact(FactKind.PERMIT, "2024-08-01", document_no="建字2024-1"),
        reason="补交许可证",
    ).fact_id
    rows = {row["id"]: row for row in list_facts(db, officer(), contract_id)}
    assert rows[fact_id]["closed_at"] is not None
    assert rows[fact_id]["replaced_by_id"] == new_id
    assert (rows[new_id]["replaces_id"], rows[new_id]["reason"]) == (fact_id, "补交许可证")
    assert load_facts(db, [contract_id], TODAY)[contract_id].permit_on.value == date(2024, 8, 1)
    then = load_facts(db, [contract_id], TODAY, known_at=before)[contract_id].permit_on
    assert (then.value, then.is_known) == (None, True)
    event = db.execute(text("select tag, reason, changes from audit_event order by id desc limit 1")).one()
    assert (event.tag, event.reason) == ("idle:fact:revise", "补交许可证")
    assert event.changes["knowledge"] == {"old": "none", "new": "known"}
    with pytest.raises(Conflict) as refusal:
        correct_fact(db, officer(), TODAY, fact_id, a_fact(FactKind.PERMIT, "2024-08-01"), reason="再改")
    assert refusal.value.code == "idle.fact_corrected_meanwhile"


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (a_fact(FactKind.PERMIT, "2026-11-24"), "idle.fact_in_future"),
        (a_fact(FactKind.PERMIT, "2024-08-01", source=" "), "idle.fact_source_missing"),
        (a_fact(FactKind.STOP, "2025-01-01", ended_on=date(2024, 12, 31)), "idle.fact_ends_before_it_begins"),
        (a_fact(FactKind.PERMIT, "2025-01-01", ended_on=date(2025, 2, 1)), "idle.fact_without_end"),
        (a_fact(FactKind.DUE_AREA, "2025-01-01"), "idle.fact_amount_missing"),
        (a_fact(FactKind.DUE_AREA, "2025-01-01", knowledge=Knowledge.NONE), "idle.fact_never_none"),
        (a_fact(FactKind.FOUNDATION, "2025-01-01"), "idle.fact_foundation_missing"),
        (a_fact(FactKind.CAUSE, "2025-01-01"), "idle.fact_cause_missing"),
        (a_fact(FactKind.ESTABLISHED_CAUSE, "2025-01-01", cause=IdleCause.OWN), "idle.fact_cause_unproved"),
        (a_fact(FactKind.PERMIT, "2024-08-01", evidence_ids=(999_999,)), "evidence.unknown"),
        (
            a_fact(FactKind.INVESTED, "2025-01-01", amount=Decimal(10), price_and_taxes=Decimal("10.01")),
            "idle.fact_taken_too_much",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_true_is_refused_with_a_sentence(db: Session, site: Site, draft: FactDraft, code: str):
    try:
        with db.begin_nested():
            record_fact(db, officer(), TODAY, site.contract.contract_id, draft)
    except DBAPIError as error:
        refusal = domain_error(error)
    except DomainError as error:
        refusal = error
    else:
        pytest.fail("it was kept")
    assert refusal is not None
    assert refusal.code == code
    assert db.execute(text("select count(*) from development_fact")).scalar_one() == 0


def test_history_is_not_rewritten(db: Session, site: Site):
    fact_id = told(db, site, FactKind.PERMIT, "2026-01-10", knowledge=Knowledge.NONE)
    for statement in (
        "update development_fact set source = '别处' where id = :id",
        "delete from development_fact where id = :id",
        "insert into development_fact (contract_id, kind, happened_on, source, replaces_id, reason)"
        " select contract_id, 'stop', happened_on, source, id, '换一种' from development_fact where id = :id",
    ):
        with pytest.raises(DBAPIError), db.begin_nested():
            db.execute(text(statement), {"id": fact_id})


def test_other_parks_do_not_see_or_write(db: Session, site: Site):
    elsewhere = officer(None, 999_999)
    with pytest.raises(NotFound):
        record_fact(db, elsewhere, TODAY, site.contract.contract_id, a_fact(FactKind.PERMIT, "2024-08-01"))
    fact_id = told(db, site, FactKind.PERMIT, "2024-08-01")
    with pytest.raises(NotFound):
        correct_fact(db, elsewhere, TODAY, fact_id, a_fact(FactKind.PERMIT, "2024-08-02"), reason="错")


def test_the_same_facts_give_the_same_bytes(db: Session, site: Site):
    told(db, site, FactKind.PERMIT, "2026-01-10", knowledge=Knowledge.NONE)
    told(db, site, FactKind.CAUSE, "2024-10-01", cause=IdleCause.PETITIONS, evidence_ids=(site.proof,))
    once = identification_bytes(db, officer(), site.contract.contract_id, TODAY)
    assert once == identification_bytes(db, officer(), site.contract.contract_id, TODAY)
    assert "petitions" not in once.decode()
    assert "现场照片（E" in once.decode()


def test_the_answer_of_a_plot_counts_the_days_and_names_the_day_to_come(db: Session, site: Site):
    told(db, site, FactKind.PERMIT, "2025-01-10", knowledge=Knowledge.NONE)
    (found,) = describe_plot(db, officer(), site.contract.plot_id, date(2025, 8, 8))
    assert "闲置满一年尚差 24 天" in found["sentence_zh"]
    assert found["becomes_idle_on"] == date(2025, 9, 1)
    assert found["holds_until"] == date(2025, 9, 1)
    assert [turn["state"] for turn in found["turns"]] == ["start_late", "not_started_idle", "not_started_two_years"]
    assert found["clock"]["own_days"] == 341
    assert describe_plot(db, officer(), site.contract.plot_id, date(2024, 2, 29)) == []


def test_after_a_split_each_part_answers_for_its_share_of_the_old_contract(db: Session):
    """Two plots cut out of the contracted one; a third beside it has nothing to do with it."""
    park = a_park(db)
    whole = a_plot(db, park, "P4-010", box=(100, 100, 200, 300), valid_to="2025-01-01")
    built = a_contract(db, whole, area_m2="60000")
    left = a_plot(db, park, "P4-011", box=(100, 100, 50, 300), valid_from="2025-01-01")
    right = a_plot(db, park, "P4-012", box=(150, 100, 150, 300), valid_from="2025-01-01")
    beside = a_plot(db, park, "P4-013", box=(300, 100, 100, 300), valid_from="2025-01-01")
    shares = {
        plot: [(row["contract_id"], float(row["shared_m2"])) for row in describe_plot(db, officer(), plot, TODAY)]
        for plot in (left, right, beside)
    }
    assert shares[beside] == []
    assert [one[0] for one in shares[left] + shares[right]] == [built.contract_id] * 2
    assert shares[left][0][1] == pytest.approx(15_000, abs=2)
    assert shares[right][0][1] == pytest.approx(45_000, abs=2)


def test_a_merged_plot_answers_for_each_of_the_contracts_below_it(db: Session):
    park = a_park(db)
    parts = [a_plot(db, park, f"P4-02{n}", box=(100 + 100 * n, 100, 100, 300), valid_to="2025-01-01") for n in range(2)]
    built = [
        a_contract(db, plot, area_m2="30000", contract_no=f"示例合同-2024-000{n}").contract_id
        for n, plot in enumerate(parts)
    ]
    merged = a_plot(db, park, "P4-030", box=(100, 100, 200, 300), valid_from="2025-01-01")
    rows = describe_plot(db, officer(), merged, TODAY)
    assert sorted(row["contract_id"] for row in rows) == sorted(built)
    assert all(not row["is_own"] for row in rows)


def test_of_two_officers_who_record_the_same_fact_one_is_told(fresh_url: str):
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        site = a_site(session)
    outcome: list[str] = []

    def tell(day: int) -> None:
        try:
            with transaction(engine) as session:
                draft = a_fact(FactKind.PERMIT, "2024-08-01") if day else a_fact(FactKind.PERMIT, "2024-08-02")
                record_fact(session, officer(), TODAY, site.contract.contract_id, draft)
            outcome.append("kept")
        except DBAPIError as error:
            refusal = domain_error(error)
            outcome.append(refusal.code if refusal else str(error))

    threads = [threading.Thread(target=tell, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    engine.dispose()
    assert sorted(outcome) == ["idle.fact_recorded_already", "kept"]


def test_invalid_is_refused_before_anything_is_written(db: Session, site: Site):
    with pytest.raises(Invalid):
        told(db, site, FactKind.PERMIT, (TODAY + timedelta(days=1)).isoformat())


def test_a_mortgage_changes_nothing_of_the_answer_but_its_holder_has_to_be_told(db: Session, site: Site):
    told(db, site, FactKind.PERMIT, "2026-01-10", knowledge=Knowledge.NONE)
    free = identification_bytes(db, officer(), site.contract.contract_id, TODAY)
    an_encumbrance(db, site.contract.plot_id, kind="mortgage", holder_name="示例银行")
    assert identification_bytes(db, officer(), site.contract.contract_id, TODAY) == free
    (now,) = describe_plot(db, officer(), site.contract.plot_id, TODAY)
    (early,) = describe_plot(db, officer(), site.contract.plot_id, date(2025, 8, 1))
    assert [one["holder_name"] for one in now["notices"]] == ["示例银行"]
    assert early["notices"] == []
    assert now["seized_by"] == []
    an_encumbrance(
        db, site.contract.plot_id, "seizure", holder_name="示例人民法院", registered_on="2026-01-10", amount_yuan=None
    )
    (seized,) = describe_plot(db, officer(), site.contract.plot_id, TODAY)
    assert seized["seized_by"] == ["示例人民法院"]


def test_a_supplement_counts_the_start_anew_from_the_day_it_was_signed(db: Session, site: Site):
    """An extension, an adjusted use, temporary use or a swap: each is a later version with another start."""
    told(db, site, FactKind.PERMIT, "2025-01-10", knowledge=Knowledge.NONE)
    supplement = a_supplement(db, site, holds_from=date(2025, 6, 1), start_on=date(2025, 12, 1))
    assert state_on(db, site, "2025-05-31") is IdleState.START_LATE
    assert state_on(db, site, "2025-06-01") is IdleState.NOT_YET_DUE
    assert state_on(db, site, "2026-12-01") is IdleState.NOT_STARTED_IDLE
    answer = identify_contract(db, site.contract.contract_id, TODAY)
    assert supplement in answer.trace[0].source


def a_supplement(db: Session, site: Site, *, holds_from: date, start_on: date) -> str:
    number = "补充协议-1"
    db.execute(
        text(
            "insert into contract_version (contract_id, version_no, holds_from, supplement_no, cause, reason, evidence_ids, handover_on, start_on, price_yuan)"
            " select contract_id, 2, :day, :number, 'government', '调整规划', :proof, handover_on, :start, price_yuan"
            " from contract_version where contract_id = :id and version_no = 1"
        ),
        {
            "day": holds_from,
            "number": number,
            "start": start_on,
            "proof": [site.proof],
            "id": site.contract.contract_id,
        },
    )
    return number


def test_what_an_open_case_found_is_read_from_it_and_not_told_twice(db: Session, site: Site):
    told(db, site, FactKind.PERMIT, "2026-01-10", knowledge=Knowledge.NONE)
    case = a_case(db, site.park, site.contract.plot_id, contract=site.contract, found_on=date(2026, 3, 2))
    walk(db, case, "determined", receipt=site.proof, side="own")
    contract_id = site.contract.contract_id
    facts = load_facts(db, [contract_id], TODAY)[contract_id]
    assert facts.discovered_on == date(2026, 3, 2)
    assert (facts.established_cause, facts.established_on) == (IdleCause.OWN, date(2026, 4, 20))
    before, after = (identify_contract(db, contract_id, day) for day in (date(2026, 4, 19), date(2026, 4, 20)))
    assert (before.may_fee, after.may_fee) == (False, True)
    with pytest.raises(Conflict) as refusal:
        told(db, site, FactKind.ESTABLISHED_CAUSE, "2026-05-01", cause=IdleCause.OWN, evidence_ids=(site.proof,))
    assert refusal.value.code == "idle.fact_in_case"
    (found,) = describe_plot(db, officer(), site.contract.plot_id, TODAY)
    assert found["open_case_no"] == case.case_no


IMPLAUSIBLE = [
    ((FactKind.DUE_AREA, "2025-01-10", {"amount": Decimal(10_000)}), (FactKind.DEVELOPED_AREA, "2025-02-01", {"amount": Decimal(15_000)}), "plausible.developed_above_due"),
    ((FactKind.DEVELOPED_AREA, "2025-02-01", {"amount": Decimal(15_000)}), (FactKind.DUE_AREA, "2025-02-10", {"amount": Decimal(10_000)}), "plausible.developed_above_due"),
    ((FactKind.TOTAL_INVESTMENT, "2025-01-10", {"amount": Decimal(8_000), "price_and_taxes": Decimal(0)}), (FactKind.INVESTED, "2025-02-01", {"amount": Decimal(80_000_000), "price_and_taxes": Decimal(0)}), "plausible.invested_above_plan"),
    (None, (FactKind.PERMIT, "2004-08-01", {}), "plausible.before_contract"),
    (None, (FactKind.STOP, "2004-08-01", {}), "plausible.before_contract"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "fact", "code"), IMPLAUSIBLE, ids=["area", "due area", "money", "permit", "stop"])
def test_what_is_implausible_is_said_before_and_with_the_entry_and_kept_with_its_event(
    db: Session, site: Site, first: Any, fact: Any, code: str
):
    contract_id = site.contract.contract_id
    if first is not None:
        told(db, site, first[0], first[1], **first[2])
    draft = a_fact(fact[0], fact[1], **fact[2])
    count = "select count(*) from development_fact"
    before = db.execute(text(count)).scalar_one()
    asked = preview_fact(db, officer(), TODAY, contract_id, draft)
    assert [item.code for item in asked] == [code]
    assert db.execute(text(count)).scalar_one() == before, "nothing is kept by asking"
    kept = record_fact(db, officer(), TODAY, contract_id, draft)
    assert list(kept.findings) == list(asked)
    event = db.execute(text("select changes from audit_event order by id desc limit 1")).scalar_one()
    assert event["findings"]["new"] == kept.findings.warned_zh
    (shown,) = describe_plot(db, officer(), site.contract.plot_id, TODAY)
    assert [item["code"] for item in shown["findings"]] == [code], "the answer says it, however it was entered"


def test_a_correction_that_mends_it_brings_nothing_and_the_answer_is_quiet(db: Session, site: Site):
    fact_id = told(db, site, FactKind.PERMIT, "2004-08-01")
    right = a_fact(FactKind.PERMIT, "2024-08-01")
    assert not list(preview_fact(db, officer(), TODAY, site.contract.contract_id, right, replaces_id=fact_id))
    kept = correct_fact(db, officer(), TODAY, fact_id, right, reason="年份填错")
    assert not list(kept.findings)
    event = db.execute(text("select changes from audit_event order by id desc limit 1")).scalar_one()
    assert "findings" not in event
    (shown,) = describe_plot(db, officer(), site.contract.plot_id, TODAY)
    assert shown["findings"] == []


def test_what_is_refused_is_refused_when_asked_before(db: Session, site: Site):
    with pytest.raises(Invalid) as refused:
        preview_fact(db, officer(), TODAY, site.contract.contract_id, a_fact(FactKind.PERMIT, "2024-08-01", source=" "))
    assert refused.value.code == "idle.fact_source_missing"
