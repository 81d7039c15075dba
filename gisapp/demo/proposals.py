"""Writes the demo's proposals in every state by the very use cases, and the lineage of the plots that were split and merged before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import shapely
from shapely.affinity import translate
from shapely.ops import split
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal, system_principal
from gisapp.demo.published_split import write_published_split
from gisapp.kernel.crs import STORAGE_EPSG, transformer
from gisapp.kernel.errors import DomainError
from gisapp.land.typed_shape import multi, to_storage
from gisapp.plot_rules.rules.boundary import to_planar
from gisapp.proposals.drafts import OperationDraft, ParentRef, ShapeDraft
from gisapp.proposals.items import add_operation
from gisapp.proposals.proposals import ProposalDraft, begin_proposal
from gisapp.proposals.review import RemarkDraft, add_remark, return_proposal, submit_proposal, withdraw_proposal
from gisapp.proposals.terms import OperationKind

PLANNER, REVIEWER = "示例规划员甲", "示例规划员乙"
_FREE = (
    "select v.plot_id, v.plot_no, v.version_no, v.planar_epsg, ST_AsBinary(v.geom) as wkb, k.code from plot_version v join park k on k.id = v.park_id"
    " join plot_state s on s.plot_id = v.plot_id and upper_inf(s.recorded) and s.valid @> cast(:today as date)"
    " where upper_inf(v.recorded) and upper_inf(v.valid) and v.valid @> cast(:today as date) and s.supply in ('not_ready', 'prepared')"
    " and s.compliance in ('not_applicable', 'in_order') and ST_NPoints(v.geom) <= 7 and v.area_planar_m2 > 12000"
    " and not exists (select from contract c where c.plot_id = v.plot_id) and not exists (select from idle_case i where i.plot_id = v.plot_id)"
    " and not exists (select from listing l where l.plot_id = v.plot_id and l.state in ('draft', 'published', 'closed'))"
    " and not exists (select from reuse_measure m where m.plot_id = v.plot_id) and not exists (select from encumbrance e where e.plot_id = v.plot_id)"
    " order by v.version_no desc, v.area_planar_m2 desc, v.plot_id"
)


@dataclass(frozen=True, slots=True)
class _Ground:
    """A plot that nothing rests on, in its plane."""

    plot_id: int
    plot_no: str
    version_no: int
    epsg: int
    park_code: str
    planar: Any


def write_proposals(session: Session, *, today: date) -> None:
    """Write one proposal of each state as of `today`: a draft with a failed cut, one whose plot was published anew, one waiting, one
    returned with remarks at their places, one given up; and the published split of the past."""
    write_published_split(session, today)
    planner, reviewer = system_principal(PLANNER), system_principal(REVIEWER)
    grounds = list(_grounds(session, today))
    old = [one for one in grounds if one.version_no > 1]
    free = iter([one for one in grounds if one.version_no == 1])
    _submitted(session, planner, free, today)
    _returned(session, planner, reviewer, free, today)
    _draft(session, planner, next(free), today)
    if old:
        _conflict(session, planner, old[0], today)
    _given_up(session, planner, next(free), today)


def _grounds(session: Session, today: date) -> Iterator[_Ground]:
    for row in session.execute(text(_FREE), {"today": today}):
        geometry = shapely.from_wkb(bytes(row.wkb))
        if isinstance(geometry, shapely.MultiPolygon) and len(geometry.geoms) == 1 and not geometry.geoms[0].interiors:
            planar: Any = to_planar(geometry, row.planar_epsg)
            yield _Ground(row.plot_id, row.plot_no, row.version_no, row.planar_epsg, row.code, planar.geoms[0])


def _parts(one: _Ground, count: int) -> list[Any]:
    """Return the plot cut across its longer side into equal lots, in EPSG:4490."""
    box = list(one.planar.minimum_rotated_rectangle.exterior.coords)
    sides = sorted(((shapely.Point(a).distance(shapely.Point(b)), a, b) for a, b in pairwise(box)))
    _, start, end = sides[-1]
    across = sides[0]
    dx, dy = across[2][0] - across[1][0], across[2][1] - across[1][1]
    pieces = [one.planar]
    for index in range(1, count):
        share = index / count
        x, y = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
        line = shapely.LineString([(x - 2 * dx, y - 2 * dy), (x + 2 * dx, y + 2 * dy)])
        pieces = [part for piece in pieces for part in split(piece, line).geoms]
    pieces = [shapely.set_precision(piece, 0.001) for piece in pieces]
    return [multi(to_storage(piece, one.epsg)) for piece in pieces]


def _split(one: _Ground, count: int, **more: Any) -> OperationDraft:
    shapes = tuple(ShapeDraft(part, f"{one.plot_no}-{index}") for index, part in enumerate(_parts(one, count), start=1))
    return OperationDraft(
        OperationKind.SPLIT,
        (ParentRef(one.plot_id),),
        shapes,
        method="split_into_lots",
        parameters={"count": count},
        **more,
    )


def _begin(session: Session, who: Principal, one: _Ground, title: str, purpose: str, today: date, ago: int) -> int:
    draft = ProposalDraft(one.park_code, title, purpose)
    return begin_proposal(session, who, draft, today=today - timedelta(days=ago))


def _first_that_passes(session: Session, free: Iterator[_Ground], write: Callable[[_Ground], int]) -> int:
    """Write a proposal on the first plot whose neighbours leave the rules nothing to say; what is refused leaves nothing behind."""
    for one in free:
        try:
            with session.begin_nested():
                return write(one)
        except DomainError:
            continue
    raise LookupError("the demo zone has no plot that can be split")


def _submitted(session: Session, planner: Principal, free: Iterator[_Ground], today: date) -> int:
    def write(one: _Ground) -> int:
        proposal_id = _begin(
            session, planner, one, f"{one.plot_no}地块分割为三宗", "按招商需要划小，便于中小企业用地。", today, 6
        )
        add_operation(session, planner, proposal_id, _split(one, 3))
        submit_proposal(session, planner, proposal_id, today=today - timedelta(days=3))
        return proposal_id

    return _first_that_passes(session, free, write)


def _returned(session: Session, planner: Principal, reviewer: Principal, free: Iterator[_Ground], today: date) -> None:
    def write(one: _Ground) -> int:
        proposal_id = _begin(
            session, planner, one, f"{one.plot_no}地块分割为两宗", "一宗留作公用设施，一宗供应工业。", today, 15
        )
        done = add_operation(session, planner, proposal_id, _split(one, 2))
        submit_proposal(session, planner, proposal_id, today=today - timedelta(days=12))
        first = done["shapes"][0]
        corner = shapely.Point(first["geometry"]["coordinates"][0][0][0])
        add_remark(
            session,
            reviewer,
            proposal_id,
            RemarkDraft("此处界址点与道路红线的关系请核实，附放线成果。", shape_id=first["id"], geometry=corner),
        )
        add_remark(
            session,
            reviewer,
            proposal_id,
            RemarkDraft("这一宗拟作公用设施，请补充用途和建设单位的意见。", shape_id=done["shapes"][1]["id"]),
        )
        return_proposal(
            session, reviewer, proposal_id, reason="请按两处意见修改后再提交。", today=today - timedelta(days=10)
        )
        return proposal_id

    _first_that_passes(session, free, write)


def _draft(session: Session, planner: Principal, one: _Ground, today: date) -> None:
    proposal_id = _begin(session, planner, one, f"{one.plot_no}地块拟划分方案", "方案比选中。", today, 2)
    edge = list(translate(one.planar, 400, 0).exterior.coords)[:2]
    east, north = zip(*edge, strict=True)
    away = shapely.LineString(zip(*transformer(one.epsg, STORAGE_EPSG).transform(east, north), strict=True))
    failure = {
        "code": "split.line_misses",
        "severity": "error",
        "message_zh": "分割线没有穿过地块，未分割。",
        "fix_zh": "请让分割线的两端都伸出地块边界后重画。",
        "message_en": "The line does not cross the plot.",
    }
    add_operation(
        session, planner, proposal_id, OperationDraft(OperationKind.SPLIT, (ParentRef(one.plot_id),), method="split_by_line", cut_line=away, failures=(failure,))
    )  # fmt: skip
    add_operation(session, planner, proposal_id, _split(one, 4))


def _conflict(session: Session, planner: Principal, one: _Ground, today: date) -> None:
    """A draft that was begun on the boundary before the last survey."""
    proposal_id = _begin(session, planner, one, f"{one.plot_no}地块分割（复测前起草）", "", today, 40)
    add_operation(session, planner, proposal_id, _split(one, 2))
    session.execute(
        text(
            "update proposal_parent set base_version_no = base_version_no - 1 where proposal_id = :id and plot_id is not null"
        ),
        {"id": proposal_id},
    )


def _given_up(session: Session, planner: Principal, one: _Ground, today: date) -> None:
    proposal_id = _begin(session, planner, one, f"{one.plot_no}地块注销", "拟并入道路用地。", today, 30)
    add_operation(session, planner, proposal_id, OperationDraft(OperationKind.RETIRE, (ParentRef(one.plot_id),)))
    withdraw_proposal(
        session, planner, proposal_id, reason="道路方案调整，不再占用。", today=today - timedelta(days=20)
    )
