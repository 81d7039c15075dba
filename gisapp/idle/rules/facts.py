"""What is known of the land of one contract, each fact with its source; what is not known stays unknown and is never guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

from gisapp.idle.terms import CauseSide, FoundationKind, IdleCause
from gisapp.kernel.evidence import Evidence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value with its source. No source = not known; a source with no value = known that there is none."""

    value: T | None = None
    source: str = ""

    @property
    def is_known(self) -> bool:
        return bool(self.source)


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount as measured on a day: square metres or yuan. Money is net of land price and taxes where `net` is True;
    otherwise `price_and_taxes` names what is to be taken off."""

    on: date
    value: Decimal
    source: str
    price_and_taxes: Decimal | None = Decimal(0)


@dataclass(frozen=True, slots=True)
class Stop:
    """Work stopped on a day and, perhaps, went on again."""

    stopped_on: date
    resumed_on: date | None
    source: str

    def __post_init__(self) -> None:
        if self.resumed_on is not None and self.resumed_on < self.stopped_on:
            raise ValueError("work resumes after it stopped")


@dataclass(frozen=True, slots=True)
class CauseInterval:
    """Days during which a cause kept the holder from starting or going on, [began_on, ended_on), with what proves it."""

    cause: IdleCause
    began_on: date
    ended_on: date | None
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if self.ended_on is not None and self.ended_on < self.began_on:
            raise ValueError("a cause ends after it began")

    @property
    def excuses(self) -> bool:
        """Government causes and force majeure do, when they are proved; the holder's own never does."""
        return self.cause.side is not CauseSide.OWN and bool(self.evidence)


@dataclass(frozen=True, slots=True)
class NewStart:
    """A start date agreed anew: by a supplement, an adjusted use, temporary use, a swap. It counts from the day it was signed."""

    signed_on: date
    start_on: date
    document: str


@dataclass(frozen=True)
class DevelopmentFacts:
    """Everything the engine looks at for one contract.

    `agreed_start_on` is what the contract or allotment decision says, `handover_on` the date of the handover certificate.
    Started = a construction permit and the foundation test of its kind (article 30). `established_cause` is what an
    investigation found (`established_on`, `established_source`: when and where it says so); None = none has been held. `discovered_on` =
    the day on which somebody found out. `land_share` = the part of the contract's land that the answer is about.
    """

    contract_no: str
    signed_on: date
    agreed_start_on: Fact[date] = Fact()
    new_starts: tuple[NewStart, ...] = ()
    agreed_handover_on: Fact[date] = Fact()
    handover_on: Fact[date] = Fact()
    permit_on: Fact[date] = Fact()
    foundation: FoundationKind | None = None
    foundation_on: Fact[date] = Fact()
    completed_on: Fact[date] = Fact()
    stops: tuple[Stop, ...] = ()
    stops_known: bool = True
    due_area_m2: Fact[Decimal] = Fact()
    developed_m2: tuple[Measured, ...] = ()
    total_investment: Measured | None = None
    invested: tuple[Measured, ...] = ()
    causes: tuple[CauseInterval, ...] = ()
    established_cause: IdleCause | None = None
    price_yuan: Fact[Decimal] = Fact()
    land_share: Fraction = field(default=Fraction(1))
    discovered_on: date | None = None
    established_on: date | None = None
    established_source: str = "调查认定"

    def cause_by(self, as_of: date) -> IdleCause | None:
        """The cause established by then; one of a later day is not known yet."""
        return None if self.established_on is not None and self.established_on > as_of else self.established_cause

    def found_by(self, as_of: date) -> date | None:
        """The day of discovery, if it had come by then."""
        return None if self.discovered_on is None or self.discovered_on > as_of else self.discovered_on


def latest(measurements: Iterable[Measured], as_of: date) -> Measured | None:
    """Return the newest measurement of that day or before; of two on one day the one named last."""
    best: Measured | None = None
    for item in measurements:
        if item.on <= as_of and (best is None or item.on >= best.on):
            best = item
    return best


def running_stop(facts: DevelopmentFacts, as_of: date) -> Stop | None:
    """The stop that goes on over that day: begun by then and not yet resumed. Work that went on and stopped again counts from the new stop."""
    running = [
        item
        for item in facts.stops
        if item.stopped_on <= as_of and (item.resumed_on is None or item.resumed_on > as_of)
    ]
    return min(running, key=lambda item: item.stopped_on, default=None)
