"""What a planner draws with the mouse is what stands in the database: traced, snapped, divided, set back, moved; measured in metres."""

from __future__ import annotations

import itertools
import json
import math
import re
from typing import Any

import pytest
import shapely
from playwright.sync_api import expect
from shapely import LineString, Point, Polygon
from shapely.geometry import shape

from tests.browser.drawing_board import Board, degrees, pair, planar
from tests.browser.tab import Tab

Xy = tuple[float, float]
MILLIMETRE = 0.001


@pytest.fixture
def planner(visit) -> Tab:
    return visit("planner")


@pytest.fixture
def board(planner) -> Board:
    return Board.begin(planner, "图形入库")


@pytest.fixture
def ground(board) -> dict[str, Any]:
    return {no: row["shape"] for no, row in board.ground().items()}


class Stored:
    """The shapes that hold in a proposal as the database has them."""

    def __init__(self, board: Board) -> None:
        rows = board.tab.site.ask(
            "select s.plot_no, o.method, ST_AsGeoJSON(s.geom, 17) as geometry, s.points from proposal_shape s"
            " join proposal_operation o on o.id = s.operation_id where s.proposal_id = :id and s.is_live"
            " and not exists (select from proposal_parent p where p.shape_id = s.id and p.is_live) order by s.id",
            id=board.proposal_id,
        )
        self.methods = {row["plot_no"]: row["method"] for row in rows}
        self.points = {row["plot_no"]: row["points"] for row in rows}
        self.degrees = {row["plot_no"]: shape(json.loads(row["geometry"])) for row in rows}
        self.metres = {no: planar(one) for no, one in self.degrees.items()}


def rings(one: Any) -> list[Any]:
    parts = one.geoms if hasattr(one, "geoms") else [one]
    return [ring for part in parts for ring in (part.exterior, *part.interiors)]


def corners(one: Any) -> list[Xy]:
    return [(float(x), float(y)) for ring in rings(one) for x, y in list(ring.coords)[:-1]]


def sides(one: Any) -> list[tuple[Xy, Xy]]:
    """In the order in which the drawing desk counts them."""
    return [(a, b) for ring in rings(one) for a, b in itertools.pairwise(ring.coords)]


def outward(one: Any, side: tuple[Xy, Xy], by: float) -> tuple[float, float]:
    """The step of so many metres away from a plot, at right angles on one of its sides; less than nought leads inside."""
    (ax, ay), (bx, by_) = side
    length = math.hypot(bx - ax, by_ - ay)
    right = ((by_ - ay) / length, -(bx - ax) / length)
    probe = Point((ax + bx) / 2 + right[0] * 0.2, (ay + by_) / 2 + right[1] * 0.2)
    sign = -by if one.contains(probe) else by
    return right[0] * sign, right[1] * sign


def along(side: tuple[Xy, Xy], metres: float) -> Xy:
    point = LineString(side).interpolate(metres)
    return point.x, point.y


def open_sides(ground: dict[str, Any], *, least: float, depth: float) -> list[tuple[str, int]]:
    """Sides of plots with free ground before them, as plot and number of the side."""
    every = shapely.union_all(list(ground.values()))
    found = []
    for no, one in ground.items():
        for number, side in enumerate(sides(one)):
            dx, dy = outward(one, side, depth)
            (ax, ay), (bx, by) = side
            strip = Polygon([side[0], side[1], (bx + dx, by + dy), (ax + dx, ay + dy)]).buffer(-0.5)
            if LineString(side).length >= least and not strip.intersects(every):
                found.append((no, number))
    return found


def at_a_bend(ground: dict[str, Any]) -> tuple[str, tuple[Xy, Xy], tuple[Xy, Xy], tuple[Xy, Xy]]:
    """A plot with three sides in a row on free ground: a long one, a cut corner, a long one."""
    free = set(open_sides(ground, least=15, depth=12))
    for no, one in ground.items():
        all_sides = sides(one)
        for number in range(len(all_sides) - 2):
            three = all_sides[number : number + 3]
            lengths = [LineString(side).length for side in three]
            if (
                {(no, number + step) for step in range(3)} <= free
                and 60 < lengths[0] < 220
                and lengths[1] < 40 < 60 < lengths[2] < 300
            ):
                return no, three[0], three[1], three[2]
    raise AssertionError("no plot of the park has a free cut corner")


