"""Land that was allotted and not granted: its decision is entered, scanned for idleness and named on every paper as what it is."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import docx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

import gisapp.contracts.documents
import gisapp.idle_cases.documents  # noqa: F401  registers the sources
from gisapp.auth.principal import system_principal
from gisapp.commitments.rules.schedule import Instalment
from gisapp.contracts.queries import ContractFilter, describe_contract, list_contracts
from gisapp.contracts.signing import SigningDraft, check_contract, sign_contract
from gisapp.contracts.store import load_versions
from gisapp.db.errors import domain_error
from gisapp.documents.issue import issue_from_source
from gisapp.documents.kinds import find_kind
from gisapp.documents.register import document_bytes
from gisapp.documents.sources import draft_of
from gisapp.idle.development_facts import load_facts
from gisapp.idle.plot_idle import describe_plot
from gisapp.idle.scan import scan_contracts
from gisapp.idle_cases.entry_commands import save_draft
from gisapp.idle_cases.terms import CaseStep
from gisapp.kernel.clock import FixedClock
from gisapp.preparation.standard_terms import LandInstrument, ObligationKind
from gisapp.supply.listing_terms import TermKind
from tests.builders.contract import BuiltContract, a_party, some_terms
from tests.builders.document import an_issuer
from tests.builders.evidence import an_evidence_file
from tests.builders.park import BuiltPark, a_park
from tests.builders.plot import a_plot
from tests.idle_cases.case_road import CLERK, Ground, add_fact, open_clue, own_cause_road, walk_to
from tests.idle_cases.test_case_documents import PLACE, WRITTEN

TODAY = date(2026, 11, 23)
SYSTEM = system_principal("测试")
NO = "周政划〔2024〕3号"
COST = Decimal(6_000_000)


@pytest.fixture
def park(db: Session) -> BuiltPark:
    return a_park(db)


@pytest.fixture
def plot_id(db: Session, park: BuiltPark) -> int:
    return a_plot(db, park, supply="not_ready", development="not_applicable", compliance="not_applicable")


def an_allotment(plot_id: int, party_id: int, **changes: Any) -> SigningDraft:
    """A decision of 1 March 2024 that says start by 1 September 2024 and done by 1 March 2026, at the cost of resettlement."""
    given: dict[str, Any] = {
        "price_yuan": COST,
        "instalments": (Instalment(date(2024, 4, 1), COST),),
        **changes.pop("terms", {}),
    }
    terms = some_terms(
        contract_no=NO, instrument=LandInstrument.ALLOTMENT, production_on=None, initial_period_months=None, promises=(), **given,
    )  # fmt: skip
    draft = SigningDraft(
        plot_id=plot_id, party_id=party_id, allocation_id=None, terms=terms, area_m2=Decimal(60_000), term_years=None, term_kind=TermKind.FULL,
        term_from=None, method=None, conditions={}, texts={"location": "纬三路北", "approval_authority": "市人民政府"}, numbers={},
    )  # fmt: skip
    return replace(draft, **changes)


def enter(db: Session, plot_id: int, **changes: Any) -> BuiltContract:
    draft = an_allotment(plot_id, a_party(db), **changes)
    contract_id = sign_contract(db, SYSTEM, draft, TODAY)
    return BuiltContract(contract_id, NO, plot_id, draft.party_id, draft.terms, ())


def codes(findings: Any) -> set[str]:
    return {item.code for item in findings if item.severity == "error"}


def test_an_allotment_is_entered_with_its_own_words_and_without_what_only_a_grant_has(db: Session, plot_id: int):
    built = enter(db, plot_id)
    (version,) = load_versions(db, built.contract_id, NO, date(2024, 3, 1))
    assert version.terms.instrument is LandInstrument.ALLOTMENT
    assert [item.kind for item in version.obligations] == [
        ObligationKind.INSTALMENT, ObligationKind.HANDOVER, ObligationKind.START, ObligationKind.COMPLETION,
    ]  # fmt: skip
    assert not any("出让" in item.basis for item in version.obligations)
    sheet = describe_contract(db, SYSTEM, built.contract_id, TODAY)
    assert (sheet["instrument"], sheet["term_years"], sheet["method"]) == ("allotment", None, None)
    state = db.execute(
        text(
            "select supply, development from plot_state where plot_id = :p and upper_inf(recorded) and upper_inf(valid)"
        ),
        {"p": plot_id},
    ).one()
    assert tuple(state) == ("allocated", "not_started")
    said = db.execute(text("select reason from audit_event where tag = 'supply:contract:sign'")).scalar_one()
    assert "划拨决定书" in said
    assert "合同" not in said


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, set()),
        ({"terms": {"price_yuan": Decimal(0), "instalments": ()}}, set()),
        ({"term_years": 50}, {"contract.allotment_not_granted"}),
        ({"numbers": {"deposit_yuan": Decimal(1)}}, {"contract.allotment_not_granted"}),
        ({"texts": {"location": "纬三路北"}}, {"contract.approval_authority_missing"}),
        ({"terms": {"completion_on": None}}, {"contract.date_missing"}),
        ({"terms": {"promises": some_terms().promises}}, {"contract.allotment_promises"}),
    ],
    ids=["whole", "without cost", "a term", "a deposit", "nobody approved", "no completion", "promises"],
)  # fmt: skip
def test_what_an_allotment_may_say(db: Session, plot_id: int, changes: dict[str, Any], expected: set[str]):
    terms = changes.pop("terms", {})
    draft = an_allotment(plot_id, a_party(db), **changes)
    draft = replace(draft, terms=replace(draft.terms, **terms))
    assert codes(check_contract(db, SYSTEM, draft, TODAY)) == expected


def test_a_grant_still_needs_its_term(db: Session, plot_id: int):
    draft = an_allotment(plot_id, a_party(db))
    draft = replace(draft, terms=some_terms(instalments=(Instalment(date(2024, 4, 1), Decimal(12_000_000)),)))
    assert {"contract.term_missing", "contract.dispute_missing"} <= codes(check_contract(db, SYSTEM, draft, TODAY))


@pytest.mark.parametrize("wrong", ["term_years = 50", "method = 'listing'", "deposit_yuan = 1"])
def test_the_database_keeps_no_allotment_with_terms_of_a_grant(db: Session, plot_id: int, wrong: str):
    column, value = wrong.split(" = ")
    with pytest.raises(DBAPIError) as refused, db.begin_nested():
        db.execute(
            text(
                f"insert into contract (plot_id, party_id, contract_no, signed_on, area_m2, instrument, {column})"
                f" values (:plot, :party, 'x', '2024-03-01', 1, 'allotment', {value})"
            ),
            {"plot": plot_id, "party": a_party(db)},
        )
    assert domain_error(refused.value).code == "contract.allotment_not_granted"


def test_the_list_tells_and_finds_allotments(db: Session, plot_id: int):
    built = enter(db, plot_id)
    rows = list_contracts(db, SYSTEM, TODAY, ContractFilter(instrument=["allotment"]))
    assert [(row["id"], row["instrument"]) for row in rows] == [(built.contract_id, "allotment")]
    assert list_contracts(db, SYSTEM, TODAY, ContractFilter(instrument=["grant"])) == []


# idleness ---------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def idle(db: Session, park: BuiltPark, plot_id: int) -> Ground:
    built = enter(db, plot_id)
    proof = an_evidence_file(db, park)
    for kind in ("permit", "foundation"):
        add_fact(db, built, kind, "none", "2024-05-01", proof)
    add_fact(db, built, "handover", "known", "2024-05-01", proof)
    return Ground(park, plot_id, built, proof)


def test_allotted_land_is_scanned_and_its_facts_name_the_decision(db: Session, idle: Ground):
    contract_id = idle.contract.contract_id
    facts = load_facts(db, [contract_id], TODAY)[contract_id]
    assert facts.agreed_start_on.source == facts.price_yuan.source == f"划拨决定书 {NO}"
    scan_contracts(db, SYSTEM, date(2026, 3, 2))
    row = db.execute(
        text("select state from idle_finding_on(date '2026-03-02') where contract_id = :id"), {"id": contract_id}
    )
    assert row.scalar_one() == "not_started_idle"
    (item,) = describe_plot(db, SYSTEM, idle.plot_id, date(2026, 3, 2))
    assert item["instrument"] == "allotment"
    assert "出让合同" not in str(item["answer"])


def test_the_fee_is_a_fifth_of_the_cost_of_the_allotment(db: Session, idle: Ground):
    an_issuer(db, idle.park.zone_id)
    case_id = open_clue(db, idle)
    walk_to(db, case_id, idle, CaseStep.PLAN)
    (item,) = describe_plot(db, SYSTEM, idle.plot_id, date(2026, 5, 7))
    assert item["fee"]["amount_yuan"] == Decimal("1200000.00")


def test_without_a_cost_no_fee_is_guessed(db: Session, park: BuiltPark, plot_id: int):
    built = enter(db, plot_id, terms={"price_yuan": Decimal(0), "instalments": ()})
    assert not load_facts(db, [built.contract_id], TODAY)[built.contract_id].price_yuan.is_known


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        ("idle_investigation_notice", None), ("idle_dismissal", CaseStep.EXPLAIN), ("idle_determination", CaseStep.EXPLAIN),
        ("idle_disposal_plan", CaseStep.PUBLISH), ("idle_fee_decision", CaseStep.NOTIFY_HEARING), ("idle_fee_sheet", CaseStep.PLAN),
        ("idle_closing_notice", CaseStep.SERVE),
    ],
)  # fmt: skip
def test_papers_of_a_case_say_allotment_decision_and_not_contract(
    db: Session, idle: Ground, kind: str, last: CaseStep | None
):
    an_issuer(db, idle.park.zone_id)
    case_id = open_clue(db, idle)
    if last is not None:
        walk_to(db, case_id, idle, last)
    fields = {field.name for field in find_kind(kind).fields}
    written = {name: value for name, value in {**PLACE, **WRITTEN[kind]}.items() if name in fields}
    save_draft(db, CLERK, case_id, kind, written)
    day = own_cause_road(idle.proof)[CaseStep.DECIDE].taken_on if kind == "idle_fee_decision" else date(2026, 5, 28)
    if last is None:
        day = date(2026, 3, 5)
    paper = issue_from_source(db, CLERK, FixedClock(day), kind, subject="idle_case", subject_id=case_id)
    document = docx.Document(io.BytesIO(document_bytes(db, CLERK, paper, "docx")[1]))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = "\n".join([*(line.text for line in document.paragraphs), *cells])
    assert "划拨决定书编号" in words
    assert NO in words
    assert "合同" not in words


@pytest.mark.parametrize("kind", ["grant_contract", "supervision_agreement", "commitment_letter"])
def test_papers_of_a_grant_are_not_drawn_up_for_an_allotment(db: Session, plot_id: int, kind: str):
    built = enter(db, plot_id)
    assert "contract.paper_of_grant" in codes(draft_of(db, SYSTEM, kind, "contract", built.contract_id, TODAY).findings)
