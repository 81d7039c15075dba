"""What does each demo contract bind to? Its terms, promises, instalments and versions, by the rules of signing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gisapp.commitments.rules.schedule import ContractTerms, IndicatorPromise, Instalment
from gisapp.contracts.rules.supplement import ScheduleVersion, Supplement, add_supplement, first_version
from gisapp.demo.days import add_years, paper, plus
from gisapp.demo.records import Condition, Contract, DemoPlot
from gisapp.kernel.evidence import Evidence
from gisapp.preparation.indicator_terms import SPECS, Indicator
from gisapp.preparation.rules.limits import SupplyLimits
from gisapp.preparation.standard_terms import ObligationKind, SupplementCause

STANDARD_LAND_YEARS = 6
"""Industrial contracts of so many years before today and later carry a supervision agreement with promises."""

AFTER_PRODUCTION = (ObligationKind.INITIAL_PERIOD_END, ObligationKind.ATTAINMENT)
LimitsOn = Callable[[date], SupplyLimits]


@dataclass(frozen=True)
class DemoSchedule:
    """All versions of one contract; `has_agreement` tells whether promises were signed beside it."""

    contract: Contract
    has_agreement: bool
    versions: tuple[ScheduleVersion, ...]

    @property
    def last(self) -> ScheduleVersion:
        return self.versions[-1]


def schedule_of(plot: DemoPlot, contract: Contract, serial: int, today: date, limits_on: LimitsOn) -> DemoSchedule:
    """Return the versions of a contract: one at signing, a second where the start was put off."""
    is_industrial = contract.land_use_code.startswith(("1001", "1101"))
    has_agreement = is_industrial and contract.signed_on >= add_years(today, -STANDARD_LAND_YEARS)
    agreed = {item.kind: item.agreed_on for item in contract.milestones}
    terms = ContractTerms(
        contract.contract_no,
        contract.signed_on,
        agreed["handover"],
        contract.start_extended_from or agreed["start"],
        agreed["completion"],
        agreed["production"],
        (24, 24, 36)[serial % 3] if has_agreement else 0,
        None,
        Decimal(contract.price_yuan or 0),
        _instalments(contract, serial),
        _promises(plot, serial) if has_agreement else (),
    )
    first = first_version(terms, limits_on(contract.signed_on))
    versions: tuple[ScheduleVersion, ...] = (first if has_agreement else _without_agreement(first),)
    if contract.start_extended_from is not None:
        versions = _extended(versions, contract, agreed["start"], serial, limits_on)
    elif has_agreement:
        versions = _put_off(versions, serial, today, limits_on)
    return DemoSchedule(contract, has_agreement, versions)


def agreed_condition(plot: DemoPlot, day: date) -> Condition | None:
    """Return the planning conditions in force on a day, or the first ones made later."""
    held = [item for item in plot.conditions if item.since <= day]
    return held[-1] if held else next(iter(plot.conditions), None)


def _instalments(contract: Contract, serial: int) -> tuple[Instalment, ...]:
    price = contract.price_yuan
    if not price:
        return ()
    first = plus(contract.signed_on, 30)
    if serial % 3 == 0:
        return (Instalment(first, Decimal(price)),)
    half = price // 2
    return Instalment(first, Decimal(half)), Instalment(plus(contract.signed_on, 180), Decimal(price - half))


def _promises(plot: DemoPlot, serial: int) -> tuple[IndicatorPromise, ...]:
    """Figures of the usual order, in canonical units: money per area in 元/㎡ (15 of them are 1 万元/亩)."""
    condition = plot.conditions[-1] if plot.conditions else None
    values: dict[Indicator, Fraction] = {
        Indicator.INVESTMENT_INTENSITY: Fraction(15 * (180 + 15 * (serial % 8))),
        Indicator.FLOOR_AREA_RATIO: Fraction(str((condition.far[0] if condition else None) or 1.0)),
        Indicator.BUILDING_COEFFICIENT: Fraction(2, 5),
        Indicator.TAX_PER_MU: Fraction(15 * (8 + serial % 8)),
        Indicator.OUTPUT_PER_MU: Fraction(15 * (250 + 10 * (serial % 11))),
        Indicator.ENVIRONMENTAL_STANDARD: Fraction(1),
    }
    if serial % 2:
        values[Indicator.VALUE_ADDED_PER_ENERGY] = Fraction(2 + serial % 3)
    return tuple(
        IndicatorPromise(
            indicator,
            SPECS[indicator].direction,
            value,
            "企业信用承诺书" if indicator is Indicator.ENVIRONMENTAL_STANDARD else "履约监管协议",
        )
        for indicator, value in values.items()
    )


def _without_agreement(version: ScheduleVersion) -> ScheduleVersion:
    """Return the version of a contract that ends with production: nobody promised anything for after it."""
    return replace(
        version,
        terms=replace(version.terms, initial_period_months=None),
        obligations=tuple(item for item in version.obligations if item.kind not in AFTER_PRODUCTION),
        baseline={kind: day for kind, day in version.baseline.items() if kind not in AFTER_PRODUCTION},
    )


def _extended(
    versions: tuple[ScheduleVersion, ...], contract: Contract, start: date | None, serial: int, limits_on: LimitsOn
) -> tuple[ScheduleVersion, ...]:
    assert contract.start_extended_from is not None
    decided = contract.settlement
    signed = plus(decided.decided_on, 1) if decided else plus(contract.start_extended_from, -20)
    terms = replace(
        versions[-1].terms, start_on=start, initial_period_months=versions[-1].terms.initial_period_months or 0
    )
    number = paper("补充协议", signed, serial % 1000)
    supplement = Supplement(
        number,
        signed,
        plus(signed, -35),
        SupplementCause.GOVERNMENT if decided else SupplementCause.FORCE_MAJEURE,
        "因处置信访事项（示例）不能按期动工，按批准的闲置土地处置方案延长动工开发期限"
        if decided
        else "因洪涝（示例）地块积水，不具备进场条件，申请延期动工一次",
        (Evidence(number),),
        terms,
    )
    made = add_supplement(versions, supplement, limits_on(signed))
    if versions[-1].terms.initial_period_months is None:
        made = (*made[:-1], _without_agreement(made[-1]))
    return made


PUT_OFF_EVERY = 23
"""One running contract in so many with an agreement has its production put off once, by turns for each cause."""


def _put_off(
    versions: tuple[ScheduleVersion, ...], serial: int, today: date, limits_on: LimitsOn
) -> tuple[ScheduleVersion, ...]:
    """Put production off by four months where it lies at least half a year ahead: signed two months ago, asked for before."""
    terms = versions[-1].terms
    signed = plus(today, -60)
    if serial % PUT_OFF_EVERY != 7 or terms.production_on is None or terms.production_on < plus(today, 180):
        return versions
    if terms.signed_on >= plus(signed, -60):
        return versions
    number = paper("补充协议", signed, serial % 1000)
    cause, reason = (
        (SupplementCause.OWN, "主要设备供货推迟（示例），申请投产顺延四个月"),
        (SupplementCause.GOVERNMENT, "园区蒸汽管线改线（示例），影响投产，顺延四个月"),
    )[serial // PUT_OFF_EVERY % 2]
    supplement = Supplement(
        number,
        signed,
        plus(signed, -40),
        cause,
        reason,
        (Evidence(number),),
        replace(terms, production_on=plus(terms.production_on, 120)),
    )
    return add_supplement(versions, supplement, limits_on(signed))