def finish_outline(board: Board, plot_no: str) -> None:
    board.panel.get_by_label("地块编号").fill(plot_no)
    board.panel.get_by_role("button", name="加入草案").click()
    expect(board.panel.locator(".drawing-steps")).to_be_visible()


def snap_words(board: Board):
    return board.page.locator(".draw-snap")


def test_a_boundary_traced_along_its_neighbour_is_the_neighbours_own(board, ground):
    no, first, cut, last = at_a_bend(ground)
    neighbour = ground[no]
    board.open(Point(cut[0]), 18).take("绘制新地块")
    board.page.keyboard.press("t")
    expect(board.strip.get_by_role("button", name="沿邻宗界线描绘")).to_have_attribute("aria-pressed", "true")
    # from the middle of one side around the cut corner to the middle of the next: two places that are no corners yet
    start, end = along(first, LineString(first).length - 40), along(last, 45)
    out_first, out_last = outward(neighbour, first, 10), outward(neighbour, last, 10)
    board.click(*start)
    for place in (along(first, LineString(first).length - 10), cut[0], cut[1], along(last, 20), end):
        board.tab.map.point(*degrees(*place))
    board.click(*end)
    around = [(end, out_last), (cut[1], out_last), (cut[0], out_first), (start, out_first)]
    for place, step in around:
        board.click(place[0] + step[0], place[1] + step[1])
    board.page.keyboard.press("Enter")
    finish_outline(board, "P4-901")

    stored = Stored(board)
    assert stored.methods == {"P4-901": "outline", no: "shared_corners"}
    new, beside = stored.degrees["P4-901"], stored.degrees[no]
    # the two cut corners and both ends are one point each, to the last bit of the stored degrees
    assert len(set(corners(new)) & set(corners(beside))) == 4
    assert len(corners(new)) == 8
    new, beside = stored.metres["P4-901"], stored.metres[no]
    assert new.intersection(beside).area == 0
    length = 40 + LineString(cut).length + 45
    common = shapely.line_merge(shapely.intersection(new.boundary, beside.boundary))
    assert common.geom_type == "LineString"
    assert common.length == pytest.approx(length, abs=0.5)
    # no gap: together they are one area without a hole, no larger than both
    both = shapely.union(new, beside)
    assert both.area == pytest.approx(new.area + beside.area, abs=1e-6)
    assert sum(len(part.interiors) for part in (both.geoms if hasattr(both, "geoms") else [both])) == 0
    # the neighbour's ground is what it was
    assert beside.area == pytest.approx(neighbour.area, abs=0.01)


def test_a_corner_on_the_extension_of_a_side_lies_on_its_line_and_the_distance_is_told(board, ground):
    no, first, _, _ = at_a_bend(ground)
    one = ground[no]
    # the first side led on beyond its end, where the corner is cut
    length = LineString(first).length
    way = ((first[1][0] - first[0][0]) / length, (first[1][1] - first[0][1]) / length)
    beyond = (first[1][0] + way[0] * 55, first[1][1] + way[1] * 55)
    step = outward(one, first, 1)
    board.open(Point(beyond), 18).take("绘制新地块")
    near = (beyond[0] + step[0] * 1.5, beyond[1] + step[1] * 1.5)
    board.tab.map.point(*degrees(*near))
    board.tab.map.point(*degrees(near[0] + 0.1, near[1]))
    expect(snap_words(board)).to_have_text(re.compile(r"捕捉延长线 · [12]\.\d"))
    board.click(*near)
    board.click(beyond[0] + step[0] * 30, beyond[1] + step[1] * 30)
    board.click(beyond[0] + way[0] * 30 + step[0] * 30, beyond[1] + way[1] * 30 + step[1] * 30)
    board.page.keyboard.press("Enter")
    finish_outline(board, "P4-902")

    made = Stored(board).metres["P4-902"]
    endless = LineString([first[0], (beyond[0] + way[0] * 500, beyond[1] + way[1] * 500)])
    away = min(endless.distance(Point(corner)) for corner in corners(made))
    assert away <= MILLIMETRE
    nearest = min(corners(made), key=lambda corner: endless.distance(Point(corner)))
    assert math.dist(nearest, beyond) < 2.5


