"""What the recorded facts of a contract's land say, as the rule of plausible figures looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from gisapp.idle.rules.facts import DevelopmentFacts, Fact, Measured, latest
from gisapp.idle.terms import FactKind
from gisapp.preparation.rules.plausibility import Entered, Happened


def entered_of(facts: DevelopmentFacts, as_of: date, area_m2: Decimal | None) -> Entered:
    """当日所知的面积、投资、价款和各个日期；`area_m2` = 合同面积，不知道的传 None.

    Amounts are net of price and taxes where that is known. A cause may begin before the contract; one that is over by then is asked about.
    """
    measured, invested = latest(facts.developed_m2, as_of), latest(facts.invested, as_of)
    return Entered(
        signed_on=facts.signed_on,
        happened=tuple(_happened(facts)),
        due_m2=facts.due_area_m2.value,
        developed_m2=None if measured is None else measured.value,
        planned_yuan=_net(facts.total_investment),
        invested_yuan=_net(invested),
        price_yuan=facts.price_yuan.value,
        area_m2=area_m2,
    )


def _happened(facts: DevelopmentFacts) -> Iterator[Happened]:
    single: tuple[tuple[FactKind, Fact[date]], ...] = (
        (FactKind.AGREED_HANDOVER, facts.agreed_handover_on),
        (FactKind.HANDOVER, facts.handover_on),
        (FactKind.AGREED_START, facts.agreed_start_on),
        (FactKind.PERMIT, facts.permit_on),
        (FactKind.FOUNDATION, facts.foundation_on),
        (FactKind.COMPLETION, facts.completed_on),
    )
    for kind, fact in single:
        if fact.value is not None:
            yield Happened(kind.label_zh, kind.label_en, fact.value)
    for stop in facts.stops:
        yield Happened("停工", "Work stopped", stop.stopped_on)
    for kind, amounts in ((FactKind.DEVELOPED_AREA, facts.developed_m2), (FactKind.INVESTED, facts.invested)):
        for one in amounts:
            yield Happened(kind.label_zh, kind.label_en, one.on)
    for cause in facts.causes:
        if cause.ended_on is not None:
            yield Happened(f"{cause.cause.label_zh}结束", f"{cause.cause.label_en}, its end", cause.ended_on)


def _net(amount: Measured | None) -> Decimal | None:
    return None if amount is None else amount.value - (amount.price_and_taxes or Decimal(0))
