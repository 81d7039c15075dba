"""What a request says becomes what is drawn: shapes in EPSG:4490, points kept as typed, 400 with what to do where it cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from gisapp.kernel.errors import Invalid
from gisapp.land.typed_shape import read_shape
from gisapp.proposals.drafts import OperationDraft, ParentRef, ShapeDraft
from gisapp.proposals.schemas import OperationBody, ParentBody, ShapeBody
from gisapp.proposals.terms import FieldPolicy, OperationKind


def read_operation(body: OperationBody) -> OperationDraft:
    """Return the act of drawing that a request describes."""
    return OperationDraft(
        kind=OperationKind(body.kind),
        parents=tuple(_parent(parent) for parent in body.parents),
        shapes=tuple(_shape(item) for item in body.shapes),
        method=body.method,
        parameters=body.parameters,
        policies=read_policies(body.policies),
        cut_line=read_line(body.cut_line),
        failures=tuple(item.model_dump(exclude_none=True) for item in body.failures),
        statement_zh=body.statement_zh,
        note_zh=body.note_zh,
    )


def read_policies(policies: Mapping[str, str]) -> dict[str, FieldPolicy]:
    """Return what was chosen for fields of the parents."""
    return {name: FieldPolicy(policy) for name, policy in policies.items()}


def read_line(geometry: dict[str, Any] | None) -> BaseGeometry | None:
    """Return what was drawn to get there, any geometry in EPSG:4490."""
    if geometry is None:
        return None
    try:
        drawn = shape(geometry)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, shapely.GEOSException):
        drawn = None
    if drawn is None or drawn.is_empty:
        raise Invalid(
            "proposal.line_unreadable", "所画的线无法识别，请重新绘制。", message_en="The line cannot be read."
        )
    return shapely.force_2d(drawn)


def _parent(body: ParentBody) -> ParentRef:
    if (body.plot_id is None) == (body.shape_id is None):
        raise Invalid(
            "proposal.parent_unclear",
            "原地块须指定在册地块或本草案中的图形之一，请重新选择。",
            message_en="Name either a plot or a shape of this proposal.",
        )
    return ParentRef(body.plot_id, body.shape_id, body.version_no)


def _shape(body: ShapeBody) -> ShapeDraft:
    points = body.points.model_dump() if body.points else None
    geometry, typed = read_shape(None if points else body.geometry, points)
    return ShapeDraft(
        geometry=geometry,
        plot_no=body.plot_no,
        points=typed,
        attributes=body.attributes.model_dump(exclude_unset=True),
        conditions=None if body.conditions is None else body.conditions.model_dump(exclude_none=True),
        continues_plot_id=body.continues_plot_id,
    )
