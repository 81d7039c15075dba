"""On which terms was each demo plot offered, and what did each applicant promise? Prices, industries, requirements, ranking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from gisapp.demo.days import plus
from gisapp.demo.listing_cases import DemoApplication, DemoListing
from gisapp.demo.seed_plots import CHINA
from gisapp.kernel.rulebook import Basis
from gisapp.preparation.indicator_terms import SPECS, Direction, Indicator
from gisapp.preparation.rules.plot_requirements import requirements_of_plot
from gisapp.preparation.rules.thresholds import Requirement
from gisapp.preparation.standard_terms import RankingKey
from gisapp.preparation.standards import load_requirements
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.supply.listing_snapshot import PlotFacts, make_snapshot, read_facts_of_plots, rule_as_dict
from gisapp.supply.listing_terms import ListingMethod, TermKind
from gisapp.supply.rules.admission import PlannedDates
from gisapp.supply.rules.listing_limits import listing_limits
from gisapp.supply.rules.ranking import RankingRule, RankingStep

OFFER = Basis("供地方案（示例）")
PRICE, LOT = RankingStep(RankingKey.PRICE), RankingStep(RankingKey.DRAWN_LOT)
TAX = RankingStep(RankingKey.INDICATOR, Indicator.TAX_PER_MU)
RULES = (
    RankingRule((PRICE, LOT), Basis("出让公告")),
    RankingRule((PRICE, TAX, LOT), Basis("出让公告")),
    RankingRule(
        (RankingStep(RankingKey.SCORE), PRICE, LOT),
        Basis("出让公告"),
        {
            Indicator.TAX_PER_MU: Fraction(40),
            Indicator.INVESTMENT_INTENSITY: Fraction(40),
            Indicator.OUTPUT_PER_MU: Fraction(20),
        },
    ),
)
YUAN_PER_M2_PER_WAN_PER_MU = 15


@dataclass(frozen=True)
class DemoTerms:
    """What one announcement says, and how its applications read."""

    method: str
    term_kind: str
    term_years: int
    lease_years: int | None
    start_price: Decimal
    deposit: Decimal
    industry_codes: tuple[str, ...]
    latest: PlannedDates
    ranking: dict[str, Any]
    snapshot: dict[str, Any]
    area_m2: Decimal
    requirements: tuple[Requirement, ...]

    def listing_row(self) -> dict[str, Any]:
        """Return the announcement as the admission and the ranking read it."""
        return {"id": 0, "method": self.method, "start_price_yuan": self.start_price, "snapshot": self.snapshot}

    def application_row(self, listing: DemoListing, application: DemoApplication, number: int) -> dict[str, Any]:
        """Return an application as the admission reads it: promises over (or under) what is required, totals that carry them."""
        promises = dict(listing.promises) or {
            str(item.indicator): _promised(item, application.factor) for item in self.requirements
        }
        totals = {
            "investment_yuan": promises.get("investment_intensity"),
            "tax_yuan": promises.get("tax_per_mu"),
            "output_yuan": promises.get("output_per_mu"),
            "floor_area_m2": promises.get("floor_area_ratio"),
        }
        contract = listing.contract
        agreed = {item.kind: item.agreed_on for item in contract.milestones} if contract else {}
        bid = (
            Decimal(contract.price_yuan)
            if contract is not None and contract.price_yuan
            else _rounded(Fraction(self.start_price) * application.bid)
        )
        return {
            "project_name": f"{application.party}{_PRODUCTS[(listing.plot_id + number) % len(_PRODUCTS)]}项目（示例）",
            "industry_code": self.industry_codes[0] if self.industry_codes else (listing.plot.industry_code or "13"),
            "promises": promises,
            **{name: None if per is None else _rounded(per * Fraction(self.area_m2)) for name, per in totals.items()},
            "value_added_yuan": None,
            "energy_tce": Decimal(1200 + 40 * (listing.plot_id % 50)),
            "start_on": agreed.get("start") or self.latest.start_on or plus(listing.decided_from, 200),
            "completion_on": agreed.get("completion") or self.latest.completion_on or plus(listing.decided_from, 800),
            "production_on": agreed.get("production") or self.latest.production_on or plus(listing.decided_from, 1000),
            "bid_yuan": bid,
            "idle_answer": application.idle_answer,
            "honesty_answer": "no" if application.is_assessed else "unknown",
            "received_at": datetime.combine(
                plus(listing.announced_on, application.day), time(9 + number, 10 * (listing.plot_id % 6)), CHINA
            ),
        }


_PRODUCTS = ("扩建", "新建生产线", "智能制造基地", "研发及生产基地", "仓储加工一体化")


def terms_of(session: Session, listings: list[DemoListing]) -> list[DemoTerms]:
    """Return the terms of these announcements in order, each with the numbers of the rulebook of its day."""
    facts = read_facts_of_plots(session, [(item.plot_id, item.announced_on) for item in listings])
    table, book = load_requirements(session), load_rulebook(session)
    return [
        _terms(item, fact, table, listing_limits(book, item.announced_on))
        for item, fact in zip(listings, facts, strict=True)
    ]


def _terms(item: DemoListing, facts: PlotFacts, table: tuple[Requirement, ...], limits: Any) -> DemoTerms:
    plot, contract = item.plot, item.contract
    area = Decimal(facts.plot["area_m2"])
    code: str = facts.plot["land_use_code"] or ""
    industries = (
        tuple(plot.offer.industry_codes)
        if plot.offer and contract is None
        else (plot.industry_code,)
        if plot.industry_code
        else ()
    )
    if contract is not None:
        price = _rounded(Fraction(contract.price_yuan or int(area * 180)) * Fraction(19, 20))
        years = contract.term_years
        kind = TermKind.FLEXIBLE if years == 20 else TermKind.FULL
    else:
        per_mu = plot.offer.price_wan_per_mu if plot.offer and plot.offer.price_wan_per_mu else 12.0
        price = _rounded(Fraction(area) * Fraction(str(per_mu)) * YUAN_PER_M2_PER_WAN_PER_MU)
        kind = (
            (TermKind.FULL, TermKind.FULL, TermKind.FLEXIBLE, TermKind.LEASE_FIRST)[item.plot_id % 4]
            if code.startswith("10")
            else TermKind.FULL
        )
        years = {"07": 70, "09": 40}.get(code[:2], {TermKind.FLEXIBLE: 20, TermKind.LEASE_FIRST: 40}.get(kind, 50))
    requirements = _requirements(item, facts, table, industries)
    decided = item.decided_from
    given = facts.terms
    if given and item.state in ("closed", "settled") and contract is None:
        given = {**given, "delivery_on": plus(decided, 75).isoformat()}  # before any of the applicants starts
    latest = (
        PlannedDates(None, None, None)
        if contract is not None
        else PlannedDates(*(plus(_start_by(given, decided), days) for days in (0, 700, 900)))
    )
    scored = {Indicator.TAX_PER_MU, Indicator.INVESTMENT_INTENSITY, Indicator.OUTPUT_PER_MU} <= {
        r.indicator for r in requirements
    }
    rule = RULES[item.plot_id % 3 if scored and item.state in ("published", "draft") else 0]
    method = _method(item, rule)
    frozen = PlotFacts(facts.plot, facts.conditions, requirements, facts.utilities, given)
    entries = limits.applied(method, kind, code)
    return DemoTerms(
        method=str(method),
        term_kind=str(kind),
        term_years=years,
        lease_years=5 if kind is TermKind.LEASE_FIRST else None,
        start_price=price,
        deposit=_rounded(Fraction(price) / 5) + 1,
        industry_codes=industries,
        latest=latest,
        ranking=rule_as_dict(rule),
        snapshot=make_snapshot(frozen, industry_codes=industries, latest=latest, rule=rule, entries=entries),
        area_m2=area,
        requirements=requirements,
    )


def _method(item: DemoListing, rule: RankingRule) -> ListingMethod:
    """Return the way of supply: agreement for public services, tender where a score decides, some of the running ones by auction."""
    if item.is_agreed:
        return ListingMethod.AGREEMENT
    if rule is RULES[2]:
        return ListingMethod.TENDER
    is_running = item.state in ("published", "draft")
    return ListingMethod.AUCTION if is_running and rule is RULES[0] and item.plot_id % 8 == 0 else ListingMethod.LISTING


def _start_by(terms: dict[str, Any] | None, decided: date) -> date:
    """Return the latest start: 300 days after the decision, and 60 after the land is handed over."""
    delivery = (terms or {}).get("delivery_on")
    return max(plus(decided, 300), plus(date.fromisoformat(delivery), 60)) if delivery else plus(decided, 300)


def _requirements(
    item: DemoListing, facts: PlotFacts, table: tuple[Requirement, ...], industries: tuple[str, ...]
) -> tuple[Requirement, ...]:
    """Nine tenths of what the contract promised; the plot's own indicators where it has them; else those of the table."""
    if item.promises:
        return tuple(
            _requirement(
                Indicator(name),
                value if name == "environmental_standard" else value * Fraction(9, 10),
                item.announced_on,
            )
            for name, value in item.promises.items()
        )
    if facts.requirements or item.contract is not None:
        return facts.requirements
    found = requirements_of_plot(
        table, industry_codes=industries, park_code=facts.plot["park_code"], day=item.announced_on
    ).requirements
    have = {requirement.indicator for requirement in found}
    own = {
        Indicator.INVESTMENT_INTENSITY: Fraction(15 * 200),
        Indicator.TAX_PER_MU: Fraction(15 * 12),
        Indicator.OUTPUT_PER_MU: Fraction(15 * 280),
        Indicator.ENVIRONMENTAL_STANDARD: Fraction(1),
    }
    return (*found, *(_requirement(name, value, item.announced_on) for name, value in own.items() if name not in have))


def _requirement(indicator: Indicator, value: Fraction, day: date) -> Requirement:
    return Requirement(indicator, SPECS[indicator].direction, value, "", "", day, None, OFFER, confirmed=True)


def _promised(item: Requirement, factor: Fraction) -> Fraction:
    if item.indicator is Indicator.ENVIRONMENTAL_STANDARD:
        return Fraction(1)
    if factor < 1 and item.indicator not in (Indicator.TAX_PER_MU, Indicator.INVESTMENT_INTENSITY):
        factor = Fraction(1)  # who falls short does so on money, not on what the plan prescribes
    found = item.value * factor if item.direction is Direction.AT_LEAST else item.value / factor
    return Fraction(round(found * 10_000), 10_000)


def _rounded(value: Fraction) -> Decimal:
    """Return yuan (or ㎡) to the full hundred above, so that totals carry what is promised per area."""
    return Decimal(-(-value // 100) * 100)
