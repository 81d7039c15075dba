"""图斑的历史：一块地的事实何时变化，每一段时间里分成哪些图斑、各属哪一类；同样的事实得出同样的图斑。

Classes are constant between the days on which a fact changes, so they are worked out once per such day, for the past and for days to
come alike: an agreed day that passes is a change too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from shapely import MultiPolygon

from gisapp.stock.rules.classify import Classified, Definition, PatchFacts, Supplied, classify
from gisapp.stock.rules.ground import share, take_away, tile
from gisapp.stock.rules.supply_history import ContractHistory, PlotState, Span, developed_on, supply_of
from gisapp.stock.terms import PartUse, StockClass


@dataclass(frozen=True, slots=True)
class ApprovalGround:
    span: Span
    approval_no: str
    approved_on: date
    geom: MultiPolygon


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a divided plot, or ground that an officer looked at."""

    span: Span
    part_no: int
    name_zh: str
    use: PartUse
    decided: StockClass | None
    reason: str
    geom: MultiPolygon


@dataclass(frozen=True, slots=True)
class PlotGround:
    """A boundary of a plot, as far as no other plot takes it, with everything that decides its class."""

    plot_id: int
    span: Span
    land_use_scheme: str | None
    land_use_code: str | None
    geom: MultiPolygon
    states: Sequence[PlotState]
    contracts: Sequence[ContractHistory]
    parts: Sequence[Part]
    approvals: Sequence[ApprovalGround]


@dataclass(frozen=True, slots=True)
class Patch:
    """A patch over the days on which nothing about it changes."""

    plot_id: int | None
    part_no: int | None
    origin: str
    land_use_scheme: str | None
    land_use_code: str | None
    label_zh: str
    geom: MultiPolygon
    classified: Classified
    inputs: Mapping[str, Any]
    compliance: str
    span: Span


Definitions = Sequence[tuple[Span, Definition]]


def definitions_on(definitions: Definitions, day: date) -> dict[StockClass, Definition]:
    """Return the definitions in force; before the first one its text holds, because the classes are our own words."""
    found: dict[StockClass, Definition] = {}
    for span, definition in sorted(definitions, key=lambda item: item[0].since):
        if span.holds(day) or definition.stock_class not in found:
            found[definition.stock_class] = definition
    return found


def patches_of_plot(ground: PlotGround, definitions: Definitions) -> list[Patch]:
    """一个地块自登记到注销的全部图斑."""
    days = _days_between(
        ground.span,
        (day for state in ground.states for day in state.span.days()),
        (day for contract in ground.contracts for day in contract.days()),
        (day for part in ground.parts for day in part.span.days()),
        (day for approval in ground.approvals for day in approval.span.days()),
        (day for span, _ in definitions for day in span.days()),
    )
    cuts: dict[Any, list[tuple[int | None, str, str, MultiPolygon, Part | None, ApprovalGround | None]]] = {}
    made: list[Patch] = []
    for index, day in enumerate(days):
        until = days[index + 1] if index + 1 < len(days) else ground.span.until
        state = next((item for item in ground.states if item.span.holds(day)), None)
        contract = next((item for item in ground.contracts if item.span.holds(day)), None)
        supplied, missed = supply_of(contract, state, ground.states, day)
        parts = tuple(item for item in ground.parts if item.span.holds(day))
        approvals = tuple(item for item in ground.approvals if item.span.holds(day))
        key = (tuple(id(item) for item in parts), tuple(id(item) for item in approvals), supplied is None)
        if key not in cuts:
            cuts[key] = list(_cut(ground.geom, parts, approvals, is_supplied=supplied is not None))
        meanings = definitions_on(definitions, day)
        for part_no, origin, label, geom, part, approval in cuts[key]:
            facts = PatchFacts(
                as_of=day,
                is_plot=True,
                land_use_code=ground.land_use_code,
                approval_no=approval.approval_no if approval else None,
                approved_on=approval.approved_on if approval else None,
                land_control=state.land_control if state else "unknown",
                development=state.development if state else "not_applicable",
                compliance=state.compliance if state else "not_applicable",
                supplied=supplied,
                missed=missed,
                developed=developed_on(contract, day),
                part_use=part.use if part else None,
                decided=part.decided if part else None,
                decided_reason=part.reason if part else "",
                is_undrawn=origin == "undrawn",
            )
            made.append(
                Patch(
                    ground.plot_id,
                    part_no,
                    origin,
                    ground.land_use_scheme,
                    ground.land_use_code,
                    label,
                    geom,
                    classify(facts, meanings),
                    _told(facts, state),
                    facts.compliance,
                    Span(day, until),
                )
            )
    return _joined(made)


