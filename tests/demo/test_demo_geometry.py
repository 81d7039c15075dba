"""The invented ground: parks, plots and plan fit together to the millimetre."""

from __future__ import annotations

import math

import pytest
import shapely
from shapely import Polygon, STRtree

from gisapp.demo.frame import BOARD_CENTRE, ORIGIN_EAST, ORIGIN_NORTH, to_ground
from gisapp.demo.records import DemoPlot, DemoZone
from gisapp.demo.shapes import side_lengths
from gisapp.kernel.crs import transformer

MU = 2000 / 3


def _outline(plot: DemoPlot) -> Polygon:
    return plot.versions[-1].shape.planar.geoms[0]


def _park_outlines(zone: DemoZone) -> dict[str, shapely.MultiPolygon]:
    return {b.park_code: b.shape.planar for b in zone.boundaries if b.until is None}


def test_the_middle_of_the_board_lies_on_the_middle_of_the_zone():
    assert to_ground(*BOARD_CENTRE) == pytest.approx((ORIGIN_EAST, ORIGIN_NORTH), abs=0.001)
    lon, lat = transformer(4547, 4490).transform(ORIGIN_EAST, ORIGIN_NORTH)
    assert (lon, lat) == pytest.approx((114.65, 33.56), abs=1e-7)


def test_the_bend_keeps_lengths_within_a_sixth():
    for s in range(0, 8300, 500):
        for t in (-2700, -1000, 0, 1500):
            along = math.dist(to_ground(s, t), to_ground(s + 100, t))
            across = math.dist(to_ground(s, t), to_ground(s, t + 100))
            assert 84 < along < 116
            assert across == pytest.approx(100, abs=0.01)


def test_six_parks_lie_apart(zone: DemoZone):
    outlines = list(_park_outlines(zone).values())
    assert len(outlines) == 6
    assert all(outline.is_valid and len(outline.geoms) == 1 for outline in outlines)
    assert all(a.distance(b) > 50 for i, a in enumerate(outlines) for b in outlines[i + 1 :])
    assert 18e6 < sum(outline.area for outline in outlines) < 22e6
    assert 25e6 < shapely.union_all(outlines).convex_hull.area < 42e6


def test_every_plot_lies_inside_its_park_with_room_for_the_road(zone: DemoZone, live: list[DemoPlot]):
    outlines = _park_outlines(zone)
    for plot in live:
        park = outlines[plot.park_code]
        assert park.contains(_outline(plot)), plot.plot_no
        assert park.boundary.distance(_outline(plot)) > 10, plot.plot_no


def test_no_two_live_plots_overlap(live: list[DemoPlot]):
    outlines = [_outline(plot) for plot in live]
    assert shapely.coverage_is_valid(outlines)
    assert sum(o.area for o in outlines) == pytest.approx(shapely.union_all(outlines).area, abs=1e-3)


def test_plots_retired_or_surveyed_anew_never_overlapped_their_neighbours(zone: DemoZone):
    versions = [(plot, version) for plot in zone.plots for version in plot.versions]
    outlines = [version.shape.planar for _, version in versions]
    tree = STRtree(outlines)
    for first, second in tree.query(outlines, predicate="intersects").T:
        (plot, one), (other, two) = versions[first], versions[second]
        if first >= second or plot is other:
            continue
        if (one.until is None or one.until > two.since) and (two.until is None or two.until > one.since):
            assert outlines[first].intersection(outlines[second]).area < 0.1, (plot.plot_no, other.plot_no)


def test_the_plan_covers_each_park_without_gap_or_overlap(zone: DemoZone):
    pieces = [piece.shape.planar.geoms[0] for piece in zone.planned]
    assert shapely.coverage_is_valid(pieces)
    for code, park in _park_outlines(zone).items():
        inside = [piece.shape.area_m2 for piece in zone.planned if piece.park_code == code]
        assert sum(inside) == pytest.approx(park.area, abs=0.01)


def test_plots_are_of_the_sizes_asked_for(live: list[DemoPlot]):
    sizes = sorted(plot.versions[-1].shape.area_m2 / MU for plot in live)
    assert 300 <= len(sizes) <= 350
    assert sizes[0] >= 5
    assert sizes[-1] <= 300
    assert sizes[-1] > 200
    assert sum(20 <= size <= 120 for size in sizes) > 0.75 * len(sizes)


def test_there_are_plots_with_holes_with_bends_and_of_l_shape(live: list[DemoPlot]):
    outlines = [_outline(plot) for plot in live]
    assert sum(len(o.interiors) for o in outlines) == 3
    box_share = [o.area / o.minimum_rotated_rectangle.area for o in outlines]
    assert sum(0.55 < share < 0.84 and not o.interiors for share, o in zip(box_share, outlines, strict=True)) >= 6
    assert sum(len(o.exterior.coords) > 10 for o in outlines) >= 8


def test_no_side_is_shorter_than_a_surveyor_would_set_a_mark(live: list[DemoPlot]):
    for plot in live:
        for ring in plot.versions[-1].shape.polygons[0]:
            assert min(side_lengths(ring)) > 0.5, plot.plot_no


def test_the_stored_degrees_give_the_millimetres_back(live: list[DemoPlot]):
    plot = live[0].versions[-1].shape
    lonlat = plot.lonlat.geoms[0].exterior.coords
    back = [transformer(4490, 4547).transform(lon, lat) for lon, lat in lonlat]
    for (x, y), (bx, by) in zip(plot.planar.geoms[0].exterior.coords, back, strict=True):
        assert (bx, by) == pytest.approx((x, y), abs=1e-5)


def test_statutory_lines_do_not_overlap(zone: DemoZone):
    shapes = {c.name_zh: (c.kind, c.shape.planar) for c in zone.constraints}
    assert {kind for kind, _ in shapes.values()} == {
        "farmland", "ecology", "urban_boundary", "river", "flood", "pipeline", "hazard", "heritage",
    }  # fmt: skip
    assert all(shape.is_valid for _, shape in shapes.values())
    urban = next(shape for kind, shape in shapes.values() if kind == "urban_boundary")
    fields = shapely.union_all([shape for kind, shape in shapes.values() if kind == "farmland"])
    ecology = shapely.union_all([shape for kind, shape in shapes.values() if kind == "ecology"])
    assert urban.intersection(fields).area == 0
    assert urban.intersection(ecology).area == 0
    assert fields.intersection(ecology).area == 0
    assert all(urban.contains(park) for park in _park_outlines(zone).values())


def test_published_plots_lie_clear_of_control_lines(zone: DemoZone, live: list[DemoPlot]):
    lines = [c.shape.planar for c in zone.constraints if c.kind not in ("urban_boundary", "river")]
    touched = {plot.plot_no for plot in live if any(line.intersects(_outline(plot)) for line in lines)}
    assert len(touched) >= 8
    assert not touched & {plot.plot_no for plot in live if plot.stage in ("announced", "on_offer")}


def test_lines_of_every_utility_run_along_the_roads(zone: DemoZone):
    assert {pipe.utility for pipe in zone.pipes} == {"water", "power", "drainage", "gas", "heat", "telecom"}
    assert {road.grade for road in zone.roads} == {"trunk", "main", "secondary", "branch"}
    roads = shapely.union_all([shapely.MultiLineString(road.lines.parts) for road in zone.roads])
    near = roads.buffer(31)
    assert all(near.covers(shapely.MultiLineString(pipe.lines.parts)) for pipe in zone.pipes)
