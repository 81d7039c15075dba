"""The shapes that come of an operation are written: numbers, identity, and what the parents hand down by the declared policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from geoalchemy2.shape import from_shape
from shapely import to_wkb
from sqlalchemy import insert, text, update
from sqlalchemy.orm import Session

from gisapp.audit.record import as_text
from gisapp.db.tables.proposal import ProposalShapeRow
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.errors import Invalid
from gisapp.proposals.drafts import OperationDraft, ShapeDraft
from gisapp.proposals.parentage import Parent
from gisapp.proposals.rules.fields import inherit_fields
from gisapp.proposals.rules.operations import keeps_identity


def write_shapes(
    session: Session,
    held: Mapping[str, Any],
    operation_id: int,
    draft: OperationDraft,
    parents: Sequence[Parent],
    *,
    is_new: bool = False,
) -> None:
    """Write the shapes of an operation by their place; those beyond the last one stay on record and are no longer live."""
    areas = _areas(session, draft, held["planar_epsg"])
    kept = set[int]() if is_new else _kept(session, operation_id)
    added: list[dict[str, Any]] = []
    continued: set[int] = set()
    for ordinal, (shape, area) in enumerate(zip(draft.shapes, areas, strict=True), start=1):
        plot_id = _identity(draft, shape, parents, ordinal)
        if plot_id is not None and plot_id in continued:
            raise Invalid(
                "proposal.continued_twice",
                "同一原地块只能由一个结果图形延续，请重新指定。",
                message_en="One shape only may go on being a plot.",
            )
        continued |= {plot_id} if plot_id is not None else set()
        values = _values(draft, shape, parents, ordinal, area, held)
        if ordinal in kept:
            session.execute(
                update(ProposalShapeRow)
                .where(ProposalShapeRow.operation_id == operation_id, ProposalShapeRow.ordinal == ordinal)
                .values(plot_id=plot_id, is_live=True, **values)
            )
        else:
            place = {"proposal_id": held["id"], "operation_id": operation_id, "ordinal": ordinal}
            added.append({**place, "plot_id": plot_id, **values})
    if added:
        session.execute(insert(ProposalShapeRow), added)
    if not is_new:
        session.execute(
            text("update proposal_shape set is_live = false where operation_id = :id and ordinal > :kept and is_live"),
            {"id": operation_id, "kept": len(draft.shapes)},
        )


def _kept(session: Session, operation_id: int) -> set[int]:
    rows = session.execute(text("select ordinal from proposal_shape where operation_id = :id"), {"id": operation_id})
    return set(rows.scalars())


def _areas(session: Session, draft: OperationDraft, epsg: int) -> list[Decimal]:
    if not draft.shapes:
        return []
    rows = session.execute(
        text(
            "select round(planar_area_m2(ST_GeomFromWKB(w.geom, 4490), :epsg)::numeric, 2)"
            " from unnest(cast(:shapes as bytea[])) with ordinality as w (geom, place) order by w.place"
        ),
        {"shapes": [to_wkb(shape.geometry) for shape in draft.shapes], "epsg": epsg},
    )
    return list(rows.scalars())


def _identity(draft: OperationDraft, shape: ShapeDraft, parents: Sequence[Parent], ordinal: int) -> int | None:
    if keeps_identity(draft.kind):
        return parents[ordinal - 1].continuing_plot_id
    if shape.continues_plot_id is None:
        return None
    if shape.continues_plot_id not in {parent.continuing_plot_id for parent in parents}:
        raise Invalid(
            "proposal.continues_stranger",
            "指定延续的地块不是本操作的原地块，请重新选择。",
            message_en="The plot that it shall go on being is no parent of this operation.",
        )
    return shape.continues_plot_id


def _number(draft: OperationDraft, shape: ShapeDraft, parents: Sequence[Parent], ordinal: int) -> str:
    typed = shape.plot_no.strip()
    if typed:
        return typed
    if keeps_identity(draft.kind):
        return parents[ordinal - 1].plot_no
    if not parents:
        return f"新增-{ordinal}"
    suffix = f"-{ordinal}" if len(draft.shapes) > 1 else "-H"
    return parents[0].plot_no[: 32 - len(suffix)] + suffix


def _values(
    draft: OperationDraft,
    shape: ShapeDraft,
    parents: Sequence[Parent],
    ordinal: int,
    area: Decimal,
    held: Mapping[str, Any],
) -> dict[str, Any]:
    of_shape = [parents[ordinal - 1]] if keeps_identity(draft.kind) else parents
    attributes, policy = inherit_fields(
        draft.kind,
        [parent.fields for parent in of_shape],
        area,
        shape.attributes,
        ordinal=ordinal,
        goes_on=shape.continues_plot_id is not None,
        chosen=draft.policies,
    )
    return {
        "plot_no": _number(draft, shape, parents, ordinal),
        "planar_epsg": held["planar_epsg"],
        "geom": from_shape(shape.geometry, srid=STORAGE_EPSG),
        "points": shape.points,
        "attributes": {name: as_text(value) for name, value in attributes.items()},
        "conditions": None
        if shape.conditions is None
        else {name: as_text(value) for name, value in shape.conditions.items()},
        "policy": policy,
    }
