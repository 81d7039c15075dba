"""What is drawn in a proposal: kept at once, in order, by version; nobody's work is overwritten, nothing touches the register."""

from __future__ import annotations

from decimal import Decimal
from threading import Barrier, Thread

import pytest
from shapely import LineString
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.errors import domain_error
from gisapp.kernel.errors import Conflict, DomainError, Invalid, NotFound, RuleViolation
from gisapp.proposals.drafts import ParentRef, ShapeDraft
from gisapp.proposals.items import (
    add_operation,
    change_operation,
    rebase_operation,
    remove_operation,
    restore_operation,
)
from gisapp.proposals.lifecycle import TRANSITIONS
from gisapp.proposals.proposals import ProposalFilter, list_proposals, read_proposal
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.builders.proposal import TODAY, a_draft, a_person, a_proposal, an_operation, box

WEST, EAST = (100, 100, 100, 300), (200, 100, 100, 300)
HALVES = [("P4-001-1", WEST), ("P4-001-2", EAST)]


@pytest.fixture
def park(db: Session):
    return a_park(db)


@pytest.fixture
def planner(db: Session):
    return a_person(db)


@pytest.fixture
def plot_id(db: Session, park) -> int:
    return a_plot(db, park, supply="not_ready", development="not_applicable", compliance="not_applicable")


@pytest.fixture
def proposal_id(db: Session, park, planner) -> int:
    return a_proposal(db, park, planner)


def test_the_database_holds_the_same_transitions(db: Session):
    stored = {tuple(row) for row in db.execute(text("select * from proposal_transition"))}
    assert stored == {(w.from_state, w.to_state, w.needs_reason, w.by_another) for w in TRANSITIONS.values()}


def test_a_split_hands_down_fields_by_the_declared_policy(db: Session, planner, plot_id, proposal_id):
    db.execute(
        text("update plot_version set recorded = tstzrange(lower(recorded), clock_timestamp()) where plot_id = :p"),
        {"p": plot_id},
    )
    db.execute(
        text(
            "insert into plot_version (plot_id, version_no, zone_id, park_id, planar_epsg, plot_no, geom, area_surveyed_m2, parcel_no, address, land_use_scheme,"
            " land_use_code, valid) select plot_id, 1, zone_id, park_id, planar_epsg, plot_no, geom, 60000, '411600001001GB00001', '示例路1号',"
            " land_use_scheme, land_use_code, valid from plot_version where plot_id = :p"
        ),
        {"p": plot_id},
    )
    done = an_operation(db, planner, proposal_id, "split", [plot_id], [("A", WEST), ("B", (200, 100, 50, 300))])
    first = done["shapes"][0]
    assert first["attributes"]["area_surveyed_m2"] == "30000"
    assert first["policy"]["area_surveyed_m2"]["policy"] == "divide"
    assert "parcel_no" not in first["attributes"]
    assert (first["policy"]["parcel_no"]["policy"], first["policy"]["address"]["policy"]) == ("clear", "copy")
    assert (first["attributes"]["land_use_code"], done["shapes"][1]["attributes"]["area_surveyed_m2"]) == (
        "100102",
        "15000",
    )


def test_nothing_of_a_draft_is_in_the_register(db: Session, planner, plot_id, proposal_id):
    an_operation(db, planner, proposal_id, "split", [plot_id], HALVES)
    assert db.execute(text("select count(*) from plot_version")).scalar_one() == 1


def test_operations_follow_each_other_on_their_results(db: Session, park, planner, plot_id, proposal_id):
    neighbour = a_plot(db, park, "P4-002", box=(300, 100, 100, 300))
    split = an_operation(db, planner, proposal_id, "split", [plot_id], HALVES)
    east = split["shapes"][1]["id"]
    again = an_operation(
        db, planner, proposal_id, "split", [ParentRef(shape_id=east)], [("B1", (200, 100, 100, 100)), ("B2", (200, 200, 100, 200))]
    )  # fmt: skip
    an_operation(
        db, planner, proposal_id, "merge",
        [ParentRef(shape_id=again["shapes"][1]["id"]), neighbour],
        [ShapeDraft(box(200, 200, 200, 200), "M")],
    )  # fmt: skip
    sheet = read_proposal(db, planner, proposal_id, TODAY)
    finals = [s["plot_no"] for o in sheet["operations"] for s in o["shapes"] if s["is_final"]]
    assert finals == ["P4-001-1", "B1", "M"]
    with pytest.raises(DBAPIError) as taken:
        an_operation(db, planner, proposal_id, "retire", [ParentRef(shape_id=east)], [])
    meaning = domain_error(taken.value)
    assert meaning is not None
    assert meaning.code == "proposal.shape_used_twice"


