"""Signing, changing and ending a contract on the real database: everything at once or nothing, and never over what was agreed."""

from __future__ import annotations

import io
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from gisapp.auth.permissions import Role
from gisapp.auth.principal import Principal, account_principal, system_principal
from gisapp.contracts import documents as _papers  # noqa: F401 registers the sources
from gisapp.contracts.contracts import contract_of_plot
from gisapp.contracts.queries import ContractFilter, describe_contract, list_contracts, total_contracts
from gisapp.contracts.signing import SigningDraft, check_contract, sign_contract
from gisapp.contracts.store import load_versions
from gisapp.contracts.supplements import EndDraft, SupplementDraft, end_contract, preview_supplement, sign_supplement
from gisapp.contracts.terms import ContractEnd
from gisapp.db.errors import domain_error
from gisapp.documents.issue import issue_document
from gisapp.documents.kinds import all_kinds
from gisapp.documents.printed import missing_fields
from gisapp.documents.register import document_bytes, find_document, revoke_document
from gisapp.documents.sources import Draft, draft_of
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import Conflict, DomainError, NotFound, RuleViolation
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.standard_terms import SupplementCause
from gisapp.supply.listing_terms import TermKind
from tests.builders.allocation import PRICE, TEXTS, Decided, a_signing, an_allocation
from tests.builders.contract import PROMISES, a_contract, a_party, a_promise, some_terms
from tests.builders.document import an_issuer, facts_of
from tests.builders.encumbrance import an_encumbrance
from tests.builders.evidence import an_evidence_file
from tests.builders.park import BuiltPark, a_park
from tests.builders.plot import a_plot
from tests.harness.examples import examples

TODAY = date(2026, 11, 23)
SYSTEM = system_principal("测试")


def an_offered_plot(db: Session, park: BuiltPark, plot_no: str = "P4-001", **place: Any) -> int:
    return a_plot(
        db,
        park,
        plot_no,
        valid_from="2026-10-01",
        supply="on_offer",
        development="not_applicable",
        compliance="not_applicable",
        **place,
    )


@pytest.fixture
def park(db: Session) -> BuiltPark:
    return a_park(db)


@pytest.fixture
def decided(db: Session, park: BuiltPark) -> Decided:
    return an_allocation(db, an_offered_plot(db, park))


def one(db: Session, statement: str, **key: Any) -> Any:
    return db.execute(text(statement), key).one()


def codes(caught: pytest.ExceptionInfo[RuleViolation]) -> set[str]:
    return {item.code for item in caught.value.findings if item.severity == "error"}


def test_signing_writes_contract_obligations_state_and_holder_together(db: Session, decided: Decided):
    contract_id = sign_contract(db, SYSTEM, a_signing(db, decided.allocation_id), TODAY)
    signed = one(db, "select * from contract where id = :id", id=contract_id)
    assert (signed.allocation_id, signed.application_id, signed.listing_id) == (
        decided.allocation_id,
        decided.application_id,
        decided.listing_id,
    )
    keys = db.execute(
        text("select key from obligation where contract_id = :id and version_no = 1"), {"id": contract_id}
    ).scalars()
    assert set(keys) == {
        "handover", "start", "completion", "production", "initial_period_end", "attainment", "instalment:1",
        "indicator:investment_intensity:at_least", "indicator:floor_area_ratio:at_least", "indicator:tax_per_mu:at_least",
    }  # fmt: skip
    state = one(
        db,
        "select supply, development, compliance from plot_state where plot_id = :id and upper_inf(recorded) and valid @> date '2026-11-20'",
        id=decided.plot_id,
    )
    assert tuple(state) == ("allocated", "not_started", "in_order")
    before = one(
        db,
        "select supply from plot_state where plot_id = :id and upper_inf(recorded) and valid @> date '2026-11-19'",
        id=decided.plot_id,
    )
    assert before.supply == "on_offer"
    holder = one(
        db,
        "select party_id, lower(valid) as since from plot_party where plot_id = :id and upper_inf(recorded) and role = 'holder'",
        id=decided.plot_id,
    )
    assert tuple(holder) == (decided.party_id, date(2026, 11, 20))
    told = one(
        db, "select changes from audit_event where tag = 'supply:contract:sign' and subject_id = :id", id=contract_id
    )
    assert told.changes["obligations"]["new"] == "10"


