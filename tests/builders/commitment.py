"""A park, a plot, a contract of 2024 and a kept paper: what checks of promises need; and a check straight into the table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import Principal, account_principal
from gisapp.commitments.checks import CheckDraft
from gisapp.commitments.rules.measuring import Figures
from gisapp.commitments.rules.reviewers import Reviewer
from gisapp.commitments.terms import ReviewingOffice
from gisapp.preparation.standard_terms import CheckVerdict
from tests.builders.contract import BuiltContract, a_contract
from tests.builders.evidence import an_evidence_file
from tests.builders.park import BuiltPark, a_park
from tests.builders.plot import a_plot

TODAY = date(2026, 11, 23)
PANEL = (
    Reviewer(ReviewingOffice.NATURAL_RESOURCES, "示例甲", "同意"),
    Reviewer(ReviewingOffice.INDUSTRY, "示例乙", "同意"),
)
INVESTED = {
    "buildings_yuan": Decimal(20_000_000),
    "equipment_yuan": Decimal(28_000_000),
    "land_price_yuan": Decimal(12_000_000),
    "taxes_yuan": Decimal(0),
    "site_area_m2": Decimal(20_000),
}
"""60 million over 20,000 ㎡: exactly the 3,000 元/㎡ that `a_contract` promises."""


@dataclass(frozen=True)
class Site:
    park: BuiltPark
    contract: BuiltContract
    proof: int


def a_site(
    session: Session,
    *,
    park: BuiltPark | None = None,
    plot_no: str = "P4-001",
    box: tuple[float, float, float, float] = (100, 100, 200, 300),
    supply: str = "allocated",
    development: str = "in_production",
    **contract: Any,
) -> Site:
    """A contract signed in March 2024: start due September 2024, completion March 2026, production September 2026."""
    park = park or a_park(session)
    plot_id = a_plot(session, park, plot_no, box=box, supply=supply, development=development)
    built = a_contract(session, plot_id, **contract)
    return Site(park, built, an_evidence_file(session, park))


def officer(account_id: int | None = None, *parks: int) -> Principal:
    person = account_principal(0, "王示例", Role.OFFICER, parks or None)
    return Principal(account_id, person.name, person.role, person.permissions, person.park_ids)


def a_draft(site: Site, key: str = "start", **changes: Any) -> CheckDraft:
    """A check of the start, found done on its day; `changes` are fields of the draft."""
    given: dict[str, Any] = {
        "contract_id": site.contract.contract_id,
        "obligation_key": key,
        "checked_on": date(2024, 9, 10),
        "verdict": CheckVerdict.MET,
        "done_on": date(2024, 9, 1),
        "figures": Figures({}),
        "rectify_by": None,
        "consequence": "",
        "remark": "",
        "signed_off_by": "李核查",
        "reviewers": PANEL,
        "evidence_ids": [site.proof],
        **changes,
    }
    return CheckDraft(**given)


def check_row(session: Session, site: Site, key: str = "start", **changes: Any) -> int:
    """Put a check into the table past all use cases; the triggers still speak."""
    given = {
        "contract": site.contract.contract_id,
        "key": key,
        "n": 1,
        "on": date(2024, 9, 10),
        "verdict": "met",
        "done": date(2024, 9, 1),
        "measured": None,
        "by": None,
        "consequence": "",
        "signed": "李核查",
        "proof": [site.proof],
        **changes,
    }
    return session.execute(
        text(
            "insert into commitment_check (contract_id, obligation_key, sequence, checked_on, verdict, done_on, measured, measured_exact,"
            " rectify_by, consequence, signed_off_by, evidence_ids, recorded_by_name) values (:contract, :key, :n, :on, :verdict, :done,"
            " cast(:measured as numeric), cast(:measured as text), :by, :consequence, :signed, :proof, '测试') returning id"
        ),
        given,
    ).scalar_one()