def patches_of_ground(
    shapes: Sequence[tuple[Span, MultiPolygon]],
    *,
    land_use: tuple[str | None, str | None],
    label_zh: str,
    approvals: Sequence[ApprovalGround],
    looked_at: Sequence[Part],
    definitions: Definitions,
) -> list[Patch]:
    """地块以外的一块地的全部图斑：`shapes` 是它在各段时间里还剩下的范围（已扣除地块）."""
    scheme, code = land_use
    made: list[Patch] = []
    for span, shape in shapes:
        days = _days_between(
            span,
            (day for item in approvals for day in item.span.days()),
            (day for item in looked_at for day in item.span.days()),
            (day for held, _ in definitions for day in held.days()),
        )
        for index, day in enumerate(days):
            until = days[index + 1] if index + 1 < len(days) else span.until
            meanings = definitions_on(definitions, day)
            alive = tuple(item for item in approvals if item.span.holds(day))
            decided = tuple(item for item in looked_at if item.span.holds(day))
            public = code is not None and code.startswith(meanings[StockClass.NOT_FOR_SUPPLY].land_use_codes)
            drawn, rest = tile(shape, [item.geom for item in decided]) if decided else ([], shape)
            pieces: list[tuple[MultiPolygon, Part | None]] = [
                *((geom, part) for geom, part in zip(drawn, decided, strict=True) if geom.area),
                *([(rest, None)] if rest.area else []),
            ]
            for piece, part in pieces:
                for geom, approval in [(piece, None)] if public or part else _by_approval(piece, alive):
                    facts = PatchFacts(
                        as_of=day,
                        is_plot=False,
                        land_use_code=code,
                        approval_no=approval.approval_no if approval else None,
                        approved_on=approval.approved_on if approval else None,
                        part_use=part.use if part else None,
                        decided=part.decided if part else None,
                        decided_reason=part.reason if part else "",
                    )
                    made.append(
                        Patch(
                            None,
                            part.part_no if part else None,
                            "ground",
                            scheme,
                            code,
                            part.name_zh if part and part.name_zh else label_zh,
                            geom,
                            classify(facts, meanings),
                            _told(facts, None),
                            "not_applicable",
                            Span(day, until),
                        )
                    )
    return _joined(made)


def _cut(
    shape: MultiPolygon, parts: Sequence[Part], approvals: Sequence[ApprovalGround], *, is_supplied: bool
) -> Iterable[tuple[int | None, str, str, MultiPolygon, Part | None, ApprovalGround | None]]:
    """Yield the pieces of a plot: its parts, or whole; each unsupplied piece by the approval that covers it."""
    pieces: list[tuple[int | None, str, str, MultiPolygon, Part | None]]
    if parts:
        drawn, rest = tile(shape, [item.geom for item in parts])
        pieces = [
            (part.part_no, "part", part.name_zh, geom, part)
            for part, geom in zip(parts, drawn, strict=True)
            if geom.area
        ]
        if rest.area:
            pieces.append((None, "undrawn", "", rest, None))
    else:
        pieces = [(None, "plot", "", shape, None)]
    for part_no, origin, label, geom, part in pieces:
        if is_supplied:
            yield part_no, origin, label, geom, part, None
        else:
            for covered, approval in _by_approval(geom, approvals):
                yield part_no, origin, label, covered, part, approval


