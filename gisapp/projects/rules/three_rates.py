"""三率：签约项目履约率、开工项目投产率、投产项目达效率；每个比率就是它背后的名单。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gisapp.projects.terms import RateClass, RateKind

BASIS = "“三个一批”三率口径：分母只计到约定期的项目"


@dataclass(frozen=True, slots=True)
class Milestones:
    """The days of a project that the three rates look at; None = not yet, or not agreed."""

    project_id: int
    signed_on: date | None = None
    landed_on: date | None = None
    started_on: date | None = None
    produced_on: date | None = None
    attained_on: date | None = None
    agreed_start_on: date | None = None
    agreed_production_on: date | None = None
    agreed_attainment_on: date | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate on a day: which projects stand in which class. `value` None = nothing is due yet."""

    kind: RateKind
    projects: Mapping[RateClass, tuple[int, ...]]

    def count(self, *classes: RateClass) -> int:
        return sum(len(self.projects[item]) for item in classes)

    @property
    def due(self) -> int:
        return self.count(RateClass.KEPT, RateClass.MISSED)

    @property
    def value(self) -> Fraction | None:
        return Fraction(self.count(RateClass.KEPT), self.due) if self.due else None


def classify(kind: RateKind, project: Milestones, as_of: date) -> RateClass | None:
    """一个项目在某一率中算哪一类；没有进入该率范围（未签约、未开工、未投产）的为无.

    - performance: signed; kept when the land was taken or work began; due from the agreed start;
    - production: started; kept when in production; due from the agreed production;
    - attainment: in production; kept when promised output or tax was reached; due from the agreed attainment.
    """
    entered, agreed, done = _of(kind, project)
    if not _happened(entered, as_of):
        return None
    is_done = _happened(done, as_of)
    if agreed is None:
        return RateClass.UNDATED
    if agreed > as_of:
        return RateClass.EARLY if is_done else RateClass.NOT_DUE
    return RateClass.KEPT if is_done else RateClass.MISSED


def three_rates(projects: Iterable[Milestones], as_of: date) -> dict[RateKind, Rate]:
    """三率及其名单：兑现与到期未兑现之和为分母；提前、未到期、未填的单列."""
    found: dict[RateKind, dict[RateClass, list[int]]] = {kind: {group: [] for group in RateClass} for kind in RateKind}
    for project in projects:
        for kind in RateKind:
            group = classify(kind, project, as_of)
            if group is not None:
                found[kind][group].append(project.project_id)
    return {
        kind: Rate(kind, {group: tuple(sorted(ids)) for group, ids in groups.items()}) for kind, groups in found.items()
    }


def _of(kind: RateKind, project: Milestones) -> tuple[date | None, date | None, date | None]:
    if kind is RateKind.PERFORMANCE:
        taken = [day for day in (project.landed_on, project.started_on) if day is not None]
        return project.signed_on, project.agreed_start_on, min(taken, default=None)
    if kind is RateKind.PRODUCTION:
        return project.started_on, project.agreed_production_on, project.produced_on
    return project.produced_on, project.agreed_attainment_on, project.attained_on


def _happened(day: date | None, as_of: date) -> bool:
    return day is not None and day <= as_of
