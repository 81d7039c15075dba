"""Whoever holds land found idle by its own cause gets no new land: seen at the admission by case number, told of again at the decision."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.kernel.clock import FixedClock
from gisapp.supply.allocations import Decision, decide
from gisapp.supply.applications import assess_application
from gisapp.supply.ranking import compete
from tests.builders.contract import a_contract, a_party
from tests.builders.evidence import an_evidence_file
from tests.builders.idle_case import BuiltCase, a_case, walk
from tests.builders.listing import a_listing, an_application
from tests.builders.park import a_park
from tests.builders.plot import a_plot

CLERK = system_principal("经办人")
TODAY = date(2026, 11, 23)


@pytest.fixture
def holder(db: Session) -> tuple[int, BuiltCase, int]:
    """A party with a case of its own cause found on 2 March and closed on 20 June 2026; yields (party, case, proof)."""
    park = a_park(db)
    plot_id = a_plot(db, park, "P4-009", box=(900, 100, 200, 300))
    contract = a_contract(db, plot_id, party_id=a_party(db, "示例企业09"))
    return contract.party_id, a_case(db, park, plot_id, contract=contract), an_evidence_file(db, park)


def an_offer(db: Session, state: str) -> int:
    row = db.execute(text("select id, zone_id, code from park")).one()
    from tests.builders.park import BuiltPark

    plot_id = a_plot(
        db,
        BuiltPark(row.zone_id, row.id, row.code),
        supply="prepared",
        development="not_applicable",
        compliance="not_applicable",
    )
    return a_listing(db, plot_id, state=state)


@pytest.mark.parametrize(
    ("until", "side", "codes"),
    [
        ("cause_review", "own", []),  # suspected only
        ("determined", "government", []),
        ("determined", "own", ["admission.idle_case_open"]),
        ("performing", "own", ["admission.idle_case_open"]),
        ("closed", "own", []),
    ],
)
def test_an_open_case_of_own_cause_stands_against_new_land(
    db: Session, holder: tuple[int, BuiltCase, int], until: str, side: str, codes: list[str]
):
    party_id, case, proof = holder
    walk(db, case, until, receipt=proof, side=side)
    application = an_application(db, an_offer(db, "published"), party_id, idle="no")
    admission = assess_application(db, CLERK, FixedClock(TODAY), application)
    found = [item for item in admission.findings if item.code.startswith("admission.idle")]
    assert [item.code for item in found] == codes
    if codes:
        assert case.case_no in found[0].message_zh
        assert "P4-009" in found[0].message_zh
        assert "第二十四条" in str(found[0].basis)


def test_who_decides_is_told_of_a_case_that_came_after_the_admission(db: Session, holder: tuple[int, BuiltCase, int]):
    party_id, case, proof = holder
    listing = an_offer(db, "closed")
    an_application(db, listing, party_id, number=1, state="admitted", bid=9_600_000)
    an_application(db, listing, a_party(db, "示例企业02"), number=2, state="admitted", bid=9_500_000)
    walk(db, case, "determined", receipt=proof)
    row = dict(db.execute(text("select * from listing where id = :i"), {"i": listing}).mappings().one())
    warned = compete(db, row, TODAY).findings
    assert [(item.code, item.severity) for item in warned] == [("admission.idle_case_open", "warning")]
    assert warned.items[0].message_zh.startswith("1号申请人")
    decide(db, CLERK, FixedClock(TODAY), listing, Decision(TODAY, "会议按公告规则比选，确定第一位为受让人。"))
    kept = db.execute(
        text("select ranking -> 'warnings' from allocation where listing_id = :i"), {"i": listing}
    ).scalar_one()
    assert [item["code"] for item in kept] == ["admission.idle_case_open"]