def _by_approval(
    shape: MultiPolygon, approvals: Sequence[ApprovalGround]
) -> Iterable[tuple[MultiPolygon, ApprovalGround | None]]:
    """Yield the ground of a shape by the earliest approval that covers it, and what none covers."""
    rest = shape
    for approval in sorted(approvals, key=lambda item: (item.approved_on, item.approval_no)):
        if not rest.area or not rest.intersects(approval.geom):
            continue
        inside, rest = share(rest, approval.geom)
        if inside.area:
            yield inside, approval
    if rest.area:
        yield rest, None


def _days_between(span: Span, *days: Iterable[date]) -> list[date]:
    found = {day for some in days for day in some if span.holds(day)}
    return sorted(found | {span.since})


def _joined(patches: list[Patch]) -> list[Patch]:
    """Return the patches with those joined that follow each other and say the same of the same ground."""
    open_ones: dict[Any, int] = {}
    made: list[Patch] = []
    for patch in patches:
        key = (patch.part_no, patch.origin, patch.label_zh, patch.classified, patch.compliance, patch.geom.wkb)
        at = open_ones.get(key)
        if at is not None and made[at].span.until == patch.span.since and made[at].inputs == patch.inputs:
            made[at] = replace(made[at], span=Span(made[at].span.since, patch.span.until))
        else:
            open_ones[key] = len(made)
            made.append(patch)
    return made


def _told(facts: PatchFacts, state: PlotState | None) -> dict[str, Any]:
    """Return what the answer rests on, for the why-panel; days as text."""
    told: dict[str, Any] = {"land_use_code": facts.land_use_code}
    if facts.approval_no is not None and facts.approved_on is not None:
        told |= {"approval_no": facts.approval_no, "approved_on": facts.approved_on.isoformat()}
    if facts.is_plot:
        told |= {
            "land_control": facts.land_control,
            "development": facts.development,
            "compliance": facts.compliance,
            "state_document": state.document if state else "",
        }
    if facts.part_use is not None:
        told["part_use"] = facts.part_use.value
    if facts.supplied is not None:
        told["supplied"] = {
            name: value.isoformat() if isinstance(value, date) else value
            for name in Supplied.__slots__
            if (value := getattr(facts.supplied, name)) is not None
        }
    if facts.developed is not None:
        told["developed"] = {
            "due_m2": str(facts.developed.due_m2),
            "developed_m2": str(facts.developed.developed_m2),
            "share_min": str(facts.developed.share_min),
        }
    if facts.missed:
        told["missed"] = [
            {"label_zh": item.label_zh, "due_on": item.due_on.isoformat(), "is_broken": item.is_broken}
            for item in facts.missed
        ]
    return told


def remaining(
    whole: Sequence[tuple[Span, MultiPolygon]], plots: Sequence[tuple[Span, MultiPolygon]]
) -> list[tuple[Span, MultiPolygon]]:
    """Return what is left of a piece of ground, period by period, when the plots of the day are taken away."""
    made: list[tuple[Span, MultiPolygon]] = []
    shapes: dict[Any, MultiPolygon] = {}
    for span, shape in whole:
        days = _days_between(span, (day for held, _ in plots for day in held.days()))
        for index, day in enumerate(days):
            until = days[index + 1] if index + 1 < len(days) else span.until
            alive = [geom for held, geom in plots if held.holds(day)]
            key = (id(shape), tuple(id(geom) for geom in alive))
            if key not in shapes:
                left = shape
                for geom in alive:
                    left = take_away(left, [geom]) if left.area else left
                shapes[key] = left if alive else shape
            left = shapes[key]
            if left.area > 0:
                if made and made[-1][1] is left and made[-1][0].until == day:
                    made[-1] = (Span(made[-1][0].since, until), left)
                else:
                    made.append((Span(day, until), left))
    return made