def test_a_cut_on_the_extension_of_the_neighbours_side_goes_on_in_its_line(board, ground):
    """Two plots whose common side ends on a third: the cut through the third is the common side led on, from side to side."""
    third, side, led_on = _three_at_one_point(ground)
    (ax, ay), (bx, by) = led_on.coords
    way = ((bx - ax) / led_on.length, (by - ay) / led_on.length)
    board.open(led_on, 17.5).choose(ground[third]).take("按线分割")
    board.click(ax, ay)
    # a metre and a half beside the place where it meets the opposite side
    near = (bx - way[1] * 1.5, by + way[0] * 1.5)
    board.tab.map.point(*degrees(near[0] + 0.5, near[1]))
    board.tab.map.point(*degrees(*near))
    expect(snap_words(board)).to_have_text(re.compile(r"捕捉延长线 · [12]\.\d"))
    board.click(*near)
    board.page.keyboard.press("Enter")
    board.shows(2).do()
    parts = [one for no, one in Stored(board).metres.items() if no.startswith(third)]
    common = shapely.line_merge(shapely.intersection(parts[0].boundary, parts[1].boundary))
    endless = LineString([side.coords[0], (bx + way[0] * 10, by + way[1] * 10)])
    assert max(endless.distance(Point(place)) for place in common.coords) <= MILLIMETRE
    assert common.length == pytest.approx(led_on.length, abs=0.01)


def _three_at_one_point(ground: dict[str, Any]) -> tuple[str, LineString, LineString]:
    """A plot, a side of others that ends on its boundary and points into it, and that side led on to the opposite boundary.

    The opposite end lies in the middle of a side: there is no corner there to be drawn to.
    """
    every = shapely.MultiPoint([corner for one in ground.values() for corner in corners(one)])
    for no, one in ground.items():
        for other, beside in ground.items():
            if other == no or one.distance(beside) > 0.001:
                continue
            for side in sides(beside):
                for far, end in (side, side[::-1]):
                    length = math.dist(far, end)
                    if length < 20 or one.distance(Point(end)) > 0.001 or one.distance(Point(far)) < 5:
                        continue
                    way = ((end[0] - far[0]) / length, (end[1] - far[1]) / length)
                    inside = LineString([end, (end[0] + way[0] * 140, end[1] + way[1] * 140)]).intersection(one)
                    if not isinstance(inside, LineString) or not 30 < inside.length < 139:
                        continue
                    opposite = max(inside.coords, key=lambda place: math.dist(place, end))
                    if every.distance(Point(opposite)) > 20:
                        return no, LineString([far, end]), LineString([end, opposite])
    raise AssertionError("no side of the park ends on another plot")


def frontages(one: Any, front: LineString) -> float:
    return sum(
        LineString(side).length
        for side in sides(one)
        if front.distance(Point(side[0])) < 0.001 and front.distance(Point(side[1])) < 0.001
    )


@pytest.mark.parametrize("count", [3, 8])
def test_lots_of_equal_frontage_are_equal_along_the_road(board, ground, count):
    no, number = next(
        (no, number) for no, number in open_sides(ground, least=120, depth=12) if ground[no].area < 60_000
    )
    one, front = ground[no], sides(ground[no])[number]
    board.open(one, 17).choose(one).take("等分")
    board.panel.get_by_label("块数").fill(str(count))
    board.panel.get_by_label("等分方式").select_option("frontage")
    inside = outward(one, front, -3)
    middle = along(front, LineString(front).length / 2)
    board.click(middle[0] + inside[0], middle[1] + inside[1])
    expect(board.panel.get_by_text(re.compile("已选方向边"))).to_be_visible()
    board.shows(count).do()
    lots = Stored(board).metres
    line = LineString(front)
    mine = [one for name, one in lots.items() if name.startswith(no)]
    assert len(mine) == count
    found = [frontages(lot, line) for lot in mine]
    assert max(found) - min(found) <= 0.01
    assert sum(found) == pytest.approx(line.length, abs=0.001)
    assert sum(lot.area for lot in mine) == pytest.approx(one.area, abs=0.02)
    # they lie beside each other without gap or overlap
    assert shapely.union_all(mine).area == pytest.approx(one.area, abs=0.02)
    for a, b in itertools.combinations(mine, 2):
        assert a.intersection(b).area < 1e-6