def test_a_failed_split_keeps_its_line_and_says_why_and_uses_nothing(db: Session, planner, plot_id, proposal_id):
    line = LineString([(114.65, 33.6), (114.66, 33.6)])
    why = {"code": "split.line_misses", "severity": "error", "message_zh": "分割线没有穿过地块。"}
    done = add_operation(db, planner, proposal_id, a_draft("split", [plot_id], [], cut_line=line, failures=(why,)))
    assert (done["is_failed"], done["failures"], done["cut_line"]["type"]) == (True, [why], "LineString")
    an_operation(db, planner, proposal_id, "split", [plot_id], HALVES)
    row = list_proposals(db, planner, TODAY, ProposalFilter())["items"][0]
    assert (row["operation_count"], row["failed_count"], row["shape_count"]) == (1, 1, 2)


def test_the_list_is_narrowed_and_its_counts_are_of_all(db: Session, park, planner, plot_id, proposal_id):
    an_operation(db, planner, proposal_id, "split", [plot_id], HALVES)
    a_proposal(db, park, a_person(db, "other.planner"), title_zh="补划100%绿地")
    for asked, count in (
        ({"q": "Ｐ４－００１－２"}, 1), ({"q": "100%绿"}, 1), ({"q": "1%绿"}, 0), ({"plot_id": plot_id}, 1), ({"mine": True}, 1),
        ({"conflicts": True}, 0), ({"parks": ("P9",)}, 0), ({"states": ("draft",), "parks": (park.code,)}, 2), ({}, 2),
    ):  # fmt: skip
        found = list_proposals(db, planner, TODAY, ProposalFilter(**asked))
        assert (found["total"], found["by_state"], found["mine"], found["with_conflicts"]) == (
            count,
            {"draft": 2},
            1,
            0,
        ), asked


@pytest.mark.parametrize(
    ("kind", "parents", "shapes"),
    [
        ("split", 1, 1),
        ("split", 0, 2),
        ("merge", 1, 1),
        ("new", 1, 1),
        ("retire", 1, 1),
        ("change", 1, 2),
        ("adjust", 2, 3),
    ],
)
def test_what_does_not_fit_its_kind_is_refused(db: Session, planner, proposal_id, kind: str, parents: int, shapes: int):
    with pytest.raises(RuleViolation) as refused:
        an_operation(db, planner, proposal_id, kind, [ParentRef(plot_id=1)] * parents, [WEST] * shapes)
    assert refused.value.status == 400


def test_the_second_of_two_writers_gets_both_versions(db: Session, planner, plot_id, proposal_id):
    done = an_operation(db, planner, proposal_id, "split", [plot_id], HALVES)
    other = a_draft("split", [plot_id], [("X", WEST), ("Y", EAST)])
    change_operation(db, a_person(db, "colleague"), proposal_id, done["id"], other, expected_version=1)
    with pytest.raises(Conflict) as late:
        change_operation(db, planner, proposal_id, done["id"], a_draft("split", [plot_id], HALVES), expected_version=1)
    stored = late.value.details["stored"]
    assert (late.value.code, stored["changed_by_name"]) == ("proposal.operation_changed_meanwhile", "colleague")
    assert [shape["plot_no"] for shape in stored["shapes"]] == ["X", "Y"]


def test_a_removed_operation_comes_back_and_frees_its_parents_meanwhile(db: Session, planner, plot_id, proposal_id):
    done = an_operation(db, planner, proposal_id, "split", [plot_id], HALVES)
    version = remove_operation(db, planner, proposal_id, done["id"], expected_version=1)
    again = an_operation(db, planner, proposal_id, "retire", [plot_id], [])
    with pytest.raises(DBAPIError) as used, db.begin_nested():
        restore_operation(db, planner, proposal_id, done["id"], expected_version=version)
    meaning = domain_error(used.value)
    assert meaning is not None
    assert meaning.code == "proposal.plot_used_twice"
    remove_operation(db, planner, proposal_id, again["id"], expected_version=1)
    back = restore_operation(db, planner, proposal_id, done["id"], expected_version=version)
    assert [shape["is_final"] for shape in back["shapes"]] == [True, True]