def test_the_dossier_reads_the_milestones_of_the_version_in_force(db: Session, park: BuiltPark):
    built = a_contract(db, a_plot(db, park))
    proof = an_evidence_file(db, park)
    sign_supplement(db, SYSTEM, built.contract_id, a_supplement(db, built, proof), TODAY)

    def agreed(day: date) -> dict[str, str | None]:
        found = contract_of_plot(db, built.plot_id, day)
        assert found is not None
        return {item["kind"]: item["agreed_on"] for item in found["milestones"]}

    assert agreed(date(2026, 8, 9))["production"] == "2026-09-01"
    assert agreed(date(2026, 8, 10))["production"] == "2027-03-01"
    assert agreed(date(2026, 8, 10))["handover"] == "2024-05-01"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"terms": {"price_yuan": PRICE - 1}}, "contract.differs_from_allocation"),
        ({"terms": {"promises": ()}}, "contract.promise_left_out"),
        ({"terms": {"signed_on": date(2026, 11, 1)}}, "contract.signed_before_decision"),
        ({"terms": {"signed_on": date(2026, 11, 24)}}, "contract.signed_in_future"),
        ({"terms": {"initial_period_months": None}}, "contract.initial_period_missing"),
        ({"conditions": {"far_min": "1.1"}}, "contract.bound_differs"),
        ({"term_years": 51}, "contract.term_too_long"),
        ({"texts": {}}, "contract.dispute_missing"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_contract_that_says_something_else_is_refused_and_nothing_is_written(
    db: Session, decided: Decided, changes: dict[str, Any], code: str
):
    draft = a_signing(db, decided.allocation_id, **changes)
    assert code in {item.code for item in check_contract(db, SYSTEM, draft, TODAY)}
    with pytest.raises(RuleViolation) as caught:
        sign_contract(db, SYSTEM, draft, TODAY)
    assert code in codes(caught)
    assert one(db, "select count(*) as n from contract").n == 0


def test_an_allocation_is_signed_once_and_only_while_it_lives(db: Session, decided: Decided):
    sign_contract(db, SYSTEM, a_signing(db, decided.allocation_id), TODAY)
    with pytest.raises(DBAPIError) as caught, db.begin_nested():
        sign_contract(db, SYSTEM, a_signing(db, decided.allocation_id, terms={"contract_no": "另一份"}), TODAY)
    refusal = domain_error(caught.value)
    assert isinstance(refusal, Conflict)
    assert refusal.code in ("contract.plot_taken", "contract.allocation_used")


def test_a_revoked_allocation_makes_no_contract(db: Session, decided: Decided):
    draft = a_signing(db, decided.allocation_id)
    db.execute(
        text("update allocation set state = 'revoked', ended_on = '2026-11-10' where id = :id"),
        {"id": decided.allocation_id},
    )
    with pytest.raises(Conflict, match="已撤销"):
        sign_contract(db, SYSTEM, draft, TODAY)


def an_older_contract(plot_id: int, party_id: int, **terms: Any) -> SigningDraft:
    return SigningDraft(
        plot_id, party_id, None, some_terms(**terms), Decimal(20000), 50, TermKind.FULL, None, None, {"far_min": Decimal("1.2")}, TEXTS, {}
    )  # fmt: skip


def test_an_older_contract_is_entered_later_without_an_allocation(db: Session, park: BuiltPark):
    plot_id, party_id = a_plot(db, park), a_party(db)
    contract_id = sign_contract(db, SYSTEM, an_older_contract(plot_id, party_id), TODAY)
    assert one(db, "select allocation_id, signed_on from contract where id = :id", id=contract_id) == (
        None,
        date(2024, 3, 1),
    )
    sheet = describe_contract(db, SYSTEM, contract_id, TODAY)
    assert {item["state"] for item in sheet["obligations"] if item["obligation_key"] == "handover"} == {"late"}


def test_land_that_has_a_winner_is_signed_from_its_allocation_only(db: Session, decided: Decided):
    with pytest.raises(Conflict, match="从供地结果"):
        sign_contract(db, SYSTEM, an_older_contract(decided.plot_id, decided.party_id), TODAY)


def test_land_under_announcement_takes_no_older_contract(db: Session, park: BuiltPark):
    plot_id = an_offered_plot(db, park)
    with pytest.raises(Conflict, match="正在公告"):
        sign_contract(db, SYSTEM, an_older_contract(plot_id, a_party(db)), TODAY)


def test_an_officer_of_another_park_finds_no_plot(db: Session, decided: Decided):
    other = account_principal(1, "李示例", Role.OFFICER, (999_999,))
    with pytest.raises(NotFound):
        sign_contract(db, other, a_signing(db, decided.allocation_id), TODAY)


def test_of_two_who_sign_at_once_exactly_one_wins(fresh_url: str):
    engine = create_engine(fresh_url, poolclass=NullPool)
    with Session(engine) as session, session.begin():
        decided = an_allocation(session, an_offered_plot(session, a_park(session)))
        drafts = [a_signing(session, decided.allocation_id, terms={"contract_no": f"合同{n}"}) for n in (1, 2)]
    start, outcomes = threading.Barrier(2), []

    def sign(draft: SigningDraft) -> None:
        with Session(engine) as session:
            start.wait()
            try:
                with session.begin():
                    outcomes.append(sign_contract(session, SYSTEM, draft, TODAY))
            except DBAPIError as error:
                outcomes.append(domain_error(error))
            except DomainError as error:
                outcomes.append(error)

    threads = [threading.Thread(target=sign, args=(draft,)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Session(engine) as session:
        assert one(session, "select count(*) as n from contract").n == 1
        assert one(session, "select count(distinct contract_id) as n from obligation").n == 1
    engine.dispose()
    assert sorted(isinstance(item, Conflict) for item in outcomes) == [False, True]


def test_a_price_of_one_yuan_is_asked_about_and_kept_with_the_event(db: Session, park: BuiltPark):
    from_paper = an_older_contract(a_plot(db, park), a_party(db), price_yuan=Decimal(1))
    assert "plausible.price_too_low" in {item.code for item in check_contract(db, SYSTEM, from_paper, TODAY)}
    sign_contract(db, SYSTEM, from_paper, TODAY)
    event = one(db, "select changes from audit_event where subject = 'contract'").changes
    assert "合每平方米不足 10 元" in event["findings"]["new"]


def a_supplement(db: Session, built: Any, proof: int, **changes: Any) -> SupplementDraft:
    """Production half a year later, asked for in July 2026 for the holder's own reasons, signed on 10 August."""
    terms = changes.pop("terms", None) or replace(built.terms, production_on=date(2027, 3, 1))
    given: dict[str, Any] = {
        "supplement_no": "补1",
        "signed_on": date(2026, 8, 10),
        "requested_on": date(2026, 7, 1),
        "cause": SupplementCause.OWN,
        "reason": "设备到货推迟",
        "evidence_ids": (proof,),
        "terms": terms,
        "conditions": {},
        **changes,
    }
    return SupplementDraft(**given)


def test_a_supplement_is_a_new_version_and_leaves_the_first_as_it_was(db: Session, park: BuiltPark):
    built = a_contract(db, a_plot(db, park))
    proof = an_evidence_file(db, park)
    preview = preview_supplement(db, SYSTEM, built.contract_id, a_supplement(db, built, proof), TODAY)
    assert {change.key for change in preview.changes} >= {"production", "initial_period_end", "attainment"}
    assert sign_supplement(db, SYSTEM, built.contract_id, a_supplement(db, built, proof), TODAY) == 2
    first, second = load_versions(db, built.contract_id, built.contract_no, built.terms.signed_on)
    assert first.obligations == built.obligations
    assert second.obligation("production").due_on == date(2027, 3, 1)  # type: ignore[union-attr]
    assert second.baseline == first.baseline
    sheet = describe_contract(db, SYSTEM, built.contract_id, TODAY)
    assert [version["version_no"] for version in sheet["versions"]] == [1, 2]
    moved = {
        change["key"]: (change["before"]["due_on"], change["after"]["due_on"])
        for change in sheet["versions"][1]["changes"]
    }
    assert moved["production"] == (date(2026, 9, 1), date(2027, 3, 1))
    assert [item["id"] for item in sheet["versions"][1]["evidence"]] == [proof]
    earlier = describe_contract(db, SYSTEM, built.contract_id, date(2026, 8, 9))
    assert [version["version_no"] for version in earlier["versions"]] == [1]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"signed_on": date(2026, 9, 2)}, "supplement.after_due"),
        ({"evidence_ids": ()}, "supplement.unproved"),
        ({"supplement_no": " "}, "supplement.number_missing"),
        ({"signed_on": date(2026, 11, 24)}, "supplement.signed_in_future"),
        ({"conditions": {"far_min": Decimal("0.8")}}, "supplement.conditions_unproved"),
    ],
    ids=["after the day has passed", "no evidence", "no number", "ahead", "conditions without a document"],
)
def test_a_supplement_that_may_not_be_is_refused(db: Session, park: BuiltPark, changes: dict[str, Any], code: str):
    built = a_contract(db, a_plot(db, park))
    draft = a_supplement(db, built, an_evidence_file(db, park), **changes)
    with pytest.raises(RuleViolation) as caught:
        sign_supplement(db, SYSTEM, built.contract_id, draft, TODAY)
    assert code in codes(caught)
    assert one(db, "select count(*) as n from contract_version").n == 1


