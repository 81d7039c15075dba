"""Drawing in a proposal: the server does the geometry, shows it, and writes it as an operation with its start and its shapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import shapely
from shapely import MultiLineString, MultiPolygon
from shapely.geometry import mapping
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.drawing.ground import Ground, GroundPlot, read_ground, taken_plots
from gisapp.drawing.plans import Plan, plan_act
from gisapp.drawing.rulebook import drawing_limits
from gisapp.drawing.rules.plane import Area, parts_of
from gisapp.drawing.rules.survey_points import carry_points
from gisapp.drawing.sketches import leave_sketch
from gisapp.drawing.terms import DrawingAct
from gisapp.kernel.errors import Conflict
from gisapp.kernel.finding import Severity
from gisapp.plot_rules.check_plots import check_plots
from gisapp.plot_rules.facts import Operation, PlotShape
from gisapp.plot_rules.terms import RuleMoment
from gisapp.proposals.drafts import OperationDraft, ParentRef, ShapeDraft
from gisapp.proposals.items import add_operation
from gisapp.proposals.proposals import lock_open
from gisapp.proposals.rules.days import check_day, earliest_day
from gisapp.proposals.terms import OperationKind


@dataclass(frozen=True, slots=True)
class Act:
    """What is drawn: the act, the plots it starts from, its parameters, and what the results are called."""

    act: DrawingAct
    on: tuple[ParentRef, ...] = ()
    how: Mapping[str, Any] = field(default_factory=dict[str, Any])
    plot_nos: tuple[str, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    continues: int | None = None
    note_zh: str = ""


@dataclass(frozen=True, slots=True)
class PenLeft:
    """What is left under the pen once an act is done (None = nothing), and the version in which the sketch was kept last."""

    content: dict[str, Any] | None
    expected_version: int


def draw(
    session: Session,
    principal: Principal,
    proposal_id: int,
    act: Act,
    today: date,
    *,
    dry_run: bool = False,
    expected_version: int | None = None,
    pen: PenLeft | None = None,
) -> dict[str, Any]:
    """Do an act in a proposal, or with `dry_run` only show what it would do; both answer with shapes, neighbours, findings.

    What was under the `pen` is kept or forgotten in the same transaction. An act that the rules refuse is written as a failed
    operation with its cut line and the reasons, so that neither is lost. Corners that come onto a neighbour's side are put
    into the neighbour by an operation of its own, in the same transaction. 409 when the proposal is not open, is no longer the version that was seen, or a plot has moved on.
    """
    held = lock_open(session, principal, proposal_id)
    if expected_version is not None and held["version"] != expected_version:
        raise Conflict(
            "proposal.changed_meanwhile",
            f"草案已由{held['changed_by_name']}修改（第{held['version']}版，您看到的是第{expected_version}版），请查看最新图形后重做。",
            message_en="Somebody else changed the proposal meanwhile; look at it and draw again.",
        )
    ground = read_ground(session, held, drawing_limits(session, today), act.on, _drawn(act))
    plan = plan_act(act.act, ground, ground.pick(act.on), act.how)
    findings = [finding.as_dict() for finding in plan.findings]
    if not plan.is_refused:
        findings.extend(_judged(session, held, ground, plan, act, today))
        findings.extend(_days(held, plan, today))
    operations, version, sketch_version = [], held["version"], None
    if not dry_run:
        operations = _write(session, principal, proposal_id, ground, plan, act)
        version = lock_open(session, principal, proposal_id)["version"]
    if pen is not None and operations:
        sketch_version = leave_sketch(
            session, principal, proposal_id, pen.content, expected_version=pen.expected_version
        )
    return {
        "act": str(act.act),
        "is_saved": not dry_run,
        "is_refused": plan.is_refused,
        "kind": str(plan.kind),
        "shapes": [_shown(ground, plan, act, index) for index in range(len(plan.shapes))],
        "neighbours": [
            {"key": key, "plot_no": ground.plots[key].plot_no, "geometry": _geojson(ground, shape)}
            for key, shape in plan.neighbours.items()
        ],
        "kept_lines": [dict(mapping(ground.plane.write(line))) for line in plan.kept_lines],
        "findings": findings,
        "earliest_on": earliest_day(_beginnings(plan).values(), held["effective_on"] or today),
        "operations": operations,
        "version": version,
        "sketch_version": sketch_version,
    }


def _write(
    session: Session, principal: Principal, proposal_id: int, ground: Ground, plan: Plan, act: Act
) -> list[dict[str, Any]]:
    lines = [ground.plane.write(line) for line in _cut_lines(ground, plan, act)]
    failures = tuple(finding.as_dict() for finding in plan.findings) if plan.is_refused else ()
    if plan.is_refused and not (plan.parents or act.on):
        return []
    parents = tuple(plot.reference for plot in plan.parents) or act.on
    kind = (
        plan.kind
        if not plan.is_refused or len(parents) != 1 or plan.kind is not OperationKind.ADJUST
        else OperationKind.CHANGE
    )
    draft = OperationDraft(
        kind=kind,
        parents=parents,
        shapes=tuple(_draft(ground, plan, act, index) for index in range(len(plan.shapes))),
        method=str(act.act),
        parameters=_plain(act.how),
        cut_line=MultiLineString(lines) if lines else None,
        failures=failures,
        note_zh=act.note_zh,
    )
    written = [add_operation(session, principal, proposal_id, draft)]
    if plan.neighbours:
        beside = _shared_corners(ground, plan, step_of=written[0]["id"])
        written.append(add_operation(session, principal, proposal_id, beside))
    return written


def _shared_corners(ground: Ground, plan: Plan, *, step_of: int) -> OperationDraft:
    keys = list(plan.neighbours)
    return OperationDraft(
        kind=OperationKind.CHANGE if len(keys) == 1 else OperationKind.ADJUST,
        parents=tuple(ground.plots[key].reference for key in keys),
        shapes=tuple(
            ShapeDraft(
                _stored(ground, plan.neighbours[key]), points=_points(ground, plan.neighbours[key], ground.plots[key])
            )
            for key in keys
        ),
        method=str(DrawingAct.SHARED_CORNERS),
        step_of=step_of,
    )


def _draft(ground: Ground, plan: Plan, act: Act, index: int) -> ShapeDraft:
    shape = plan.shapes[index]
    sources = [plan.parents[index]] if _one_to_one(plan) else plan.parents
    main = plan.main if act.continues is None else act.continues
    continues = main == index and len(plan.parents) == 1 and plan.kind is OperationKind.SPLIT
    typed = dict(plan.typed) if plan.typed and index == 0 else None
    return ShapeDraft(
        geometry=_stored(ground, shape),
        plot_no=act.plot_nos[index] if index < len(act.plot_nos) else (plan.parents[0].plot_no if continues else ""),
        points=typed or carry_points(shape, [plot.points for plot in sources], ground.plane, plan.moved),
        attributes=act.attributes if plan.kind in (OperationKind.NEW, OperationKind.CHANGE) else {},
        continues_plot_id=plan.parents[0].continuing_plot_id if continues else None,
    )


def _judged(
    session: Session, held: Mapping[str, Any], ground: Ground, plan: Plan, act: Act, today: date
) -> list[dict[str, Any]]:
    """Put the shapes to the rules of a draft, among the other shapes of the proposal; only findings on them are returned."""
    own = {plot.key for plot in plan.parents}
    after = [f"new:{index}" for index in range(len(plan.shapes))]
    shapes = [
        PlotShape(
            key,
            act.plot_nos[index] if index < len(act.plot_nos) else _named(plan, index),
            _stored(ground, plan.shapes[index]),
            area_surveyed_m2=act.attributes.get("area_surveyed_m2") if plan.kind is OperationKind.NEW else None,
        )
        for index, key in enumerate(after)
    ]
    beside = {key: plan.neighbours.get(key, shape) for key, shape in ground.shapes(own).items()}
    others = [PlotShape(key, ground.plots[key].plot_no, _stored(ground, shape)) for key, shape in beside.items()]
    leaving = {*taken_plots(session, held["id"])}
    leaving |= {plot.reference.plot_id for plot in ground.plots.values() if plot.reference.plot_id is not None}
    operations = []
    if plan.kind in (OperationKind.SPLIT, OperationKind.MERGE, OperationKind.ADJUST) and not _gives_up_land(plan):
        before = [_stored(ground, plot.shape) for plot in plan.parents]
        operations.append(Operation("act", before, after))
    done = check_plots(
        session,
        RuleMoment.DRAFT,
        held["park_id"],
        [*shapes, *others],
        held["effective_on"] or today,
        leaving=leaving,
        operations=operations,
    )
    wanted = {*after, "act"}
    return [
        {**one.finding.as_dict(), "index": after.index(one.key) if one.key in after else None}
        for one in done.findings
        if one.key in wanted or one.other_key in wanted
    ]


def _beginnings(plan: Plan) -> dict[str, date]:
    """Return since when the boundaries of the register that an act starts from are in force, by plot number."""
    return {plot.plot_no: plot.began_on for plot in plan.parents if plot.began_on is not None}


def _days(held: Mapping[str, Any], plan: Plan, today: date) -> list[dict[str, Any]]:
    """Say while it is drawn that a boundary of today cannot be followed by another one today."""
    day, is_chosen = held["effective_on"] or today, held["effective_on"] is not None
    found = [
        check_day(plot_no, began_on, day, is_chosen=is_chosen, severity=Severity.WARNING)
        for plot_no, began_on in _beginnings(plan).items()
    ]
    return [{**one.as_dict(), "index": None} for one in found if one is not None]


def _gives_up_land(plan: Plan) -> bool:
    return plan.main is not None and len(plan.shapes) == 1


def _shown(ground: Ground, plan: Plan, act: Act, index: int) -> dict[str, Any]:
    draft = _draft(ground, plan, act, index)
    shape = plan.shapes[index]
    parent = plan.parents[index] if _one_to_one(plan) else None
    return {
        "plot_no": draft.plot_no or _named(plan, index),
        "key": parent.key if parent else None,
        "geometry": dict(mapping(draft.geometry)),
        "area_m2": round(float(shape.area), 2),
        "before_m2": round(float(parent.shape.area), 2) if parent else None,
        "points": draft.points,
        "in_pieces": len(parts_of(shape)),
    }


def _named(plan: Plan, index: int) -> str:
    """Return the number that a result gets when nobody types one, as the proposal gives it."""
    if not plan.parents:
        return ""
    if _one_to_one(plan) or plan.main == index:
        return plan.parents[min(index, len(plan.parents) - 1)].plot_no
    return plan.parents[0].plot_no + (f"-{index + 1}" if len(plan.shapes) > 1 else "-H")


def _one_to_one(plan: Plan) -> bool:
    return plan.kind in (OperationKind.CHANGE, OperationKind.ADJUST)


def _points(ground: Ground, shape: Area, plot: GroundPlot) -> dict[str, Any] | None:
    return carry_points(shape, [plot.points], ground.plane)


def _stored(ground: Ground, shape: Area) -> MultiPolygon:
    return MultiPolygon([ground.plane.write(part) for part in parts_of(shape)])


def _geojson(ground: Ground, shape: Area) -> dict[str, Any]:
    return dict(mapping(_stored(ground, shape)))


def _cut_lines(ground: Ground, plan: Plan, act: Act) -> list[Any]:
    if plan.kept_lines:
        return plan.kept_lines
    return [ground.settle_line(line) for line in act.how.get("lines") or []]


def _drawn(act: Act) -> list[Any]:
    """Return what an act draws, in EPSG:4490, so that the plots around it are read."""
    how = act.how
    drawn: list[Any] = [how.get("geometry")]
    drawn.extend(shapely.LineString(line) for line in how.get("lines") or [])
    if how.get("ring"):
        drawn.append(shapely.LineString(how["ring"]))
    for move in how.get("moves") or []:
        drawn.append(shapely.Point(move["from_point"]))
        if move.get("to_point"):
            drawn.append(shapely.Point(move["to_point"]))
    return drawn


def _plain(how: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters as they are kept with the operation; shapes are kept as shapes."""
    return {name: value for name, value in how.items() if value is not None and name not in ("geometry", "points")}
