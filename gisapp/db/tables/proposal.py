from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from geoalchemy2 import Geometry, WKBElement
from sqlalchemy.orm import Mapped, mapped_column

from gisapp.db.tables.base import Row, multipolygon


def _any_shape() -> Geometry:
    return Geometry("GEOMETRY", srid=4490, spatial_index=False)


class ProposalRow(Row):
    """A proposal; its state follows its last step, by trigger."""

    __tablename__ = "proposal"
    id: Mapped[int] = mapped_column(primary_key=True)
    zone_id: Mapped[int]
    park_id: Mapped[int]
    planar_epsg: Mapped[int]
    proposal_no: Mapped[str]
    title_zh: Mapped[str]
    purpose_zh: Mapped[str] = mapped_column(default="")
    document: Mapped[str | None]
    effective_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(default="draft")
    version: Mapped[int] = mapped_column(default=1)
    author_id: Mapped[int | None]
    author_name: Mapped[str]
    changed_by_name: Mapped[str] = mapped_column(default="")


class ProposalOperationRow(Row):
    __tablename__ = "proposal_operation"
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int]
    sequence: Mapped[int]
    kind: Mapped[str]
    method: Mapped[str] = mapped_column(default="")
    parameters: Mapped[dict[str, Any]] = mapped_column(default=dict)
    cut_line: Mapped[WKBElement | None] = mapped_column(_any_shape())
    is_failed: Mapped[bool] = mapped_column(default=False)
    failures: Mapped[dict[str, Any]] = mapped_column(default=list)
    statement_zh: Mapped[str] = mapped_column(default="")
    note_zh: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    shape_count: Mapped[int] = mapped_column(default=0)
    is_removed: Mapped[bool] = mapped_column(default=False)
    step_of: Mapped[int | None]
    undone_step: Mapped[int | None]
    created_by: Mapped[int | None]
    created_by_name: Mapped[str]
    changed_by: Mapped[int | None]
    changed_by_name: Mapped[str]


class ProposalShapeRow(Row):
    """A plot as it comes out of an operation."""

    __tablename__ = "proposal_shape"
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int]
    operation_id: Mapped[int]
    ordinal: Mapped[int]
    plot_id: Mapped[int | None]
    plot_no: Mapped[str]
    planar_epsg: Mapped[int]
    geom: Mapped[WKBElement] = mapped_column(multipolygon())
    points: Mapped[dict[str, Any] | None]
    attributes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    conditions: Mapped[dict[str, Any] | None]
    policy: Mapped[dict[str, Any]] = mapped_column(default=dict)
    is_live: Mapped[bool] = mapped_column(default=True)


class ProposalParentRow(Row):
    __tablename__ = "proposal_parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int]
    operation_id: Mapped[int]
    ordinal: Mapped[int]
    plot_id: Mapped[int | None]
    base_version_no: Mapped[int | None]
    base_condition_id: Mapped[int | None]
    shape_id: Mapped[int | None]
    base_operation_version: Mapped[int | None]
    is_live: Mapped[bool] = mapped_column(default=True)


class ProposalStepRow(Row):
    __tablename__ = "proposal_step"
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int]
    sequence: Mapped[int]
    from_state: Mapped[str]
    state: Mapped[str]
    taken_on: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    proposal_version: Mapped[int]
    findings: Mapped[dict[str, Any]] = mapped_column(default=list)
    tolerances: Mapped[dict[str, Any]] = mapped_column(default=dict)
    difference: Mapped[dict[str, Any]] = mapped_column(default=list)
    balance: Mapped[dict[str, Any]] = mapped_column(default=dict)
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]


class ProposalRemarkRow(Row):
    __tablename__ = "proposal_remark"
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int]
    round_no: Mapped[int] = mapped_column(default=1)
    shape_id: Mapped[int | None]
    operation_id: Mapped[int | None]
    geom: Mapped[WKBElement | None] = mapped_column(_any_shape())
    body_zh: Mapped[str]
    must_mend: Mapped[bool] = mapped_column(default=True)
    author_id: Mapped[int | None]
    author_name: Mapped[str]


class ProposalRemarkResolutionRow(Row):
    __tablename__ = "proposal_remark_resolution"
    remark_id: Mapped[int] = mapped_column(primary_key=True)
    note_zh: Mapped[str] = mapped_column(default="")
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]


class LineageEdgeRow(Row):
    """Ground that went from one boundary to another on a day."""

    __tablename__ = "lineage_edge"
    id: Mapped[int] = mapped_column(primary_key=True)
    zone_id: Mapped[int]
    from_plot_id: Mapped[int]
    from_version_no: Mapped[int]
    to_plot_id: Mapped[int]
    to_version_no: Mapped[int]
    kind: Mapped[str]
    changed_on: Mapped[date]
    area_m2: Mapped[Decimal]
    proposal_id: Mapped[int | None]
    source: Mapped[str] = mapped_column(default="")
    keeps_ground: Mapped[bool] = mapped_column(default=True)