def test_conditions_alone_may_change_with_their_document(db: Session, park: BuiltPark):
    built = a_contract(db, a_plot(db, park))
    draft = a_supplement(
        db,
        built,
        an_evidence_file(db, park),
        terms=built.terms,
        conditions={"far_min": Decimal("1.1"), "document_no": "周规条〔2026〕30号"},
    )
    assert sign_supplement(db, SYSTEM, built.contract_id, draft, TODAY) == 2
    changes = describe_contract(db, SYSTEM, built.contract_id, TODAY)["versions"][1]["condition_changes"]
    assert {item["name"]: (item["before"], item["after"]) for item in changes}["far_min"] == (None, 1.1)


@pytest.mark.parametrize(
    ("conditions", "code"),
    [
        ({"green_ratio_max": Decimal("0.15")}, "indicator.against_planning_condition"),
        ({"green_ratio_min": Decimal("0.25")}, "indicator.against_planning_condition"),
        ({"far_min": Decimal("1.5")}, "indicator.against_planning_condition"),
        ({"green_ratio_min": Decimal("0.2"), "green_ratio_max": Decimal("0.1")}, "contract.bounds_crossed"),
    ],
    ids=["wider than the condition", "never both", "a lower bound above the promise", "bounds crossed"],
)
def test_a_supplement_never_leaves_the_contract_against_its_planning_conditions(
    db: Session, park: BuiltPark, conditions: dict[str, Any], code: str
):
    green = a_promise(Indicator.GREEN_RATIO, "0.2", Direction.AT_MOST)
    built = a_contract(db, a_plot(db, park), promises=(*PROMISES, green))
    draft = a_supplement(
        db,
        built,
        an_evidence_file(db, park),
        terms=built.terms,
        conditions={**conditions, "document_no": "周规条〔2026〕30号"},
    )
    assert code in {item.code for item in preview_supplement(db, SYSTEM, built.contract_id, draft, TODAY).findings}
    with pytest.raises(RuleViolation) as caught:
        sign_supplement(db, SYSTEM, built.contract_id, draft, TODAY)
    assert codes(caught) == {code} | (codes(caught) & {"indicator.against_planning_condition"})
    assert one(db, "select count(*) as n from contract_version").n == 1


