"""供地的历史：合同各版本的义务和核查、没有合同的划拨，某日供地到了哪一步，哪些承诺到期未兑现。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from gisapp.commitments.rules.fulfilment import Check, Waiver, stand
from gisapp.commitments.rules.schedule import Obligation
from gisapp.preparation.standard_terms import CommitmentState, ObligationKind
from gisapp.stock.rules.classify import Developed, MissedPromise, Supplied

_OUTPUT = (ObligationKind.ATTAINMENT, ObligationKind.INDICATOR)


@dataclass(frozen=True, slots=True)
class Span:
    """Days [since, until); until None = without end."""

    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def days(self) -> tuple[date, ...]:
        return (self.since,) if self.until is None else (self.since, self.until)


@dataclass(frozen=True, slots=True)
class PlotState:
    """The axes of a plot that the classes look at, with the document they rest on."""

    span: Span
    land_control: str
    supply: str
    development: str
    compliance: str
    document: str


@dataclass(frozen=True, slots=True)
class Measured:
    """An area of the land of a contract as it was stated on a day: due to be developed or developed; None = stated to be unknown."""

    on: date
    is_due: bool
    area_m2: Decimal | None


@dataclass(frozen=True, slots=True)
class ContractHistory:
    """A contract with the obligations of each version (from which day on), everything that was checked, and the areas that were measured."""

    span: Span
    contract_no: str
    versions: tuple[tuple[date, tuple[Obligation, ...]], ...]
    checks: Mapping[str, tuple[tuple[Check, date | None], ...]] = field(default_factory=dict[str, Any])
    waivers: Mapping[str, Waiver] = field(default_factory=dict[str, Any])
    measured: tuple[Measured, ...] = ()
    share_min: tuple[tuple[Span, Decimal], ...] = ()

    def obligations_on(self, day: date) -> tuple[Obligation, ...]:
        held = [duties for since, duties in self.versions if since <= day]
        return held[-1] if held else (self.versions[0][1] if self.versions else ())

    def days(self) -> Iterable[date]:
        """Yield every day from which on something about it may be otherwise."""
        yield from self.span.days()
        for since, duties in self.versions:
            yield since
            yield from (item.due_on + timedelta(days=1) for item in duties)
        for checks in self.checks.values():
            for check, withdrawn_on in checks:
                yield check.checked_on
                if check.rectify_by is not None:
                    yield check.rectify_by + timedelta(days=1)
                if withdrawn_on is not None:
                    yield withdrawn_on
        yield from (item.waived_on for item in self.waivers.values())
        if self.measured:
            yield from (item.on for item in self.measured)
            yield from (day for span, _ in self.share_min for day in span.days())


def developed_on(contract: ContractHistory | None, day: date) -> Developed | None:
    """某日已知的应开发面积和已开发面积（各取最近一次），缺一项或没有门槛的为不知."""
    if contract is None:
        return None
    known: dict[bool, Decimal | None] = {}
    for item in sorted(contract.measured, key=lambda item: item.on):
        if item.on <= day:
            known[item.is_due] = item.area_m2
    due, developed = known.get(True), known.get(False)
    least = next((value for span, value in contract.share_min if span.holds(day)), None)
    return Developed(due, developed, least) if due and developed is not None and least is not None else None


def supply_of(
    contract: ContractHistory | None, state: PlotState | None, states: Sequence[PlotState], day: date
) -> tuple[Supplied | None, tuple[MissedPromise, ...]]:
    """某日的供地情况：有合同看合同各项义务的核查，没有合同而已供的按划拨决定；到期未兑现的承诺一并列出."""
    if contract is None:
        if state is None or state.supply != "allocated":
            return None, ()
        since = state.span.since
        for earlier in sorted(states, key=lambda item: item.span.since, reverse=True):
            if earlier.span.until == since and earlier.supply == "allocated":
                since = earlier.span.since
        document = next((item.document for item in states if item.span.since == since and item.document), "划拨决定书")
        return Supplied(document, since, has_contract=False), ()
    due: dict[ObligationKind, date] = {}
    done: dict[ObligationKind, date | None] = {}
    missed: list[MissedPromise] = []
    for duty in contract.obligations_on(day):
        known = [
            check
            for check, withdrawn_on in contract.checks.get(duty.key, ())
            if withdrawn_on is None or withdrawn_on > day
        ]
        standing = stand(duty, known, contract.waivers.get(duty.key), day)
        if duty.kind in _OUTPUT:
            is_broken = standing.state is CommitmentState.BROKEN
            if is_broken or (not standing.is_settled and day > duty.due_on):
                indicator = duty.indicator.value if duty.indicator else None
                missed.append(MissedPromise(duty.label_zh, duty.kind.value, duty.due_on, is_broken, indicator))
            if duty.kind is ObligationKind.ATTAINMENT:
                due[duty.kind] = duty.due_on
        elif standing.state is not CommitmentState.WAIVED:
            due[duty.kind] = duty.due_on
            done[duty.kind] = standing.kept_on
    supplied = Supplied(
        f"合同 {contract.contract_no} ",
        contract.span.since,
        handed_over_on=done.get(ObligationKind.HANDOVER),
        handover_due=due.get(ObligationKind.HANDOVER),
        start_due=due.get(ObligationKind.START),
        started_on=done.get(ObligationKind.START),
        completion_due=due.get(ObligationKind.COMPLETION),
        completed_on=done.get(ObligationKind.COMPLETION),
        production_due=due.get(ObligationKind.PRODUCTION),
        producing_since=done.get(ObligationKind.PRODUCTION),
        attainment_due=due.get(ObligationKind.ATTAINMENT),
    )
    return supplied, tuple(missed)
