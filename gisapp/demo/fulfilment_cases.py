"""What came of each demo promise? One story for a contract, told on one of its duties; everything else that fell due was kept.

Stories are a table by the contract's number, so that every state is on the map: kept, kept late, found broken, to be rectified, a rectification
that ran out, nobody looked, waived, a mistaken check withdrawn. All holders are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gisapp.commitments.rules.measuring import Figures, measured_value
from gisapp.commitments.rules.schedule import Obligation
from gisapp.demo.contract_checks import checks_of
from gisapp.demo.contract_terms import DemoSchedule
from gisapp.demo.days import plus
from gisapp.demo.measured import figures_near
from gisapp.preparation.indicator_terms import SPECS, IndicatorDue
from gisapp.preparation.rules.limits import SupplyLimits
from gisapp.preparation.standard_terms import ObligationKind

STORIES = (
    "broken",
    "rectifying",
    "kept",
    "overrun",
    "kept",
    "unseen",
    "waived",
    "kept",
    "late",
    "withdrawn",
    "kept",
    "rectifying",
)
NOTHING = Figures({})
BREACH = "按《履约监管协议》第八条支付违约金，记入信用档案（示例）"
AT_COMPLETION = ("natural_resources", "development_reform", "construction")
IN_OPERATION = ("industry", "tax", "environment")


@dataclass(frozen=True, slots=True)
class DemoFinding:
    """One check: of which duty, in which order, what was found. `withdrawn_on` = it was mistaken and taken back that day."""

    key: str
    label_zh: str
    sequence: int
    checked_on: date
    verdict: str
    done_on: date | None
    offices: tuple[str, ...]
    figures: Figures = NOTHING
    measured: Fraction | None = None
    rectify_by: date | None = None
    consequence: str = ""
    remark: str = ""
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class DemoWaiver:
    key: str
    label_zh: str
    waived_on: date
    reason: str


def findings_of(
    schedule: DemoSchedule, serial: int, today: date, limits: SupplyLimits
) -> Iterator[DemoFinding | DemoWaiver]:
    """Yield what was found of every duty that fell due and that no milestone proves by itself."""
    contract = schedule.contract
    if contract.ended_on is not None:
        return
    proved = {check.key: check.done_on for check in checks_of(schedule, serial, today)}
    due = [duty for duty in schedule.last.obligations if duty.due_on < today and duty.key not in proved]
    measurable = [duty for duty in due if _reached(duty, proved) is not None]
    held_up = [
        duty for duty in due
        if duty.kind in (ObligationKind.START, ObligationKind.COMPLETION, ObligationKind.PRODUCTION, ObligationKind.INSTALMENT)
    ]  # fmt: skip
    for duty in held_up[:1]:
        yield from _held_up(duty, serial, today)
    story = STORIES[serial % len(STORIES)]
    told = next((duty for duty in reversed(measurable) if duty.kind is ObligationKind.INDICATOR), None)
    for place, duty in enumerate(measurable):
        reached = _reached(duty, proved)
        assert reached is not None
        kept = _kept(duty, schedule, serial + place, max(reached, duty.due_on), reached, today, limits)
        if duty is told and story != "kept":
            yield from _told(story, duty, schedule, kept, serial, today, limits)
        elif kept is not None:
            yield kept


def _reached(duty: Obligation, proved: dict[str, date]) -> date | None:
    """Return the day on which there was something to measure; None while the step before it has not been taken."""
    if duty.kind is ObligationKind.INDICATOR and duty.indicator is not None:
        when = SPECS[duty.indicator].due
        if when is IndicatorDue.AT_COMPLETION:
            return proved.get("completion")
        produced = proved.get("production")
        if when is IndicatorDue.ALWAYS or produced is None:
            return produced
        return max(produced, duty.due_on)
    if duty.kind in (ObligationKind.INITIAL_PERIOD_END, ObligationKind.ATTAINMENT):
        return None if proved.get("production") is None else duty.due_on
    return None


def _kept(
    duty: Obligation,
    schedule: DemoSchedule,
    turn: int,
    from_day: date,
    reached: date,
    today: date,
    limits: SupplyLimits,
) -> DemoFinding | None:
    """Return the check that found the duty met; None while nobody has come yet (the day is too near)."""
    checked_on = plus(from_day, 12 + turn % 17)
    if checked_on > today:
        return None
    figures = _figures(duty, schedule, Fraction(102 + turn * 7 % 24, 100))
    return DemoFinding(
        duty.key, duty.label_zh, 1, checked_on, "met", reached, _offices(duty), figures, measured_value(duty, figures, limits)
    )  # fmt: skip


def _told(
    story: str,
    duty: Obligation,
    schedule: DemoSchedule,
    kept: DemoFinding | None,
    serial: int,
    today: date,
    limits: SupplyLimits,
) -> Iterator[DemoFinding | DemoWaiver]:
    due = duty.due_on
    short = _figures(duty, schedule, Fraction(55 + serial * 11 % 30, 100))
    missed = DemoFinding(
        duty.key, duty.label_zh, 1, plus(due, 15), "rectify", due, _offices(duty), short, measured_value(duty, short, limits)
    )  # fmt: skip
    age = (today - due).days
    if story == "waived" and age > 12:
        yield DemoWaiver(duty.key, duty.label_zh, plus(due, 10), "产业政策调整，经集体研究同意不再考核该项指标（示例）")
    elif story == "broken" and age > 100:
        yield replace(missed, rectify_by=plus(due, 60), remark="限期补足差额（示例）")
        yield replace(missed, sequence=2, checked_on=plus(due, 75), verdict="broken", consequence=BREACH)
    elif story == "overrun" and age > 60:
        checked = max(plus(due, 15), plus(today, -150))
        yield replace(missed, checked_on=checked, rectify_by=max(plus(checked, 10), plus(today, -20)))
    elif story == "rectifying" and age > 15:
        yield replace(missed, checked_on=max(plus(due, 15), plus(today, -40)), rectify_by=plus(today, 20 + serial % 60))
    elif story == "withdrawn" and age > 60 and kept is not None:
        yield replace(
            missed,
            checked_on=plus(due, 20),
            verdict="broken",
            consequence=BREACH,
            withdrawn_on=plus(due, 30),
            remark="漏计设备投资（示例）",
        )
        yield replace(kept, sequence=2, checked_on=max(kept.checked_on, plus(due, 40)))
    elif story == "late" and age > 60:
        figures = _figures(duty, schedule, Fraction(104, 100))
        yield DemoFinding(
            duty.key, duty.label_zh, 1, plus(due, 55), "met", plus(due, 45), _offices(duty), figures, measured_value(duty, figures, limits)
        )  # fmt: skip
    elif story != "unseen" and kept is not None:
        yield kept


def _held_up(duty: Obligation, serial: int, today: date) -> Iterator[DemoFinding]:
    """Tell of a step that was not taken, or a payment that did not come: some are to be rectified, one was found broken."""
    age = (today - duty.due_on).days
    found = DemoFinding(
        duty.key, duty.label_zh, 1, max(plus(duty.due_on, 15), plus(today, -60)), "rectify", None, ("natural_resources", "committee")
    )  # fmt: skip
    if serial % 3 == 0 and age > 20:
        yield replace(found, rectify_by=plus(today, 30 + serial % 90), remark="书面承诺后续工期（示例）")
    elif serial % 7 == 1 and age > 120:
        yield replace(found, checked_on=plus(duty.due_on, 30), rectify_by=plus(duty.due_on, 90))
        yield replace(found, sequence=2, checked_on=plus(duty.due_on, 110), verdict="broken", consequence=BREACH)


def _offices(duty: Obligation) -> tuple[str, ...]:
    if duty.kind is ObligationKind.INDICATOR and duty.indicator is not None:
        return AT_COMPLETION if SPECS[duty.indicator].due is IndicatorDue.AT_COMPLETION else IN_OPERATION
    return ("natural_resources", "industry")


def _figures(duty: Obligation, schedule: DemoSchedule, share: Fraction) -> Figures:
    if duty.kind is not ObligationKind.INDICATOR:
        return NOTHING
    contract = schedule.contract
    return figures_near(duty, share, Decimal(str(contract.area_m2)), Decimal(contract.price_yuan or 0))