def test_who_looked_at_an_older_version_is_told(db: Session, park: BuiltPark):
    built = a_contract(db, a_plot(db, park))
    proof = an_evidence_file(db, park)
    sign_supplement(db, SYSTEM, built.contract_id, a_supplement(db, built, proof, expected_version_no=1), TODAY)
    again = a_supplement(
        db,
        built,
        proof,
        supplement_no="补2",
        expected_version_no=1,
        terms=replace(built.terms, production_on=date(2027, 2, 1)),
    )
    with pytest.raises(Conflict, match="第2版"):
        sign_supplement(db, SYSTEM, built.contract_id, again, TODAY)


def test_ending_gives_the_land_back_and_keeps_what_was_agreed(db: Session, decided: Decided, park: BuiltPark):
    contract_id = sign_contract(db, SYSTEM, a_signing(db, decided.allocation_id), TODAY)
    proof = an_evidence_file(db, park, "解除协议")
    ended = EndDraft(date(2026, 11, 22), ContractEnd.RESCINDED, "双方协商解除", (proof,))
    end_contract(db, SYSTEM, contract_id, ended, TODAY)
    state = one(
        db,
        "select supply, development from plot_state where plot_id = :id and upper_inf(recorded) and valid @> date '2026-11-22'",
        id=decided.plot_id,
    )
    assert tuple(state) == ("not_ready", "not_applicable")
    holders = one(
        db,
        "select count(*) as n from plot_party where plot_id = :id and upper_inf(recorded) and valid @> date '2026-11-22' and role = 'holder'",
        id=decided.plot_id,
    )
    assert holders.n == 0
    assert one(db, "select state from allocation where id = :id", id=decided.allocation_id).state == "ended"
    assert one(db, "select count(*) as n from obligation where contract_id = :id", id=contract_id).n == 10
    before, after = (
        list_contracts(db, SYSTEM, day, ContractFilter())[0]["state"]
        for day in (date(2026, 11, 21), date(2026, 11, 22))
    )
    assert (before, after) == ("in_force", "ended")
    with pytest.raises(Conflict, match="已于"):
        end_contract(db, SYSTEM, contract_id, ended, TODAY)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"evidence_ids": ()}, "contract.end_unproved"),
        ({"reason": " "}, "contract.end_unproved"),
        ({"ended_on": date(2026, 11, 24)}, "contract.end_day"),
        ({"ended_on": date(2026, 11, 20)}, "contract.end_day"),
    ],
    ids=["no paper", "no reason", "ahead", "on the day of signing"],
)
def test_an_end_needs_reason_paper_and_a_day(
    db: Session, decided: Decided, park: BuiltPark, changes: dict[str, Any], code: str
):
    contract_id = sign_contract(db, SYSTEM, a_signing(db, decided.allocation_id), TODAY)
    ended = EndDraft(date(2026, 11, 22), ContractEnd.RESCINDED, "解除", (an_evidence_file(db, park),))
    with pytest.raises(RuleViolation) as caught:
        end_contract(db, SYSTEM, contract_id, replace(ended, **changes), TODAY)
    assert code in codes(caught)


