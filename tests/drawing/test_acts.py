"""Acts in a proposal: geometry by the server, written with start and results, shown first, undone, kept where they fail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from shapely.geometry import mapping, shape
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.drawing.commands import Act, draw
from gisapp.drawing.sketches import find_sketch, forget_sketch, keep_sketch
from gisapp.drawing.terms import DrawingAct
from gisapp.kernel.crs import transformer
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.land.typed_shape import read_shape
from gisapp.proposals.drafts import ParentRef
from gisapp.proposals.items import remove_operation, restore_operation
from gisapp.proposals.proposals import read_proposal
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.builders.proposal import TODAY, a_person, a_proposal, box

A = DrawingAct


@pytest.fixture
def park(db: Session):
    return a_park(db)


@pytest.fixture
def planner(db: Session):
    return a_person(db)


@pytest.fixture
def west(db: Session, park) -> int:
    return a_plot(db, park, "P4-001", box=(100, 100, 100, 100))


@pytest.fixture
def east(db: Session, park) -> int:
    return a_plot(db, park, "P4-002", box=(200, 100, 100, 100))


@pytest.fixture
def proposal_id(db: Session, park, planner, west, east) -> int:
    return a_proposal(db, park, planner)


def ll(east_m: float, north_m: float) -> list[float]:
    return list(transformer(4547, 4490).transform(560_000 + east_m, 3_719_000 + north_m))


@pytest.fixture
def act(db: Session, planner, proposal_id: int):
    def run(name: DrawingAct, on=(), *, dry_run=False, version=None, **how):
        more = {key: how.pop(key) for key in ("plot_nos", "continues", "attributes") if key in how}
        refs = tuple(one if isinstance(one, ParentRef) else ParentRef(plot_id=one) for one in on)
        return draw(
            db, planner, proposal_id, Act(name, refs, how, **more), TODAY, dry_run=dry_run, expected_version=version
        )

    return run


def areas(done):
    return [one["area_m2"] for one in done["shapes"]]


def errors(done):
    return {one["code"] for one in done["findings"] if one["severity"] == "error"}


def test_a_split_is_written_with_its_start_and_the_neighbour_takes_the_corner(act, west, east, db):
    done = act(A.SPLIT_BY_LINE, [west], lines=[[ll(90, 130), ll(210, 130)]])
    assert areas(done) == [3000.0, 7000.0] or sorted(areas(done)) == [3000.0, 7000.0]
    split, shared = done["operations"]
    assert (split["kind"], split["method"]) == ("split", "split_by_line")
    assert [parent["plot_id"] for parent in split["parents"]] == [west]
    assert split["cut_line"]["type"] == "MultiLineString"
    assert (shared["kind"], shared["method"]) == ("change", "shared_corners")
    assert len(shared["shapes"][0]["geometry"]["coordinates"][0][0]) == 6
    common = db.execute(
        text(
            "select count(*) from (select (ST_DumpPoints(s.geom)).geom as p from proposal_shape s join proposal_operation o on o.id = s.operation_id"
            " where o.method = 'split_by_line') a join (select (ST_DumpPoints(s.geom)).geom as p from proposal_shape s join proposal_operation o"
            " on o.id = s.operation_id where o.method = 'shared_corners') b on ST_AsEWKB(a.p) = ST_AsEWKB(b.p)"
        )
    ).scalar_one()
    # the corner is in both parts and in the neighbour, to the last bit; the two old corners are common as well
    assert common >= 4
    assert errors(done) == set()


def test_what_is_only_shown_is_not_written(act, west, proposal_id, planner, db):
    done = act(A.SPLIT_INTO_LOTS, [west], count=4, bearing_deg=0, dry_run=True)
    assert areas(done) == [2500.0] * 4
    assert done["operations"] == []
    assert read_proposal(db, planner, proposal_id, TODAY)["operations"] == []


def test_a_split_that_fails_keeps_its_line_and_says_why(act, west, proposal_id, planner, db):
    done = act(A.SPLIT_BY_LINE, [west], lines=[[ll(90, 130), ll(150, 130)]])
    assert done["is_refused"]
    assert errors(done) == {"drawing.cut_stops_inside"}
    stored = read_proposal(db, planner, proposal_id, TODAY)["operations"][0]
    assert stored["is_failed"]
    assert stored["failures"][0]["code"] == "drawing.cut_stops_inside"
    assert len(stored["cut_line"]["coordinates"][0]) == 2
    # the plot is free for the next try
    again = act(A.SPLIT_BY_LINE, [west], lines=[[ll(90, 130), ll(150, 130)]], extend=True)
    assert not again["is_refused"]


def test_acts_go_on_from_each_other_and_are_undone_from_the_last(act, west, proposal_id, planner, db):
    first = act(A.SPLIT_BY_AREA, [west], areas_m2=[4000], bearing_deg=0)
    second = act(
        A.SPLIT_BY_RATIO, [ParentRef(shape_id=first["operations"][0]["shapes"][1]["id"])], ratio=[1, 2], bearing_deg=90
    )
    assert areas(second) == [2000.0, 4000.0]
    with pytest.raises(Conflict, match="shape_used"):
        remove_operation(db, planner, proposal_id, first["operations"][0]["id"], expected_version=1)
    last = second["operations"][-1]
    for operation in reversed(second["operations"]):
        version = remove_operation(db, planner, proposal_id, operation["id"], expected_version=operation["version"])
    restored = restore_operation(db, planner, proposal_id, second["operations"][0]["id"], expected_version=version)
    assert len(restored["shapes"]) == 2
    assert last["proposal_id"] == proposal_id


def test_a_used_plot_can_not_be_drawn_on_twice(act, west):
    act(A.SPLIT_INTO_LOTS, [west], count=2, bearing_deg=0)
    with pytest.raises(Conflict, match="plot_moved_on"):
        act(A.SPLIT_INTO_LOTS, [west], count=2, bearing_deg=0)


def test_whoever_saw_an_older_proposal_is_told_by_whom_it_was_changed(act, west):
    act(A.SPLIT_INTO_LOTS, [west], count=2, bearing_deg=0, version=1)
    with pytest.raises(Conflict, match="changed_meanwhile") as refusal:
        act(A.MERGE, [west], version=1)
    assert "planner" in refusal.value.message_zh


def test_a_common_boundary_moves_in_both_plots_in_one_operation(act, west, east):
    done = act(A.SHIFT_BOUNDARY, [west, east], target_m2=12345.67)
    assert done["kind"] == "adjust"
    assert areas(done) == [12345.67, 7654.33]
    assert [parent["plot_id"] for parent in done["operations"][0]["parents"]] == [west, east]
    assert {shape["plot_no"] for shape in done["operations"][0]["shapes"]} == {"P4-001", "P4-002"}


def test_a_corner_goes_to_typed_coordinates_in_every_plot_that_has_it(act, west, east):
    done = act(
        A.MOVE_CORNERS,
        moves=[{"from_point": ll(200, 100), "to_xy": {"x": "3719090.123", "y": "38560205.456"}}],
    )
    assert done["kind"] == "adjust"
    for one in done["shapes"]:
        ring = one["geometry"]["coordinates"][0][0]
        planar = [transformer(4490, 4547).transform(*point) for point in ring]
        assert any(abs(x - 560_205.456) < 1e-6 and abs(y - 3_719_090.123) < 1e-6 for x, y in planar)


@pytest.mark.parametrize(("prefix", "y"), [("", "560705.456"), ("38", "560705.456"), ("38", "38560705.456")])
def test_a_moved_corner_keeps_its_number_and_has_the_digits_that_were_typed(act, prefix, y):
    typed = [
        {"no": f"J{n}", "x": f"{3_719_000 + north}.1230", "y": f"{prefix}{560_000 + east}.4560"}
        for n, (east, north) in enumerate([(600, 600), (600, 700), (700, 700), (700, 600)], start=1)
    ]
    paper = {"epsg": 4526 if prefix else 4547, "rings": [{"ring": 1, "points": typed}]}
    geometry, points = read_shape(None, paper)
    drawn = act(A.OUTLINE, geometry=geometry, points=points)
    assert drawn["operations"][0]["shapes"][0]["points"]
    start = ll(700.456, 700.123)
    done = act(A.MOVE_CORNERS, moves=[{"from_point": start, "to_xy": {"x": "3719705.4560", "y": y}}])
    carried = done["operations"][0]["shapes"][0]["points"]["rings"][0]["points"]
    assert [point["no"] for point in carried] == ["J1", "J2", "J3", "J4"]
    assert carried[2] == {"no": "J3", "x": "3719705.4560", "y": f"{prefix}560705.456"}
    assert [carried[0], carried[1], carried[3]] == [typed[0], typed[1], typed[3]]


@pytest.mark.parametrize("prefix", ["", "38"])
def test_a_typed_easting_may_bear_the_zone_of_the_park(act, west, prefix):
    done = act(
        A.MOVE_CORNERS,
        moves=[{"from_point": ll(100, 100), "to_xy": {"x": "3719100.500", "y": f"{prefix}560100.250"}}],
        dry_run=True,
    )
    assert not done["is_refused"]


@pytest.mark.parametrize(
    ("y", "code"), [("39560100.250", "drawing.point_in_other_zone"), ("一", "drawing.point_not_number")]
)
def test_a_typed_easting_of_another_zone_is_refused(act, west, y, code):
    with pytest.raises(Invalid, match=code):
        act(A.MOVE_CORNERS, moves=[{"from_point": ll(100, 100), "to_xy": {"x": "3719100.500", "y": y}}], dry_run=True)


def test_a_merger_of_neighbours_and_of_strangers(act, west, east, park, db):
    far = a_plot(db, park, "P4-009", box=(500, 500, 50, 50))
    assert errors(act(A.MERGE, [west, far], dry_run=True)) == {"drawing.merge_not_touching"}
    done = act(A.MERGE, [west, east])
    assert areas(done) == [20000.0]


def test_a_set_back_with_its_strip_goes_on_being_the_plot_inside(act, west):
    done = act(A.SET_BACK, [west], distances_m=[5], keep_strip=True)
    shapes = done["operations"][0]["shapes"]
    assert [one["plot_id"] for one in shapes] == [west, None]
    assert shapes[0]["plot_no"] == "P4-001"
    assert areas(done) == [8100.0, 1900.0]


def test_a_hole_is_cut_and_filled(act, west):
    done = act(A.CUT_HOLE, [west], ring=[ll(140, 140), ll(160, 140), ll(160, 160), ll(140, 160)])
    assert areas(done) == [9600.0]
    shape_id = done["operations"][0]["shapes"][0]["id"]
    assert areas(act(A.FILL_HOLE, [ParentRef(shape_id=shape_id)], at=ll(150, 150))) == [10000.0]


def test_right_angles_tell_the_largest_shift(act, park, db):
    skew = a_plot(db, park, "P4-007", box=(600, 600, 80, 40))
    moved = act(A.MOVE_CORNERS, [skew], moves=[{"from_point": ll(680, 640), "to_point": ll(680.2, 640.1)}])
    shape_id = moved["operations"][0]["shapes"][0]["id"]
    done = act(A.RIGHT_ANGLES, [ParentRef(shape_id=shape_id)])
    told = [one for one in done["findings"] if one["code"] == "drawing.right_angles_shift"]
    assert told[0]["measured"].endswith("米")


def test_a_typed_outline_keeps_its_digits_and_joins_its_neighbour(act, west, db):
    paper = {
        "epsg": 4526,
        "rings": [
            {
                "ring": 1,
                "points": [
                    {"no": "J1", "x": "3719200.000", "y": "38560120.500"},
                    {"no": "J2", "x": "3719200.000", "y": "38560180.125"},
                    {"no": "J3", "x": "3719260.007", "y": "38560180.125"},
                    {"no": "J4", "x": "3719260.007", "y": "38560120.500"},
                ],
            }
        ],
    }
    geometry, points = read_shape(None, paper)
    done = act(A.OUTLINE, geometry=geometry, points=points, plot_nos=("P4-100",))
    new, shared = done["operations"]
    assert new["kind"] == "new"
    assert new["shapes"][0]["points"]["rings"][0]["points"] == paper["rings"][0]["points"]
    assert [parent["plot_id"] for parent in shared["parents"]] == [west]
    assert errors(done) == set()


def test_a_registered_plot_is_redrawn_from_typed_points(act, west):
    typed = [
        {"no": f"J{n}", "x": f"{3_719_000 + y}.010", "y": f"{38_560_000 + x}.020"}
        for n, (x, y) in enumerate([(100, 100), (100, 190), (190, 190), (190, 100)], start=1)
    ]
    geometry, points = read_shape(None, {"epsg": 4526, "rings": [{"ring": 1, "points": typed}]})
    done = act(A.RESHAPE, [west], geometry=geometry, points=points)
    shape = done["operations"][0]["shapes"][0]
    assert (done["kind"], shape["plot_id"], shape["plot_no"]) == ("change", west, "P4-001")
    assert areas(done) == [8100.0]
    assert shape["points"]["rings"][0]["points"] == typed


def test_an_outline_over_a_neighbour_is_told_with_the_servers_code(act, west):
    done = act(A.OUTLINE, geometry=box(150, 150, 100, 100), dry_run=True)
    assert "plot.overlaps_plot" in errors(done)


def test_a_drawn_outline_takes_corners_within_a_millimetre(act, west, db):
    rough = [ll(100.0004, 200.0004), ll(200.0003, 199.9996), ll(200, 250), ll(100, 250)]
    drawn, _ = read_shape({"type": "Polygon", "coordinates": [[*rough, rough[0]]]}, None)
    done = act(A.OUTLINE, geometry=drawn)
    stored = shape(done["shapes"][0]["geometry"])
    plot = db.execute(
        text("select ST_AsGeoJSON(geom, 15) from plot_version where plot_id = :id"), {"id": west}
    ).scalar()
    assert len(done["operations"]) == 1, "no corner had to be put into the neighbour"
    assert plot
    assert stored.is_valid


def test_acts_ask_for_what_they_need(act, west, east):
    with pytest.raises(Invalid, match="choose_plots"):
        act(A.SPLIT_INTO_LOTS, [west, east], count=2, bearing_deg=0)
    with pytest.raises(Invalid, match="parameter_missing"):
        act(A.SPLIT_INTO_LOTS, [west], bearing_deg=0)


def test_the_survey_points_go_along_with_the_parts(act):
    corners = [(600, 600), (600, 700), (700, 700), (700, 600)]
    typed = [
        {"no": f"J{n}", "x": f"{3_719_000 + y}.1230", "y": f"{38_560_000 + x}.4560"}
        for n, (x, y) in enumerate(corners, start=1)
    ]
    geometry, points = read_shape(None, {"epsg": 4526, "rings": [{"ring": 1, "points": typed}]})
    drawn = act(A.OUTLINE, geometry=geometry, points=points)
    done = act(
        A.SPLIT_INTO_LOTS, [ParentRef(shape_id=drawn["operations"][0]["shapes"][0]["id"])], count=2, bearing_deg=90
    )
    for part in done["operations"][0]["shapes"]:
        carried = part["points"]["rings"][0]["points"]
        assert len([point for point in carried if point.get("computed")]) == 2
        assert len([point for point in carried if {"no": point["no"], "x": point["x"], "y": point["y"]} in typed]) == 2


def test_a_stranger_to_the_park_sees_no_proposal(db, proposal_id, west):
    from gisapp.auth.permissions import Role
    from gisapp.auth.principal import account_principal

    stranger = account_principal(1, "stranger", Role.PLANNER, frozenset({999}))
    with pytest.raises(NotFound):
        draw(db, stranger, proposal_id, Act(A.MERGE), TODAY)


def test_what_is_under_the_pen_is_kept_for_each_person_and_by_version(db, planner, proposal_id):
    other = a_person(db, "second")
    assert find_sketch(db, planner, proposal_id) is None
    assert keep_sketch(db, planner, proposal_id, {"points": [[1, 2]]}, expected_version=0) == 1
    assert keep_sketch(db, planner, proposal_id, {"points": [[1, 2], [3, 4]]}, expected_version=1) == 2
    assert find_sketch(db, other, proposal_id) is None
    with pytest.raises(Conflict, match="sketch_changed_elsewhere") as refusal:
        keep_sketch(db, planner, proposal_id, {"points": []}, expected_version=1)
    assert refusal.value.details["stored"]["content"] == {"points": [[1, 2], [3, 4]]}
    forget_sketch(db, planner, proposal_id)
    assert find_sketch(db, planner, proposal_id) is None


def test_geojson_goes_out_with_every_digit(act, west):
    done = act(A.SPLIT_INTO_LOTS, [west], count=3, bearing_deg=12.5, dry_run=True)
    assert all(mapping(shape(one["geometry"]))["type"] == "MultiPolygon" for one in done["shapes"])


def test_a_boundary_of_today_is_said_while_it_is_drawn_with_the_first_day_that_will_do(act, park, db):
    young = a_plot(db, park, "P4-009", box=(600, 100, 100, 100), valid_from=TODAY.isoformat())
    shown = act(A.SPLIT_INTO_LOTS, [young], count=2, bearing_deg=0, dry_run=True)
    (told,) = [one for one in shown["findings"] if one["code"] == "proposal.day_not_after"]
    assert told["severity"] == "warning"
    assert "2026年11月24日或以后" in told["fix_zh"]
    assert shown["earliest_on"] == TODAY + timedelta(days=1)
    assert act(A.SPLIT_INTO_LOTS, [young], count=2, bearing_deg=0)["operations"]