def test_a_frontage_that_another_plots_corner_divides_is_still_one(board, ground):
    """A neighbour across drew a corner into the road side: it bends nothing, and the whole side is shared out."""
    no, number = next(
        (no, number) for no, number in open_sides(ground, least=120, depth=12) if ground[no].area < 60_000
    )
    one, front = ground[no], sides(ground[no])[number]
    place = along(front, 30)
    step = outward(one, front, 8)
    beside = [place, along(front, 50)]
    ring = [*beside, (beside[1][0] + step[0], beside[1][1] + step[1]), (beside[0][0] + step[0], beside[0][1] + step[1])]
    answer = board.tab.post(
        f"/api/proposals/{board.proposal_id}/drawing",
        {
            "act": "outline",
            "plot_nos": ["P4-903"],
            "how": {"geometry": {"type": "Polygon", "coordinates": [[degrees(*c) for c in [*ring, ring[0]]]]}},
        },
    )
    assert answer.ok, answer.text()
    one = board.ground()[no]["shape"]
    assert len(corners(one)) == len(corners(ground[no])) + 2
    board.open(one, 17).choose(one).take("等分")
    board.panel.get_by_label("块数").fill("4")
    board.panel.get_by_label("等分方式").select_option("frontage")
    inside = outward(one, front, -3)
    middle = along(front, LineString(front).length * 0.7)
    board.click(middle[0] + inside[0], middle[1] + inside[1])
    board.shows(4).do()
    line = LineString(front)
    found = [frontages(lot, line) for name, lot in Stored(board).metres.items() if name.startswith(no)]
    assert len(found) == 4
    assert max(found) - min(found) <= 0.01
    assert sum(found) == pytest.approx(line.length, abs=0.005)


def bends(one: Any) -> float:
    """The least angle, in degrees, by which the outline turns at a corner."""
    ways = [math.degrees(math.atan2(b[1] - a[1], b[0] - a[0])) for a, b in sides(one)]
    return min(abs((after - before + 180) % 360 - 180) for before, after in zip(ways[-1:] + ways, ways, strict=False))


def test_each_side_is_set_back_by_what_was_typed_for_it(board, ground):
    no, one = next(
        (no, one) for no, one in ground.items() if 4 <= len(sides(one)) <= 6 and one.area > 15_000 and bends(one) > 15
    )
    board.open(one, 17).choose(one).take("退线")
    typed = [f"{5 + 2.5 * number:g}" for number in range(len(sides(one)))]
    typed[1] = "0"
    board.panel.get_by_label("退线距离").fill("5")
    for number, metres in enumerate(typed, 1):
        board.panel.get_by_label(f"第 {number} 边退线").fill(metres)
    board.shows(1)
    board.do()
    inner = Stored(board).metres[no]
    for metres, side in zip(typed, sides(one), strict=True):
        (ax, ay), (bx, by) = side
        inward = outward(one, side, -float(metres))
        line = LineString([(ax + inward[0], ay + inward[1]), (bx + inward[0], by + inward[1])])
        moved = [
            new
            for new in sides(inner)
            if line.distance(Point(new[0])) <= MILLIMETRE and line.distance(Point(new[1])) <= MILLIMETRE
        ]
        assert moved, f"no side of the red line lies {metres} m inside"
        assert sum(LineString(new).length for new in moved) > LineString(side).length * 0.3
    # nothing of it lies nearer to any side than was typed
    for metres, side in zip(typed, sides(one), strict=True):
        assert inner.distance(LineString(side)) >= float(metres) - MILLIMETRE


def _shared_corner(board: Board) -> tuple[str, str, Xy]:
    """Two plots and an end of their common side."""
    one, other = pair(board)
    common = shapely.line_merge(one["shape"].boundary.intersection(other["shape"].boundary))
    x, y = common.coords[0]
    return one["plot_no"], other["plot_no"], (float(x), float(y))


def has_corner(one: Any, east: float, north: float) -> bool:
    return any(abs(x - east) < 1e-6 and abs(y - north) < 1e-6 for x, y in corners(one))


