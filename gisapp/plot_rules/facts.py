"""What the plot rules are fed with and what they answer: shapes in EPSG:4490, roads, the park, operations; findings by rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from shapely.geometry.base import BaseGeometry

from gisapp.kernel.finding import Finding, Severity
from gisapp.plot_rules.tolerances import PlotTolerances

PlanningBounds = Mapping[str, Decimal | None]
"""Planning conditions in force by the names of `kernel/plot_fields.py`; none or left out = not laid down. Ratios as fractions, heights in metres."""


@dataclass(frozen=True, slots=True)
class PlotShape:
    """A plot to be judged; `key` names it in the findings and is unique in a run (a plot's id as text, a draft's own key).

    `rounding_m2` is half of the last digit of the surveyed area; `bounds` None = no planning conditions are known.
    """

    key: str
    plot_no: str | None
    geometry: BaseGeometry | None
    area_surveyed_m2: float | Decimal | None = None
    rounding_m2: float = 0.0
    parcel_no: str | None = None
    real_estate_unit_no: str | None = None
    bounds: PlanningBounds | None = None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A plot that stands and is not judged: shapes are held against it unless one of them has its key."""

    key: str
    plot_no: str
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class RoadShape:
    """The middle line of a road with its full width in metres (None = not known: the line itself counts)."""

    name_zh: str
    width_m: float | None
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class ParkShape:
    """The park the plots belong to: `geometry` None where no boundary is in force; distances are measured in `planar_epsg`."""

    name_zh: str
    planar_epsg: int
    geometry: BaseGeometry | None


@dataclass(frozen=True, slots=True)
class Operation:
    """A split, merge or adjustment: the shapes as they were, the keys of the shapes that take their place."""

    key: str
    before: Sequence[BaseGeometry]
    after: Sequence[str]


@dataclass(frozen=True, slots=True)
class PlotFinding:
    """One answer: about which shape (and which other one), by which rule in which version and with which tolerances.

    `geometry` of the finding is a point, line or polygon in EPSG:4490 (lon, lat) to zoom to.
    """

    key: str
    rule: str
    rule_version: int
    tolerances: Mapping[str, float]
    finding: Finding
    other_key: str | None = None
    other_no: str | None = None

    @property
    def code(self) -> str:
        return self.finding.code

    @property
    def severity(self) -> Severity:
        return self.finding.severity

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the JSON that is stored and sent."""
        return {
            "key": self.key,
            "rule": self.rule,
            "rule_version": self.rule_version,
            "tolerances": dict(self.tolerances),
            "other_key": self.other_key,
            "other_no": self.other_no,
            **self.finding.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class RuleRun:
    """The answers of one run, in the order of shapes and rules; `not_asked` tells why a rule could not be asked at all."""

    moment: str
    findings: tuple[PlotFinding, ...]
    versions: Mapping[str, int]
    tolerances: PlotTolerances
    not_asked: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def has_errors(self) -> bool:
        return any(one.severity is Severity.ERROR for one in self.findings)

    def of(self, key: str) -> tuple[PlotFinding, ...]:
        return tuple(one for one in self.findings if one.key == key)
