"""What an operation starts from: plots of the register in the version that was seen, or shapes made earlier in the proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.kernel.errors import Conflict, NotFound
from gisapp.proposals.rules.fields import PAPERS, ParentFields


class Reference(Protocol):
    """What names a parent."""

    @property
    def plot_id(self) -> int | None: ...
    @property
    def shape_id(self) -> int | None: ...
    @property
    def version_no(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Parent:
    """A parent as it was taken up. `continuing_plot_id` is the plot of the register that it is, or goes on being."""

    plot_id: int | None
    version_no: int | None
    condition_id: int | None
    shape_id: int | None
    operation_version: int | None
    continuing_plot_id: int | None
    plot_no: str
    fields: ParentFields

    def columns(self) -> dict[str, Any]:
        """Return it as a row of `proposal_parent`."""
        return {
            "plot_id": self.plot_id,
            "base_version_no": self.version_no,
            "base_condition_id": self.condition_id,
            "shape_id": self.shape_id,
            "base_operation_version": self.operation_version,
        }


def load_parents(
    session: Session,
    principal: Principal,
    held: Mapping[str, Any],
    wanted: Sequence[Reference],
    *,
    sequence: int | None,
    operation_id: int | None = None,
) -> list[Parent]:
    """Return the parents that an operation names, in their order.

    404 for a plot outside the caller's parks, 409 for one of another park than the proposal's, one that has ended, one whose
    boundary is no longer the version named, and for shapes that come after `sequence` or were removed.
    """
    return [
        _plot(session, principal, held, reference, operation_id)
        if reference.plot_id is not None
        else _shape(session, held, reference, sequence)
        for reference in wanted
    ]


def _plot(
    session: Session, principal: Principal, held: Mapping[str, Any], reference: Reference, operation_id: int | None
) -> Parent:
    row = (
        session.execute(
            text(
                "select v.*, upper(v.valid) as ends_on, (select c.id from planning_condition c where c.plot_id = v.plot_id and upper_inf(c.recorded)"
                " and upper_inf(c.valid)) as condition_id, k.base_version_no, k.base_condition_id"
                " from plot_version v left join proposal_parent k on k.operation_id = :operation and k.plot_id = v.plot_id"
                " where v.plot_id = :id and upper_inf(v.recorded) and (:all_parks or v.park_id = any(:park_ids)) order by v.valid desc limit 1"
            ),
            {"id": reference.plot_id, "operation": operation_id, **visible_parks(principal)},
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise NotFound(
            "plot.not_found", "没有这个地块，或您没有查看权限。请核对编号。", message_en="No such plot, or not for you."
        )
    if row["ends_on"] is not None:
        raise Conflict(
            "proposal.parent_retired",
            f"地块{row['plot_no']}已于{row['ends_on']:%Y年%-m月%-d日}注销，不能再用于草案。请改用现有地块。",
            message_en=f"Plot {row['plot_no']} has been retired.",
        )
    if row["park_id"] != held["park_id"]:
        raise Conflict(
            "proposal.parent_other_park",
            f"地块{row['plot_no']}不在草案所属园区内。请为该园区另建草案。",
            message_en="The plot lies in another park; begin a proposal there.",
        )
    # an operation that keeps its start keeps the version it saw, also where a newer one is there: that is shown as a conflict
    kept = row["base_version_no"]
    if reference.version_no is not None and reference.version_no not in (row["version_no"], kept):
        raise Conflict(
            "proposal.parent_changed_meanwhile",
            f"地块{row['plot_no']}的界线已更新到第{row['version_no']}版（您看到的是第{reference.version_no}版），请刷新后在最新界线上重做。",
            message_en="The boundary was published anew meanwhile; reload it.",
        )
    version_no = reference.version_no or kept or row["version_no"]
    return Parent(
        plot_id=row["plot_id"],
        version_no=version_no,
        condition_id=row["base_condition_id"] if kept == version_no else row["condition_id"],
        shape_id=None,
        operation_version=None,
        continuing_plot_id=row["plot_id"],
        plot_no=row["plot_no"],
        fields=ParentFields({name: row[name] for name in PAPERS}, row["area_planar_m2"]),
    )


def _shape(session: Session, held: Mapping[str, Any], reference: Reference, sequence: int | None) -> Parent:
    row = (
        session.execute(
            text(
                "select s.*, o.sequence, o.version from proposal_shape s join proposal_operation o on o.id = s.operation_id"
                " where s.id = :id and s.proposal_id = :proposal and s.is_live"
            ),
            {"id": reference.shape_id, "proposal": held["id"]},
        )
        .mappings()
        .one_or_none()
    )
    if row is None or (sequence is not None and row["sequence"] >= sequence):
        raise Conflict(
            "proposal.shape_not_found",
            "所用的图形不在本草案前面的操作结果中，可能已被移除。请刷新后重新选择。",
            message_en="No earlier operation of this proposal has such a shape.",
        )
    return Parent(
        plot_id=None,
        version_no=None,
        condition_id=None,
        shape_id=row["id"],
        operation_version=row["version"],
        continuing_plot_id=row["plot_id"],
        plot_no=row["plot_no"],
        fields=ParentFields(dict(row["attributes"]), Decimal(row["area_planar_m2"])),
    )