def test_the_totals_are_those_of_the_list(db: Session, park: BuiltPark):
    first = a_contract(db, a_plot(db, park))
    a_contract(db, a_plot(db, park, "P4-002", box=(400, 100, 200, 300)), contract_no="示例合同-2024-0002")
    rows = list_contracts(db, SYSTEM, TODAY, ContractFilter())
    totals = total_contracts(db, SYSTEM, TODAY, ContractFilter())
    assert totals["total"] == len(rows) == 2
    assert totals["price_yuan"] == sum(row["price_yuan"] for row in rows)
    assert totals["duties"] == sum(row["duties"] for row in rows)
    assert {row["progress"] for row in rows} == {"signed"}
    assert totals["overdue"] == sum(row["overdue"] for row in rows) > 0
    found = list_contracts(db, SYSTEM, TODAY, ContractFilter(q="0001"))
    assert [row["id"] for row in found] == [first.contract_id]
    assert list_contracts(db, SYSTEM, date(2024, 2, 29), ContractFilter()) == []


def a_principal(*parks: int) -> Principal:
    return account_principal(1, "李示例", Role.OFFICER, parks)


def test_contracts_of_other_parks_are_not_seen(db: Session, park: BuiltPark):
    built = a_contract(db, a_plot(db, park))
    assert list_contracts(db, a_principal(park.park_id), TODAY, ContractFilter())
    assert list_contracts(db, a_principal(999_999), TODAY, ContractFilter()) == []
    with pytest.raises(NotFound):
        describe_contract(db, a_principal(999_999), built.contract_id, TODAY)


dates = st.integers(min_value=-60, max_value=500)


