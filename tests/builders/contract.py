"""A signed contract with its versions and obligations, straight into the tables, by the very rules that signing uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.commitments.rules.schedule import ContractTerms, IndicatorPromise, Instalment, Obligation
from gisapp.contracts.rules.supplement import first_version
from gisapp.contracts.store import Papers, write_version
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.rules.limits import supply_limits
from gisapp.rulebook.rulebook import load_rulebook

AGREEMENT = "履约监管协议"


@dataclass(frozen=True)
class BuiltContract:
    contract_id: int
    contract_no: str
    plot_id: int
    party_id: int
    terms: ContractTerms
    obligations: tuple[Obligation, ...]


def a_promise(indicator: Indicator, value: str | int, direction: Direction = Direction.AT_LEAST) -> IndicatorPromise:
    """A promise in the indicator's canonical unit (元/㎡, shares as fractions)."""
    return IndicatorPromise(indicator, direction, Fraction(value), AGREEMENT)


PROMISES = (
    a_promise(Indicator.INVESTMENT_INTENSITY, 3000),
    a_promise(Indicator.FLOOR_AREA_RATIO, "1.2"),
    a_promise(Indicator.TAX_PER_MU, 225),
)


def some_terms(**changes: Any) -> ContractTerms:
    """Terms signed on 1 March 2024: handover May 2024, start September 2024, completion March 2026, production September 2026."""
    given: dict[str, Any] = {
        "contract_no": "示例合同-2024-0001",
        "signed_on": date(2024, 3, 1),
        "handover_on": date(2024, 5, 1),
        "start_on": date(2024, 9, 1),
        "completion_on": date(2026, 3, 1),
        "production_on": date(2026, 9, 1),
        "initial_period_months": 24,
        "attainment_on": None,
        "price_yuan": Decimal(12_000_000),
        "promises": PROMISES,
        **changes,
    }
    given.setdefault(
        "instalments",
        (
            Instalment(given["signed_on"], given["price_yuan"] / 2),
            Instalment(date(2024, 8, 1), given["price_yuan"] - given["price_yuan"] / 2),
        ),
    )
    return ContractTerms(**given)


def a_party(session: Session, name_zh: str = "示例制造有限公司", *, zone_code: str = "411671") -> int:
    return session.execute(
        text(
            "insert into party (zone_id, kind, name_zh) select id, 'enterprise', :name from zone where code = :zone returning id"
        ),
        {"name": name_zh, "zone": zone_code},
    ).scalar_one()


def a_contract(
    session: Session,
    plot_id: int,
    *,
    party_id: int | None = None,
    terms: ContractTerms | None = None,
    area_m2: str = "20000",
    ended_on: date | None = None,
    industry_code: str | None = "13",
    supervision_no: str | None = None,
    investment_yuan: Decimal | None = None,
    **changes: Any,
) -> BuiltContract:
    """Sign a contract for a plot; `changes` are terms other than those of `some_terms` (contract_no, start_on, promises …).

    The plot's state and holder are not touched. An instalment list must add up to the price.
    """
    terms = terms or some_terms(**changes)
    party_id = party_id or a_party(session)
    contract_id = session.execute(
        text(
            "insert into contract (plot_id, party_id, instrument, contract_no, signed_on, area_m2, price_yuan, term_years, ended_on, industry_code,"
            " supervision_no, investment_yuan, source) values (:plot, :party, :instrument, :no, :signed, :area, :price, :years, :ended, :industry,"
            " :supervision, :investment, '测试') returning id"
        ),
        {
            "plot": plot_id,
            "party": party_id,
            "instrument": str(terms.instrument),
            "years": None if terms.is_allotment else 50,
            "no": terms.contract_no,
            "signed": terms.signed_on,
            "area": area_m2,
            "price": terms.price_yuan,
            "ended": ended_on,
            "industry": industry_code,
            "supervision": supervision_no,
            "investment": investment_yuan,
        },
    ).scalar_one()
    version = first_version(terms, supply_limits(load_rulebook(session), terms.signed_on))
    write_version(session, contract_id, version, Papers(recorded_by_name="测试"))
    return BuiltContract(contract_id, terms.contract_no, plot_id, party_id, terms, version.obligations)
