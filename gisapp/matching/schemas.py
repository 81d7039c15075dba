"""Bodies of matching and of saved searches. Areas in ㎡, money in yuan, distances in metres unless the name says otherwise."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from gisapp.api.answers import Labels
from gisapp.land.terms import Utility
from gisapp.matching.terms import AnswerState, CandidateKind, Criterion
from gisapp.preparation.indicator_terms import Indicator
from gisapp.sites.schemas import SiteItem
from gisapp.sites.terms import SiteKind

Amount = Annotated[Decimal, Field(ge=0, le=Decimal("1e13"))]
Code = Annotated[str, StringConstraints(max_length=40, pattern=r"^[\w-]*$")]
Weight = Annotated[int, Field(ge=0, le=100)]


class Needs(BaseModel):
    """Capacities as sites have them: power kVA, gas m³/h, steam t/h; water and sewage as m³ a day, height m, load t/㎡, distances m."""

    model_config = ConfigDict(extra="forbid")

    power: Amount | None = None
    water_m3_day: Amount | None = None
    gas: Amount | None = None
    steam: Amount | None = None
    sewage_m3_day: Amount | None = None
    height: Amount | None = None
    load: Amount | None = None
    rail: Amount | None = None
    port: Amount | None = None
    motorway: Amount | None = None
    airport: Amount | None = None
    water: Annotated[Amount | None, Field(description="Diameter in mm, where it is known; else from water_m3_day")] = (
        None
    )
    sewage: Annotated[
        Amount | None, Field(description="Diameter in mm, where it is known; else from sewage_m3_day")
    ] = None


class RequirementBody(BaseModel):
    """What an investor needs; everything may be left out. `must`: criteria that exclude; null = the usual ones."""

    model_config = ConfigDict(extra="forbid")

    kinds: Annotated[list[SiteKind], Field(min_length=1, max_length=4)] = [SiteKind.PLOT]
    industry: Code = ""
    parks: Annotated[list[Code], Field(max_length=20)] = []
    area_min_m2: Amount | None = None
    area_max_m2: Amount | None = None
    floor_area_min_m2: Amount | None = None
    price_max_yuan_per_m2: Amount | None = None
    rent_max_yuan_per_m2_month: Amount | None = None
    delivery_by: date | None = None
    utilities: Annotated[list[Utility], Field(max_length=8)] = []
    measures: Needs = Field(default_factory=Needs)
    building_height_m: Amount | None = None
    far: Annotated[Decimal, Field(gt=0, le=20)] | None = None
    investment_yuan: Amount | None = None
    output_yuan: Amount | None = None
    value_added_yuan: Amount | None = None
    tax_yuan: Amount | None = None
    energy_tce: Amount | None = None
    staff: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    must: list[Criterion] | None = None
    weights: dict[Criterion, Weight] = {}


class MatchWeight(Labels):
    criterion: Criterion
    weight: int


class Excluded(Labels):
    """How many sites fail a hard limit, and how many fail it alone."""

    criterion: Criterion
    count: int
    alone: int


class Contribution(Labels):
    """`points` and `known` of 100; `adds` is what it adds to the score of 100, `could_add` what it could; `short`: why one that is met has not all points."""

    criterion: Criterion
    weight: int
    points: float
    known: float
    adds: float
    could_add: float
    state: AnswerState
    is_must: bool
    reason_zh: str
    reason_en: str
    short_zh: str | None
    short_en: str | None


class Threshold(Labels):
    """A threshold of standard land beside the plan; `is_met` null = the plan does not say enough."""

    indicator: Indicator
    is_met: bool | None
    required_zh: str
    required_en: str
    planned_zh: str
    planned_en: str
    margin_zh: str | None
    margin_en: str | None
    basis: str
    source: str


class Candidate(BaseModel):
    """`candidate`: site, combination or division; `rest_m2`: what a division leaves."""

    candidate: CandidateKind
    sites: list[SiteItem]
    area_m2: float | None
    rest_m2: float | None
    score: float
    reliability: float
    contributions: list[Contribution]
    thresholds: list[Threshold]


class RelaxationTold(BaseModel):
    """Ask `requirement` and there are `total` sites."""

    criterion: Criterion
    how: str
    words_zh: str
    words_en: str
    gain: int
    total: int
    requirement: dict[str, Any]


class MatchAnswer(BaseModel):
    """`run` is the number under which the answer is kept and can be worked out again; without any of `weights` nothing was asked and nothing is ranked."""

    run: int
    as_of: date
    algorithm: str
    requirement: dict[str, Any]
    pool: int
    published: int
    total: int
    bbox: list[float] | None
    ids: list[int]
    weights: list[MatchWeight]
    excluded: list[Excluded]
    items: list[Candidate]
    alternatives: list[Candidate]
    relaxations: list[RelaxationTold]


class RunRow(BaseModel):
    id: int
    as_of: date
    algorithm: str
    requirement: dict[str, Any]
    total: int
    site_count: int
    first_three: list[int]
    first_scores: list[int]
    ranking_sha256: str
    first_asked_at: datetime
    last_asked_at: datetime | None
    asked: int


class RunList(BaseModel):
    total: int
    asked: int
    items: list[RunRow]


class RunSheet(BaseModel):
    """A kept answer: the first thousand numbers with their scores in thousandths."""

    id: int
    as_of: date
    algorithm: str
    requirement: dict[str, Any]
    pool_id: int
    pool_sha256: str
    site_count: int
    total: int
    ranking: list[int]
    scores: list[int]
    ranking_sha256: str
    first_asked_at: datetime
    asked: int


class Replay(BaseModel):
    run: int
    is_same: bool
    kept_sha256: str
    worked_out_sha256: str
    total: int
    algorithm: str


class SearchBody(BaseModel):
    """A wish to keep: `list` with the parameters of /api/sites, `match` with the body of /api/matches."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["list", "match"]
    title: Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
    language: Literal["zh", "en"] = "zh"
    query: dict[str, Any]


class SearchSaved(BaseModel):
    """The secret link: whoever has the token may open and delete the search; it is told once and not kept."""

    token: str
    title: str


class SearchOpened(BaseModel):
    kind: str
    title: str
    language: Literal["zh", "en"]
    query: dict[str, Any]
    saved_at: datetime
    total: int
    ids: list[int]