@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    moves=st.lists(
        st.tuples(dates, dates, st.sampled_from(list(SupplementCause)), st.integers(0, 90)), min_size=1, max_size=4
    )
)
def test_no_supplement_changes_an_obligation_of_an_older_version(
    db: Session, moves: list[tuple[int, int, SupplementCause, int]]
):
    """Whatever is proposed, signed or refused: earlier versions read afterwards exactly as before, and version in force follows the day."""
    with db.begin_nested() as attempt:
        ground = a_park(db, zone_code="999999", code="P9", east=9000)
        built = a_contract(
            db, a_plot(db, ground, "P9-001", box=(9100, 100, 200, 300)), party_id=a_party(db, zone_code="999999")
        )
        proof = an_evidence_file(db, ground)
        kept = load_versions(db, built.contract_id, built.contract_no, built.terms.signed_on)
        for number, (completion, production, cause, later) in enumerate(moves, 1):
            newest = kept[-1].terms
            assert newest.completion_on is not None
            assert newest.production_on is not None
            draft = a_supplement(
                db,
                built,
                proof,
                supplement_no=f"补{number}",
                signed_on=date.fromordinal(date(2025, 6, 1).toordinal() + 90 * number + later),
                requested_on=date(2025, 1, 1),
                cause=cause,
                terms=replace(
                    newest,
                    completion_on=date.fromordinal(newest.completion_on.toordinal() + completion),
                    production_on=date.fromordinal(newest.production_on.toordinal() + production),
                ),
            )
            with suppress(RuleViolation):
                sign_supplement(db, SYSTEM, built.contract_id, draft, TODAY)
            now = load_versions(db, built.contract_id, built.contract_no, built.terms.signed_on)
            assert [v.obligations for v in now[: len(kept)]] == [v.obligations for v in kept]
            assert [v.terms for v in now[: len(kept)]] == [v.terms for v in kept]
            kept = now
        assert [v.version for v in kept] == list(range(1, len(kept) + 1))
        attempt.rollback()


def test_promises_are_never_lowered_below_what_was_announced(db: Session, decided: Decided, park: BuiltPark):
    contract_id = sign_contract(db, SYSTEM, a_signing(db, decided.allocation_id), TODAY)
    (version,) = load_versions(db, contract_id, "x", date(2026, 11, 20))
    proof = an_evidence_file(db, park)

    def lowered(to: int) -> SupplementDraft:
        promises = tuple(
            replace(p, value=Fraction(to)) if str(p.indicator) == "investment_intensity" else p
            for p in version.terms.promises
        )
        return SupplementDraft(
            "补1", date(2026, 11, 22), date(2026, 11, 21), SupplementCause.OWN, "调整", (proof,), replace(version.terms, promises=promises),
            {"far_min": 1.2, "document_no": "周规条〔2026〕18号"},
        )  # fmt: skip

    with pytest.raises(RuleViolation) as caught:
        sign_supplement(db, SYSTEM, contract_id, lowered(3749), TODAY)
    assert "supplement.promise_below_requirement" in codes(caught)
    assert sign_supplement(db, SYSTEM, contract_id, lowered(3750), TODAY) == 2


@pytest.mark.parametrize(("kind", "is_refused"), [(ContractEnd.RECOVERED, True), (ContractEnd.EXPIRED, False)])
def test_land_that_a_court_has_seized_is_not_recovered_by_ending_its_contract(
    db: Session, park: BuiltPark, kind: ContractEnd, is_refused: bool
):
    built = a_contract(db, a_plot(db, park))
    an_encumbrance(
        db, built.plot_id, "seizure", holder_name="示例人民法院", certificate_no="（2026）示例执1号", amount_yuan=None
    )
    ended = EndDraft(date(2026, 11, 22), kind, "收回决定", (an_evidence_file(db, park, "收回决定书"),))
    if not is_refused:
        end_contract(db, SYSTEM, built.contract_id, ended, TODAY)
        return
    with pytest.raises(RuleViolation) as caught:
        end_contract(db, SYSTEM, built.contract_id, ended, TODAY)
    assert codes(caught) == {"contract.land_seized"}
    assert "示例人民法院" in next(iter(caught.value.findings)).message_zh
    with pytest.raises(DBAPIError) as refused, db.begin_nested():
        db.execute(
            text("update contract set ended_on = :day, end_kind = 'recovered', end_reason = '收回' where id = :id"),
            {"day": date(2026, 11, 22), "id": built.contract_id},
        )
    assert domain_error(refused.value).code == "contract.land_seized"


