"""What does the generator hand over? Frozen records, one per row of the register, without database keys.

Dates are days of the world; `until` is the first day on which a fact no longer holds (None: it still does).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gisapp.demo.shapes import Area, Lines

SOURCE = "示意数据，非法定边界"
ACTOR = "示意数据"
LAND_USE_SCHEME = "用地用海分类2023"
INDUSTRY_EDITION = "GB/T 4754-2017"


@dataclass(frozen=True, slots=True)
class Version:
    """A boundary of a plot with what is registered beside it."""

    number: int
    shape: Area
    area_surveyed_m2: float | None
    parcel_no: str | None
    real_estate_unit_no: str | None
    supervision_no: str | None
    address: str
    land_use_code: str
    points_epsg: int | None
    document: str | None
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The five independent axes of a plot over a period."""

    land_control: str
    servicing: str
    supply: str
    development: str
    compliance: str
    document: str | None
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """Planning conditions with lower and upper bounds; None where nothing is set or known."""

    far: tuple[float | None, float | None]
    building_coefficient: tuple[float | None, float | None]
    green_ratio: tuple[float | None, float | None]
    height_m: tuple[float | None, float | None]
    document_no: str | None
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class UtilityFact:
    utility: str
    status: str
    capacity: float | None
    unit: str | None
    source: str
    observed_on: date
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """Public facts of a published plot. Price in 万元/亩, None where none is set yet."""

    industry_codes: tuple[str, ...]
    price_wan_per_mu: float | None
    delivery_on: date | None
    contact_zh: str
    contact_en: str
    contact_phone: str
    summary_zh: str
    summary_en: str
    since: date


@dataclass(frozen=True, slots=True)
class Milestone:
    kind: str
    agreed_on: date | None
    actual_on: date | None
    document: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """How the idle case of a holder who kept the land ended: the measure, the agreed start it was about, the decision, the day it was closed."""

    measure: str
    due_on: date
    decided_on: date
    closed_on: date


@dataclass(frozen=True, slots=True)
class Contract:
    """A transfer contract, its dates, and facts of development that rules about idle land ask for."""

    contract_no: str
    holder: str
    supervision_no: str
    signed_on: date
    area_m2: float
    price_yuan: int | None
    term_years: int
    milestones: tuple[Milestone, ...]
    ended_on: date | None = None
    cause: str | None = None
    developed_share: float | None = None
    invested_share: float | None = None
    land_use_code: str = ""
    start_extended_from: date | None = None
    settlement: Settlement | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who holds, occupies or rents a plot, and since when; `party` is the Chinese name."""

    party: str
    role: str
    share: float
    document: str | None
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class DemoPlot:
    plot_no: str
    park_code: str
    name_zh: str | None
    stage: str
    industry_code: str | None
    versions: tuple[Version, ...]
    states: tuple[State, ...]
    conditions: tuple[Condition, ...] = ()
    utilities: tuple[UtilityFact, ...] = ()
    offer: Offer | None = None
    contracts: tuple[Contract, ...] = ()
    tenures: tuple[Tenure, ...] = ()

    @property
    def current(self) -> Version | None:
        return self.versions[-1] if self.versions[-1].until is None else None


@dataclass(frozen=True, slots=True)
class Party:
    kind: str
    name_zh: str
    name_en: str
    credit_code: str | None
    is_real: bool = False
    park_code: str | None = None


@dataclass(frozen=True, slots=True)
class ParkBoundary:
    park_code: str
    shape: Area
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class GroundRoad:
    name_zh: str
    name_en: str
    grade: str
    width_m: float
    lines: Lines
    since: date


@dataclass(frozen=True, slots=True)
class Pipe:
    utility: str
    capacity_text: str
    lines: Lines
    since: date


@dataclass(frozen=True, slots=True)
class Constraint:
    kind: str
    name_zh: str
    name_en: str
    shape: Area
    since: date


@dataclass(frozen=True, slots=True)
class PlannedLand:
    land_use_code: str
    shape: Area
    park_code: str | None
    since: date


@dataclass(frozen=True, slots=True)
class DemoZone:
    """The whole zone. The same parameters give the same records, to the millimetre and the day."""

    seed: int
    today: date
    boundaries: tuple[ParkBoundary, ...]
    plots: tuple[DemoPlot, ...]
    parties: tuple[Party, ...]
    roads: tuple[GroundRoad, ...]
    pipes: tuple[Pipe, ...]
    constraints: tuple[Constraint, ...]
    planned: tuple[PlannedLand, ...]