def test_what_later_operations_stand_on_is_not_taken_away(db: Session, planner, plot_id, proposal_id):
    split = an_operation(
        db,
        planner,
        proposal_id,
        "split",
        [plot_id],
        [*HALVES[:1], ("C", (200, 100, 50, 300)), ("D", (250, 100, 50, 300))],
    )
    an_operation(db, planner, proposal_id, "retire", [ParentRef(shape_id=split["shapes"][2]["id"])], [])
    for act in (
        lambda: remove_operation(db, planner, proposal_id, split["id"], expected_version=1),
        lambda: change_operation(
            db, planner, proposal_id, split["id"], a_draft("split", [plot_id], HALVES), expected_version=1
        ),
    ):
        with pytest.raises(Conflict) as stood, db.begin_nested():
            act()
        assert stood.value.code == "proposal.shape_used"


def test_a_changed_start_within_the_proposal_is_told(db: Session, planner, plot_id, proposal_id):
    split = an_operation(db, planner, proposal_id, "split", [plot_id], HALVES)
    an_operation(
        db, planner, proposal_id, "change", [ParentRef(shape_id=split["shapes"][0]["id"])], [(100, 100, 99, 300)]
    )
    change_operation(db, planner, proposal_id, split["id"], a_draft("split", [plot_id], HALVES), expected_version=1)
    operations = read_proposal(db, planner, proposal_id, TODAY)["operations"]
    assert operations[1]["parents"][0]["is_stale"] is True
    mended = rebase_operation(db, planner, proposal_id, operations[1]["id"], expected_version=1)
    assert mended["parents"][0]["is_stale"] is False


def test_what_was_published_meanwhile_is_a_conflict_with_both_boundaries(
    db: Session, park, planner, plot_id, proposal_id
):
    done = an_operation(db, planner, proposal_id, "split", [plot_id], HALVES)
    _publish_anew(db, plot_id)
    assert list_proposals(db, planner, TODAY, ProposalFilter(conflicts=True))["items"][0]["conflict_count"] == 1
    parent = read_proposal(db, planner, proposal_id, TODAY)["operations"][0]["parents"][0]
    assert (parent["base_version_no"], parent["newest_version_no"]) == (1, 2)
    assert parent["geometry"] != parent["newest_geometry"]
    # keeping its start, an autosave goes on being possible, and the conflict stays in sight
    kept = change_operation(
        db, planner, proposal_id, done["id"], a_draft("split", [plot_id], HALVES), expected_version=1
    )
    assert kept["parents"][0]["base_version_no"] == 1
    other = a_proposal(db, park, planner)
    with pytest.raises(Conflict) as stale:
        an_operation(db, planner, other, "split", [ParentRef(plot_id, version_no=1)], HALVES)
    assert stale.value.code == "proposal.parent_changed_meanwhile"
    mended = rebase_operation(db, planner, proposal_id, done["id"], expected_version=2)
    assert (mended["parents"][0]["base_version_no"], mended["parents"][0]["newest_geometry"]) == (2, None)


def test_a_conflict_names_who_made_it_not_who_touched_the_plot_later(db: Session, park, planner, plot_id, proposal_id):
    an_operation(db, planner, proposal_id, "split", [plot_id], HALVES)
    _publish_anew(db, plot_id)
    for who, tag in ((planner, EventTag.PLOT_BOUNDARY_REVISE), (a_person(db, "later"), EventTag.STATE_REVISE)):
        record_event(
            db, who, tag, subject="plot", zone_id=park.zone_id, park_id=park.park_id, plot_id=plot_id, reason="测试"
        )
    (operation,) = read_proposal(db, planner, proposal_id, TODAY)["operations"]
    assert operation["parents"][0]["changed_by_name"] == planner.name


