"""Proposals begun by a planner, with rectangles in metres from the park's south-west corner."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import Principal, account_principal
from gisapp.proposals.drafts import OperationDraft, ParentRef, ShapeDraft
from gisapp.proposals.items import add_operation
from gisapp.proposals.proposals import ProposalDraft, begin_proposal
from gisapp.proposals.terms import OperationKind
from tests.builders.ground import lonlat, metres
from tests.builders.park import BuiltPark

TODAY = date(2026, 11, 23)
CORNER = np.array([560_000.0, 3_719_000.0])
Box = tuple[float, float, float, float]


def a_person(session: Session, name: str = "planner", role: Role = Role.PLANNER) -> Principal:
    """An account that may draw and review, and its principal; the same name is the same account."""
    account_id = session.execute(
        text(
            "insert into account (username, display_name, role, password_hash) values (:name, :name, :role, '-')"
            " on conflict (username) do update set display_name = excluded.display_name returning id"
        ),
        {"name": name, "role": str(role)},
    ).scalar_one()
    return account_principal(account_id, name, role, None)


def box(east: float, north: float, width: float, height: float) -> MultiPolygon:
    """A rectangle in EPSG:4490."""
    return MultiPolygon([lonlat(metres(east, north, width, height))])


def outline(polygon: shapely.Polygon | MultiPolygon) -> MultiPolygon:
    """A polygon in metres from the park's corner, as stored."""
    parts = polygon.geoms if isinstance(polygon, MultiPolygon) else [polygon]
    return MultiPolygon([lonlat(shapely.transform(part, lambda xy: xy + CORNER)) for part in parts])


def a_proposal(session: Session, park: BuiltPark, who: Principal, **more: Any) -> int:
    draft = ProposalDraft(**{"park_code": park.code, "title_zh": "地块分割", **more})
    return begin_proposal(session, who, draft, today=TODAY)


def an_operation(
    session: Session,
    who: Principal,
    proposal_id: int,
    kind: str,
    parents: list[Any],
    shapes: list[Any],
    **more: Any,
) -> dict[str, Any]:
    """Add an operation: parents as plot ids or ParentRef, shapes as boxes, `(number, box)` or ShapeDraft."""
    return add_operation(session, who, proposal_id, a_draft(kind, parents, shapes, **more))


def a_draft(kind: str, parents: list[Any], shapes: list[Any], **more: Any) -> OperationDraft:
    return OperationDraft(
        OperationKind(kind),
        tuple(item if isinstance(item, ParentRef) else ParentRef(plot_id=item) for item in parents),
        tuple(_shape(item) for item in shapes),
        **more,
    )


def _shape(item: Any) -> ShapeDraft:
    if isinstance(item, ShapeDraft):
        return item
    number, place = item if isinstance(item[0], str) else ("", item)
    return ShapeDraft(box(*place), number)
