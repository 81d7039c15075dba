"""What the routes of idle land take and answer: facts, identification with its trace, the list of the scan."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from gisapp.api.answers import Created, InPark, OfContract, OfParty, OnPlot, Recorded
from gisapp.idle.terms import (
    CauseSide,
    FactKind,
    FoundationKind,
    IdleCause,
    IdleDuty,
    IdleGround,
    IdleLandClass,
    IdleState,
    Knowledge,
    Replay,
)
from gisapp.kernel.bounds import Id
from gisapp.preparation.standard_terms import LandInstrument

Day = Annotated[date, Field(ge=date(1980, 1, 1), le=date(2200, 1, 1))]
Amount = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=2)]
Words = Annotated[str, Field(max_length=200)]
Paragraph = Annotated[str, Field(max_length=2000)]
EvidenceIds = Annotated[list[Id], Field(max_length=40)]


class NewFact(BaseModel):
    """One statement; square metres or yuan. `price_and_taxes` null = not known what of the amount is price and taxes, 0 = net already."""

    kind: FactKind
    knowledge: Knowledge = Knowledge.KNOWN
    happened_on: Day
    ended_on: Day | None = None
    foundation_kind: FoundationKind | None = None
    cause: IdleCause | None = None
    amount: Amount | None = None
    price_and_taxes: Amount | None = None
    document_no: Words = ""
    source: Annotated[str, Field(min_length=1, max_length=200)]
    evidence_ids: EvidenceIds = []
    remark: Paragraph = ""


class FactCorrection(NewFact):
    """A statement that takes the place of another one, and why."""

    reason: Annotated[str, Field(min_length=1, max_length=2000)]


class FactPreview(NewFact):
    """A statement that is not kept yet; `replaces_id` names the one that it would correct."""

    replaces_id: Id | None = None


class FactFindings(BaseModel):
    """What about a statement is to be looked at again; it may be kept all the same."""

    findings: list[dict[str, Any]]


class KeptFact(Created, FactFindings):
    """The statement that was written, and what was found implausible about it."""


class ToldFact(Recorded):
    """A statement as recorded; `closed_at` null = held true now."""

    id: int
    kind: FactKind
    knowledge: Knowledge
    happened_on: date
    ended_on: date | None
    foundation_kind: FoundationKind | None
    cause: IdleCause | None
    amount: float | None
    price_and_taxes: float | None
    document_no: str
    source: str
    evidence_ids: list[int]
    evidence: list[dict[str, Any]]
    remark: str
    replaces_id: int | None
    replaced_by_id: int | None
    reason: str
    closed_at: datetime | None


class Input(BaseModel):
    """What the engine takes for true of one fact on the day, and where it has it from."""

    kind: FactKind
    knowledge: Knowledge
    source: str
    happened_on: date | None
    ended_on: date | None
    foundation_kind: FoundationKind | None
    amount: float | None
    price_and_taxes: float | None


class Turn(BaseModel):
    turns_on: date
    state: IdleState
    side: CauseSide | None
    may_fee: bool
    may_recover: bool
    sentence_zh: str
    sentence_en: str


class DutyWarning(BaseModel):
    warn_on: date
    duty: IdleDuty
    latest_on: date


class Span(BaseModel):
    cause: IdleCause
    side: CauseSide
    began_on: date
    ended_on: date | None
    proof: str


class Clock(BaseModel):
    """The clock that runs: from the agreed start or the stop; days up to the day asked; null days are not in sight."""

    is_stop: bool
    from_on: date
    year_on: date
    two_years_on: date | None
    own_year_on: date | None
    own_recovery_on: date | None
    own_days: int
    excused_days: int
    spans: list[Span]


class Fee(BaseModel):
    amount_yuan: float | None
    arithmetic: str
    refusal_zh: str | None
    refusal_en: str | None


class Notice(BaseModel):
    """A mortgagee who has to be told in writing."""

    encumbrance_id: int
    holder_name: str
    certificate_no: str
    registered_on: date


class ContractIdle(OfContract, OfParty):
    """One contract's answer; `shared_m2` = how much of its land lies under the plot asked for, `findings` = what of the facts is implausible."""

    instrument: LandInstrument
    signed_on: date
    project_name: str
    park_code: str
    area_m2: float
    shared_m2: float
    is_own: bool
    sentence_zh: str
    sentence_en: str
    answer: dict[str, Any]
    notices: list[Notice]
    seized_by: list[str]
    open_case_no: str | None
    sha256: str
    holds_until: date | None
    becomes_idle_on: date | None
    turns: list[Turn]
    warnings: list[DutyWarning]
    fee: Fee | None
    clock: Clock | None
    inputs: list[Input]
    facts: list[ToldFact]
    findings: list[dict[str, Any]]


class PlotIdle(BaseModel):
    as_of: date
    plot_id: int
    items: list[ContractIdle]


class FindingItem(InPark, OnPlot, OfContract, OfParty):
    """A row of the scan's list; `is_stale`: a change or time has overtaken the answer."""

    project_name: str
    area_m2: float
    judged_on: date
    state: IdleState
    land_class: IdleLandClass | None
    ground: IdleGround | None
    since: date | None
    idle_days: int | None
    side: CauseSide | None
    is_proposal: bool
    may_fee: bool
    may_recover: bool
    duty: IdleDuty
    latest_on: date | None
    missing_zh: list[str]
    missing_en: list[str]
    holds_until: date | None
    is_stale: bool
    case_id: int | None
    case_no: str | None


class ClassTally(BaseModel):
    land_class: IdleLandClass | Literal[""]
    contracts: int
    area_m2: float
    stale: int


class KeptEntry(BaseModel):
    """A rulebook entry as it was when an answer was given."""

    id: int
    code: str
    value: str
    unit: str
    effective_from: date
    basis: str
    confirmed: bool


class KeptAnswer(BaseModel):
    """One answer as it was kept: `superseded_at` = when another answer of the same day took its place; facts are those known at `recorded_at`."""

    holds_from: date
    recorded_at: datetime
    superseded_at: datetime | None
    state: IdleState
    side: CauseSide | None
    since: date | None
    may_fee: bool
    may_recover: bool
    engine: str | None
    entries: list[KeptEntry]
    sha256: str | None
    replay: Replay


class ScanRun(BaseModel):
    id: int
    as_of: date
    contracts: int
    written: int
    counts: dict[str, int]
    started_at: datetime
    finished_at: datetime
    run_by_name: str


class FindingList(BaseModel):
    """`tally` is of the filtered set, every class named; `items` of the classes asked for."""

    as_of: date
    total: int
    tally: list[ClassTally]
    items: list[FindingItem]
    last_scan: ScanRun | None


class ScanAnswer(BaseModel):
    as_of: date
    contracts: int
    written: int
    counts: dict[str, int]