def test_the_papers_of_a_signed_contract_miss_nothing_that_was_typed(db: Session, decided: Decided):
    draft = a_signing(db, decided.allocation_id)
    contract_id = sign_contract(db, SYSTEM, draft, TODAY)
    for kind in ("grant_contract", "supervision_agreement", "commitment_letter"):
        papers = draft_of(db, SYSTEM, kind, "contract", contract_id, TODAY)
        missing = {item.message_zh for item in missing_fields(all_kinds()[kind], papers.context)}
        # what this test's enterprise and form left blank, and nothing else
        assert all(
            any(
                word in sentence
                for word in ("统一社会信用代码", "建筑系数", "绿地率", "转让投资比例", "千分比", "延建提前")
            )
            for sentence in missing
        ), missing
    assert any(not entry.confirmed for entry in papers.entries)


def test_the_paper_of_a_supplement_names_what_changed(db: Session, park: BuiltPark):
    built = a_contract(db, a_plot(db, park))
    sign_supplement(db, SYSTEM, built.contract_id, a_supplement(db, built, an_evidence_file(db, park)), TODAY)
    versions = describe_contract(db, SYSTEM, built.contract_id, TODAY)["versions"]
    papers = draft_of(db, SYSTEM, "supplement_agreement", "contract_version", versions[1]["id"], TODAY)
    assert {"name": "投产", "before_zh": "2026年9月1日", "after_zh": "2027年3月1日"} in papers.context["changes"]
    with pytest.raises(NotFound):
        draft_of(db, SYSTEM, "supplement_agreement", "contract_version", versions[0]["id"], TODAY)


def test_the_paper_of_a_supplement_bears_its_number_and_no_other_and_that_of_another_contract_may_be_the_same(
    db: Session, park: BuiltPark
):
    an_issuer(db, park.zone_id)
    proof = an_evidence_file(db, park)
    papers = []
    for number in (1, 2):
        plot_id = a_plot(db, park, f"P4-90{number}", box=(500 * number, 900, 200, 300))
        built = a_contract(db, plot_id, party_id=a_party(db, f"示例企业{number}"), contract_no=f"合同{number}")
        sign_supplement(db, SYSTEM, built.contract_id, a_supplement(db, built, proof), TODAY)
        version = describe_contract(db, SYSTEM, built.contract_id, TODAY)["versions"][1]
        told = facts_of("supplement_agreement", supplement_no=version["supplement_no"])
        papers.append(
            issue_document(
                db,
                SYSTEM,
                FixedClock(TODAY),
                "supplement_agreement",
                Draft(zone_id=park.zone_id, park_id=park.park_id, plot_id=plot_id, context=told),
                subject="contract_version",
                subject_id=version["id"],
                pdf=False,
            )
        )
    assert [find_document(db, SYSTEM, one)["document_no"] for one in papers] == ["补1", "补1"]
    paper = docx.Document(io.BytesIO(document_bytes(db, SYSTEM, papers[0], "docx")[1]))
    words = "".join(line.text for line in paper.paragraphs)
    assert words.count("补1") == 1, "the number is printed once"
    revoke_document(db, SYSTEM, papers[1], "联系人有误", on=TODAY)
    copied = text(
        "insert into document (zone_id, kind, document_no, year, sequence, title_zh, subject, subject_id, template_sha256, context, docx,"
        " docx_sha256, issued_on, issued_by_name) select zone_id, kind, :number, year, sequence + 1, title_zh, subject, subject_id,"
        " template_sha256, context, docx, docx_sha256, issued_on, issued_by_name from document where id = :id"
    )
    with pytest.raises(DBAPIError) as refused, db.begin_nested():
        db.execute(copied, {"number": "示开土补〔2026〕3号", "id": papers[1]})
    assert domain_error(refused.value).code == "document.number_of_another"
