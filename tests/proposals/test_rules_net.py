"""What a proposal comes to: who goes on, who ends, which plots hang together and whether their ground is kept."""

from __future__ import annotations

from typing import Any

from gisapp.proposals.rules.net import lineage_kind, net_result
from gisapp.proposals.terms import LineageKind


def act(
    number: int, kind: str, parents: list[int], shapes: list[tuple[int, int | None]], method: str = ""
) -> dict[str, Any]:
    """An operation; parents above 100 are shapes made earlier, shapes are (id, plot that goes on or None)."""
    return {
        "id": number,
        "kind": kind,
        "method": method,
        "is_removed": False,
        "is_failed": False,
        "parents": [
            {"plot_id": None if one > 100 else one, "shape_id": one if one > 100 else None} for one in parents
        ],
        "shapes": [{"id": shape, "plot_id": plot, "is_live": True} for shape, plot in shapes],
    }  # fmt: skip


SPLIT = act(1, "split", [7], [(101, None), (102, None)])


def test_a_corner_put_into_a_neighbour_keeps_ground():
    net = net_result(
        [
            SPLIT,
            act(2, "change", [8], [(103, 8)], "shared_corners"),
            act(3, "adjust", [101, 103], [(104, None), (105, 8)]),
        ]
    )
    assert [group.keeps_ground for group in net.groups] == [True]
    kinds = {final.shape["id"]: lineage_kind(final.kinds) for final in net.finals}
    assert kinds == {102: LineageKind.SPLIT, 104: LineageKind.REDIVIDE, 105: LineageKind.REDIVIDE}
    assert net.leaving == (7,)


def test_a_boundary_drawn_anew_need_not_keep_ground():
    net = net_result([SPLIT, act(2, "change", [101], [(103, None)])])
    assert [group.keeps_ground for group in net.groups] == [False]
    assert {lineage_kind(final.kinds) for final in net.finals if final.shape["id"] == 103} == {LineageKind.CHANGE}


def test_what_was_removed_or_failed_does_nothing():
    removed = {**SPLIT, "is_removed": True}
    net = net_result([removed, {**act(2, "split", [9], [(103, None)]), "is_failed": True}])
    assert (net.finals, net.bases, net.leaving) == ((), {}, ())
