"""一个园区的图斑：先扣区中园，再取地块，其余按规划用途分，每一天都恰好盖满园区。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shapely import MultiPolygon, STRtree

from gisapp.stock.rules.ground import NOISE_M2, tile, within
from gisapp.stock.rules.history import (
    ApprovalGround,
    Definitions,
    Part,
    Patch,
    PlotGround,
    patches_of_ground,
    patches_of_plot,
    remaining,
)
from gisapp.stock.rules.supply_history import ContractHistory, PlotState, Span

EVER = date.min
"""The first day of a plan that also tells the days before it."""


@dataclass(frozen=True, slots=True)
class Boundary:
    park_id: int
    parent_park_id: int | None
    epsg: int
    span: Span
    geom: MultiPolygon


@dataclass(frozen=True, slots=True)
class PlotVersion:
    plot_id: int
    park_id: int
    land_use_scheme: str | None
    land_use_code: str | None
    span: Span
    geom: MultiPolygon


@dataclass(frozen=True, slots=True)
class Planned:
    """A piece of the land-use plan."""

    land_use_scheme: str
    land_use_code: str
    label_zh: str
    span: Span
    geom: MultiPolygon


@dataclass(frozen=True, slots=True)
class ZoneFacts:
    """Everything that decides the patches of the parks asked for; `stored` has plots as they are kept (WKB, EPSG:4490), by their planar WKB."""

    boundaries: Sequence[Boundary]
    plots: Sequence[PlotVersion]
    states: Mapping[int, Sequence[PlotState]]
    contracts: Mapping[int, Sequence[ContractHistory]]
    parts: Mapping[int, Sequence[Part]]
    looked_at: Mapping[int, Sequence[Part]]
    approvals: Sequence[ApprovalGround]
    plan: Sequence[Planned]
    definitions: Definitions
    stored: Mapping[bytes, bytes]


def patches_of_park(park_id: int, facts: ZoneFacts) -> list[Patch]:
    """一个园区历日的全部图斑：每一天都恰好盖满园区（其中的区中园除外）."""
    own = _own_ground(park_id, facts.boundaries)
    if not own:
        return []
    versions = [item for item in facts.plots if item.park_id == park_id]
    plots = _clipped(versions, own)
    patches: list[Patch] = []
    for version, held in plots:
        for span, shape in held:
            patches += patches_of_plot(
                PlotGround(
                    version.plot_id,
                    span,
                    version.land_use_scheme,
                    version.land_use_code,
                    shape,
                    facts.states.get(version.plot_id, ()),
                    facts.contracts.get(version.plot_id, ()),
                    facts.parts.get(version.plot_id, ()),
                    [item for item in facts.approvals if item.geom.intersects(shape)],
                ),
                facts.definitions,
            )
    taken = [(span, shape) for _, held in plots for span, shape in held]
    patches += _ground_patches(park_id, own, taken, facts)
    return patches


def _own_ground(park_id: int, boundaries: Sequence[Boundary]) -> list[tuple[Span, MultiPolygon]]:
    """Return the ground of a park on each of its days, without the parks that lie within it."""
    own = [(item.span, item.geom) for item in boundaries if item.park_id == park_id]
    inner = [(item.span, item.geom) for item in boundaries if item.parent_park_id == park_id]
    return remaining(own, inner) if inner else own


def _clipped(
    versions: Sequence[PlotVersion], own: Sequence[tuple[Span, MultiPolygon]]
) -> list[tuple[PlotVersion, list[tuple[Span, MultiPolygon]]]]:
    """Return each boundary of a plot as far as it lies in the park and no plot before it takes the ground.

    Plots do not overlap and lie in their park up to a tolerance; what is within the tolerance must not be counted twice.
    """
    tree = STRtree([item.geom for item in versions])
    earlier: dict[int, list[PlotVersion]] = {}
    if versions:
        ours, others = tree.query([item.geom for item in versions], predicate="intersects")
        for one, other in zip(ours, others, strict=True):
            if other < one and _meet(versions[one].span, versions[other].span):
                shared = versions[one].geom.intersection(versions[other].geom)
                if shared.area > NOISE_M2:
                    earlier.setdefault(int(one), []).append(versions[int(other)])
    made: list[tuple[PlotVersion, list[tuple[Span, MultiPolygon]]]] = []
    for index, version in enumerate(versions):
        held: list[tuple[Span, MultiPolygon]] = []
        for span, ground in own:
            common = _common(version.span, span)
            if common is None:
                continue
            shape = within(version.geom, ground)
            if shape.area:
                held.append((common, shape))
        before = [(item.span, item.geom) for item in earlier.get(index, ())]
        made.append((version, remaining(held, before) if before else held))
    return made


def _ground_patches(
    park_id: int,
    own: Sequence[tuple[Span, MultiPolygon]],
    plots: Sequence[tuple[Span, MultiPolygon]],
    facts: ZoneFacts,
) -> list[Patch]:
    """Return the patches of the ground outside plots, by planned use."""
    tree = STRtree([shape for _, shape in plots])
    looked_at = facts.looked_at.get(park_id, ())
    made: list[Patch] = []
    for span, ground in own:
        days = sorted({span.since} | {day for item in facts.plan for day in item.span.days() if span.holds(day)})
        for index, day in enumerate(days):
            until = days[index + 1] if index + 1 < len(days) else span.until
            planned = [item for item in facts.plan if item.span.holds(day) and item.geom.intersects(ground)]
            pieces, rest = tile(ground, [item.geom for item in planned])
            found: list[tuple[MultiPolygon, tuple[str | None, str | None], str]] = [
                (piece, (item.land_use_scheme, item.land_use_code), item.label_zh)
                for piece, item in zip(pieces, planned, strict=True)
                if piece.area
            ]
            if rest.area:
                found.append((rest, (None, None), ""))
            for piece, land_use, label in found:
                near = [plots[int(at)] for at in tree.query(piece, predicate="intersects")] if len(plots) else []
                over = [item for item in near if piece.intersection(item[1]).area > NOISE_M2]
                made += patches_of_ground(
                    remaining([(Span(day, until), piece)], over),
                    land_use=land_use,
                    label_zh=label,
                    approvals=[item for item in facts.approvals if item.geom.intersects(piece)],
                    looked_at=[item for item in looked_at if item.geom.intersection(piece).area > NOISE_M2],
                    definitions=facts.definitions,
                )
    return made


def _meet(one: Span, other: Span) -> bool:
    return _common(one, other) is not None


def _common(one: Span, other: Span) -> Span | None:
    since = max(one.since, other.since)
    ends = [item.until for item in (one, other) if item.until is not None]
    until = min(ends) if ends else None
    return Span(since, until) if until is None or since < until else None
