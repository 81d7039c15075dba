"""Bodies of the investor's preview and comparison. Money in yuan unless the name says 万元, areas in ㎡ unless it says 亩, days as dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from gisapp.api.answers import Labels, Named
from gisapp.approvals.terms import HandlingKind
from gisapp.investor.terms import DayOrigin, PathPhase, PathVariant, PenaltyKind, PromiseChoice
from gisapp.kernel.bounds import Id, VersionNo
from gisapp.preparation.indicator_terms import Indicator
from gisapp.preparation.standard_terms import ObligationKind, Obligor, PromiseVerdict
from gisapp.sites.terms import PremisesKind, SiteKind, SiteSupply

Wan = Annotated[Decimal | None, Field(ge=0, le=100_000_000, max_digits=14, decimal_places=4)]
SquareMetres = Annotated[Decimal | None, Field(ge=0, le=10_000_000, max_digits=12, decimal_places=2)]


class PreviewQuery(BaseModel):
    """A plan as the address carries it; everything may be left out. Amounts in 万元 (a year where they recur), price in 万元/亩."""

    investment_wan: Wan = None
    output_wan: Wan = None
    tax_wan: Wan = None
    value_added_wan: Wan = None
    energy_tce: Annotated[Decimal | None, Field(ge=0, le=100_000_000)] = None
    floor_area_m2: SquareMetres = None
    footprint_m2: SquareMetres = None
    green_m2: SquareMetres = None
    staff: Annotated[int | None, Field(ge=0, le=1_000_000)] = None
    price_wan_per_mu: Annotated[Decimal | None, Field(gt=0, le=100_000)] = None
    signed_on: date | None = None
    start_on: date | None = None
    completion_on: date | None = None
    production_on: date | None = None
    promise: PromiseChoice = PromiseChoice.THRESHOLD
    construction_months: Annotated[int | None, Field(ge=1, le=120)] = None
    fitting_months: Annotated[int | None, Field(ge=0, le=60)] = None
    without: Annotated[
        str | None,
        Field(
            max_length=1000,
            description="Approval items not needed, codes separated by commas; default the unusual ones",
        ),
    ] = None


class ComparisonQuery(PreviewQuery):
    ids: Annotated[str, Field(max_length=200, description="Two to four sites, separated by commas")]


class Labelled(Labels):
    value: str


class ThresholdTotal(Labels):
    """A threshold times the area."""

    amount: float
    unit: Literal["yuan", "yuan_per_year", "m2"]


class Threshold(Labels):
    indicator: Indicator
    words_zh: str
    words_en: str
    sign: str
    total: ThresholdTotal | None
    planned_zh: str | None
    planned_en: str | None
    planned_total: float | None
    verdict: PromiseVerdict
    verdict_zh: str
    verdict_en: str
    gap: float | None
    due_zh: str
    due_en: str
    basis: str
    since: date
    confirmed: bool


class RestsOn(BaseModel):
    """Where a number comes from, since when it holds, and whether anybody has compared it with its text."""

    basis: str
    since: date
    confirmed: bool


class SignedDuty(Labels):
    """One obligation exactly as signing would write it (key … target), with why its day lies there."""

    key: str
    kind: ObligationKind
    kind_zh: str
    kind_en: str
    obligor: Obligor
    obligor_zh: str
    obligor_en: str
    due_on: date
    basis: str
    amount_yuan: float | None
    target: str | None
    origin: DayOrigin
    origin_zh: str
    origin_en: str
    rests_on: list[RestsOn]
    confirmed: bool


class Check(Labels):
    on: date
    indicators_zh: list[str]
    indicators_en: list[str]


class SitePenalty(RestsOn, Labels):
    kind: PenaltyKind
    amount_yuan: float | None
    is_daily: bool
    from_on: date | None
    value: float
    unit: str
    note_zh: str
    note_en: str


class SiteDeposit(RestsOn):
    amount_yuan: float | None
    is_announced: bool
    share: float


class Signing(BaseModel):
    signed_on: date
    price_yuan: float
    initial_period_months: int | None
    first_payment_on: date


class PathBar(Labels):
    key: str
    phase: PathPhase
    phase_zh: str
    phase_en: str
    starts_on: date
    ends_on: date
    workdays: int
    is_longest: bool
    is_spared: bool
    basis: str
    confirmed: bool


class PathVariantAnswer(BaseModel):
    variant: PathVariant
    variant_zh: str
    variant_en: str
    signed_on: date
    build_on: date
    completed_on: date
    production_on: date
    workdays: int
    approval_workdays: int
    total_allowed: int
    finding: dict[str, Any] | None
    steps: list[PathBar]


class PathSaving(BaseModel):
    variant: PathVariant
    variant_zh: str
    variant_en: str
    days: int
    workdays: int
    reasons_zh: list[str]
    reasons_en: list[str]


class NeededItem(Named):
    code: str
    stage_zh: str
    stage_en: str
    days: int
    unit: str
    handling: HandlingKind
    is_needed: bool


class Paths(BaseModel):
    from_on: date
    until_on: date
    construction_months: int
    fitting_months: int
    unconfirmed_years: list[int]
    variants: list[PathVariantAnswer]
    savings: list[PathSaving]
    items: list[NeededItem]


class SitePreview(BaseModel):
    as_of: date
    id: int
    plot_no: str
    area_m2: float
    promise: PromiseChoice
    threshold_source: Labelled
    thresholds: list[Threshold]
    deposit: SiteDeposit
    signing: Signing | None
    duties: list[SignedDuty]
    checks: list[Check]
    penalties: list[SitePenalty]
    findings: list[dict[str, Any]]
    paths: Paths


class TakeoverLine(Labels):
    key: str
    words_zh: str
    words_en: str
    is_stated: bool


class SiteTakeover(BaseModel):
    """What one would sign for premises, as far as their holder lets it be told; `is_stated` false = nothing is recorded of it."""

    as_of: date
    id: int
    kind: PremisesKind
    plot_no: str
    lines: list[TakeoverLine]
    source: str
    observed_on: date
    since: date


class ComparedSite(BaseModel):
    """`kind` plot, workshop, transfer or expansion; `supply` is the status of a plot, “available” for premises."""

    id: int
    kind: SiteKind
    plot_no: str
    title_zh: str | None
    title_en: str | None
    park_name_zh: str
    park_name_en: str
    supply: SiteSupply


class ComparedAspect(Labels):
    """One row; cells in the order of the sites; `leading` are their places where everybody would agree what is better."""

    key: str
    group_zh: str
    group_en: str
    cells_zh: list[str]
    cells_en: list[str]
    differs: bool
    leading: list[int]


class SiteComparison(BaseModel):
    as_of: date
    missing: list[int]
    sites: list[ComparedSite]
    rows: list[ComparedAspect]


Title = Annotated[str, StringConstraints(max_length=60, strip_whitespace=True)]


class NewShortlist(BaseModel):
    model_config = ConfigDict(extra="forbid")

    site_ids: Annotated[list[Id], Field(max_length=40)]
    title: Title = ""


class ShortlistChange(NewShortlist):
    expected_version: VersionNo


class ShortlistSite(BaseModel):
    """A site of a list, a plot or premises; `state` withdrawn = no longer published, told as it was on the day it was put there."""

    id: int
    place: int
    added_on: date
    kind: SiteKind | None
    plot_no: str | None
    title_zh: str | None
    title_en: str | None
    park_code: str | None
    park_name_zh: str | None
    park_name_en: str | None
    area_m2: float | None
    state: str
    supply: SiteSupply | None
    start_price_yuan_per_m2: float | None
    start_price_wan_per_mu: float | None
    delivery_on: date | None
    floor_area_m2: float | None
    rent_yuan_per_m2_month: float | None
    sale_yuan: float | None
    outline: dict[str, Any] | None


class ShortlistAnswer(BaseModel):
    """`key` opened it; `share_key` may be passed on and only reads. Deleted when nobody opens it for `kept_days`."""

    as_of: date
    title: str
    version: int
    is_own: bool
    key: str
    share_key: str
    kept_days: int
    sites: list[ShortlistSite]