def _publish_anew(db: Session, plot_id: int) -> None:
    key = {"p": plot_id}
    db.execute(
        text("update plot_version set recorded = tstzrange(lower(recorded), clock_timestamp()) where plot_id = :p"), key
    )
    db.execute(
        text(
            "insert into plot_version (plot_id, version_no, zone_id, park_id, planar_epsg, plot_no, geom, valid)"
            " select plot_id, 1, zone_id, park_id, planar_epsg, plot_no, geom, daterange('2020-01-01', '2026-11-01') from plot_version where plot_id = :p"
            " union all select plot_id, 2, zone_id, park_id, planar_epsg, plot_no, ST_Translate(geom, 0.0001, 0), daterange('2026-11-01', null)"
            " from plot_version where plot_id = :p"
        ),
        key,
    )


def test_plots_of_other_parks_and_retired_ones_are_no_parents(db: Session, park, planner, proposal_id):
    elsewhere = a_park(db, code="P5", east=3000)
    far = a_plot(db, elsewhere, "P5-001", box=(3100, 100, 100, 100))
    gone = a_plot(db, park, "P4-009", box=(900, 900, 50, 50), valid_to="2025-01-01")
    for plot, code in ((far, "proposal.parent_other_park"), (gone, "proposal.parent_retired")):
        with pytest.raises(Conflict) as refused:
            an_operation(db, planner, proposal_id, "retire", [plot], [])
        assert refused.value.code == code
    with pytest.raises(NotFound):
        an_operation(db, planner, proposal_id, "retire", [999_999], [])


def test_a_part_may_go_on_being_the_plot_and_only_one(db: Session, planner, plot_id, proposal_id):
    parts = [ShapeDraft(box(*WEST), "K", continues_plot_id=plot_id), ShapeDraft(box(*EAST), "N")]
    done = an_operation(db, planner, proposal_id, "split", [plot_id], parts)
    assert [shape["plot_id"] for shape in done["shapes"]] == [plot_id, None]
    twice = [
        ShapeDraft(box(*WEST), "K", continues_plot_id=plot_id),
        ShapeDraft(box(*EAST), "N", continues_plot_id=plot_id),
    ]
    with pytest.raises(Invalid) as refused:
        change_operation(db, planner, proposal_id, done["id"], a_draft("split", [plot_id], twice), expected_version=1)
    assert refused.value.code == "proposal.continued_twice"


def test_typed_points_are_kept_to_the_last_digit(db: Session, planner, proposal_id):
    points = {"epsg": 4547, "rings": [{"ring": 1, "points": [{"no": "J1", "x": "3719500.1230", "y": "560500.4567"}]}]}
    done = an_operation(db, planner, proposal_id, "new", [], [ShapeDraft(box(500, 500, 100, 100), "N1", points=points)])
    assert done["shapes"][0]["points"] == points
    assert done["shapes"][0]["area_planar_m2"] == Decimal("10000.00")


def test_an_invalid_shape_is_kept_while_it_is_a_draft(db: Session, planner, proposal_id):
    from shapely import MultiPolygon, Polygon

    from tests.builders.ground import lonlat, metres

    corners = list(metres(500, 500, 100, 100).exterior.coords)
    bow = MultiPolygon([lonlat(Polygon([corners[0], corners[2], corners[1], corners[3]]))])
    assert not bow.is_valid
    assert an_operation(db, planner, proposal_id, "new", [], [ShapeDraft(bow, "N1")])["shapes"]


def test_two_planners_take_up_the_same_shape_and_one_gets_it(fresh_url: str):
    engine: Engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        park = a_park(session)
        plot = a_plot(session, park)
        people = [a_person(session, name) for name in ("planner", "colleague")]
        proposal = a_proposal(session, park, people[0])
    start, ends = Barrier(2), []

    def draw(who) -> None:
        start.wait()
        try:
            with transaction(engine) as session:
                an_operation(session, who, proposal, "split", [plot], HALVES)
            ends.append("drawn")
        except (DBAPIError, DomainError) as error:
            known = domain_error(error) if isinstance(error, DBAPIError) else error
            ends.append(known.code if known else repr(error))

    threads = [Thread(target=draw, args=(who,)) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["drawn", "proposal.plot_used_twice"]
    engine.dispose()