def test_a_corner_goes_to_typed_coordinates_in_both_neighbours(board):
    one, other, (east, north) = _shared_corner(board)
    board.open(Point(east, north), 18).take("移动界址点")
    board.click(east, north)
    expect(board.panel.get_by_text("已选 1 个界址点")).to_be_visible()
    expect(board.panel.get_by_label("新 X（北）")).to_have_value(f"{north:.3f}")
    goal = (round(north + 1.234, 3), round(east - 0.567, 3))
    board.panel.get_by_label("新 X（北）").fill(f"{goal[0]:.3f}")
    # with the zone number, as papers have it
    board.panel.get_by_label("新 Y（东）").fill(f"38{goal[1]:.3f}")
    expect(board.panel.get_by_label("ΔX（向北）")).to_have_value(f"{goal[0] - north:.3f}")
    expect(board.panel.locator(".drawing-results")).to_be_visible()
    board.page.keyboard.press("Enter")
    expect(board.panel.locator(".drawing-steps")).to_be_visible()
    stored = Stored(board)
    assert {one, other} <= set(stored.metres)
    for no in (one, other):
        assert has_corner(stored.metres[no], goal[1], goal[0])
        assert not has_corner(stored.metres[no], east, north)
        assert stored.methods[no] == "move_corners"
    moved = [at for no in (one, other) for at in corners(stored.degrees[no])]
    assert any(moved.count(at) == 2 for at in moved)


def test_a_common_side_moves_by_typed_steps_and_a_wrong_figure_is_told_at_its_field(board):
    one, other = pair(board)
    common = shapely.line_merge(one["shape"].boundary.intersection(other["shape"].boundary))
    ends = [common.coords[0], common.coords[-1]]
    board.open(common, 17.5).take("移动界址点")
    board.click(*ends[0])
    board.page.keyboard.down("Shift")
    board.click(*ends[1])
    board.page.keyboard.up("Shift")
    expect(board.panel.get_by_text("已选 2 个界址点")).to_be_visible()
    expect(board.panel.get_by_label("新 X（北）")).to_be_hidden()
    board.panel.get_by_label("ΔX（向北）").fill("一米")
    expect(board.panel.get_by_text("请填数字，单位米。")).to_be_visible()
    board.panel.get_by_label("ΔX（向北）").fill("0.350")
    board.panel.get_by_label("ΔY（向东）").fill("-0.125")
    expect(board.panel.locator(".drawing-results")).to_be_visible()
    # Escape leaves the field, Escape again the corners; typed anew it is done
    board.page.keyboard.press("Enter")
    expect(board.panel.locator(".drawing-steps")).to_be_visible()
    stored = Stored(board)
    for east, north in ends:
        goal = round(east - 0.125, 3), round(north + 0.35, 3)
        for no in (one["plot_no"], other["plot_no"]):
            assert has_corner(stored.metres[no], *goal)


def test_exchanged_and_foreign_coordinates_are_refused_at_the_field(board):
    _, _, (east, north) = _shared_corner(board)
    board.open(Point(east, north), 18).take("移动界址点")
    board.click(east, north)
    x, y = board.panel.get_by_label("新 X（北）"), board.panel.get_by_label("新 Y（东）")
    x.fill(f"{east:.3f}")
    y.fill(f"{north:.3f}")
    expect(board.panel.get_by_text(re.compile("X、Y 填反了"))).to_be_visible()
    x.fill(f"{north:.3f}")
    y.fill(f"39{east:.3f}")
    expect(board.panel.get_by_text("带号与园区不符，本园区为 38 带。")).to_be_visible()
    board.page.keyboard.press("Enter")
    board.tab.settled()
    assert board.operations() == []
    # Escape leaves the field and Escape again lets the corner go
    board.page.keyboard.press("Escape")
    board.page.keyboard.press("Escape")
    expect(x).to_be_hidden()


def test_a_click_on_a_side_moves_nothing(board):
    one, other = pair(board)
    common = shapely.line_merge(one["shape"].boundary.intersection(other["shape"].boundary))
    board.open(common, 18).take("移动界址点")
    middle = common.interpolate(0.5, normalized=True)
    board.click(middle.x, middle.y)
    board.tab.settled()
    assert board.operations() == []
