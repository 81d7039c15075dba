"""From draft to register: frozen findings, four eyes, one transaction, conflicts named, exactly one of two publications."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
import shapely
from shapely import Point
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.errors import domain_error
from gisapp.dossier.search import search
from gisapp.kernel.errors import Conflict, DomainError, Forbidden, Gone, RuleViolation
from gisapp.land.plot_register import PlotDraft, revise_boundary
from gisapp.land.plots import find_plot
from gisapp.parties.parties import parties_of_plot, revise_parties
from gisapp.proposals.drafts import ParentRef, ShapeDraft
from gisapp.proposals.lineage import read_lineage, resolve_number
from gisapp.proposals.proposals import ProposalDraft, read_proposal, rename_proposal
from gisapp.proposals.publishing import publish_proposal
from gisapp.proposals.review import (
    RemarkDraft,
    add_remark,
    check_proposal,
    resolve_remark,
    return_proposal,
    submit_proposal,
    take_back,
    withdraw_proposal,
)
from tests.builders.contract import a_contract, a_party
from tests.builders.idle_case import a_case
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.builders.proposal import TODAY, a_person, a_proposal, an_operation, box, outline

WEST, EAST = (100, 100, 100, 300), (200, 100, 100, 300)
HALVES = [("P4-101", WEST), ("P4-102", EAST)]
FREE = {"supply": "not_ready", "development": "not_applicable", "compliance": "not_applicable"}


@pytest.fixture
def park(db: Session):
    return a_park(db)


@pytest.fixture
def planner(db: Session):
    return a_person(db)


@pytest.fixture
def officer(db: Session):
    return a_person(db, "officer", Role.OFFICER)


@pytest.fixture
def plot_id(db: Session, park) -> int:
    return a_plot(db, park, **FREE)


@pytest.fixture
def proposal_id(db: Session, park, planner) -> int:
    return a_proposal(db, park, planner)


def codes(error) -> set[str]:
    return {finding.code for finding in error.value.findings if finding.severity.value == "error"}


def publish(db: Session, planner, officer, proposal_id: int, today: date = TODAY):
    submit_proposal(db, planner, proposal_id, today=today)
    return publish_proposal(db, officer, proposal_id, today=today)


def number_of(db: Session, plot_no: str) -> int:
    return db.execute(
        text("select plot_id from plot_version where plot_no = :no and upper_inf(recorded) and upper_inf(valid)"),
        {"no": plot_no},
    ).scalar_one()


# the road -----------------------------------------------------------------------------------------------------------------


def test_a_split_enters_the_register_with_its_lineage(db: Session, planner, officer, plot_id, proposal_id):
    an_operation(db, planner, proposal_id, "split", [plot_id], HALVES)
    publish(db, planner, officer, proposal_id)
    with pytest.raises(Gone) as gone:
        find_plot(db, officer, plot_id, TODAY)
    assert "现为P4-101、P4-102" in gone.value.message_zh
    west = find_plot(db, officer, number_of(db, "P4-101"), TODAY)
    assert (west["land_control"], west["servicing"], west["area_m2"]) == ("cleared", "five", Decimal("30000.00"))
    old = resolve_number(db, officer, "P4-001", TODAY)
    assert (old["is_live"], old["ended_on"], [one["plot_no"] for one in old["successors"]]) == (
        False,
        TODAY,
        ["P4-101", "P4-102"],
    )
    assert resolve_number(db, officer, "P4-001", date(2026, 1, 1))["is_live"] is True
    graph = read_lineage(db, officer, number_of(db, "P4-102"), TODAY)
    assert [(edge["kind"], edge["area_m2"]) for edge in graph["edges"]] == [("split", Decimal("30000.00"))] * 2
    assert {node["plot_no"]: (node["relation"], node["began_on"], node["ended_on"], node["area_m2"]) for node in graph["nodes"]} == {
        "P4-001": ("origin", date(2020, 1, 1), TODAY, Decimal("60000.00")),
        "P4-101": ("sibling", TODAY, None, Decimal("30000.00")),
        "P4-102": ("own", TODAY, None, Decimal("30000.00")),
    }  # fmt: skip
    ahead = read_lineage(db, officer, plot_id, TODAY)["nodes"]
    assert {node["plot_no"]: node["relation"] for node in ahead} == {
        "P4-001": "own",
        "P4-101": "successor",
        "P4-102": "successor",
    }
    assert read_lineage(db, officer, plot_id, date(2026, 11, 22))["edges"] == []
    tags = db.execute(text("select tag, count(*) from audit_event where tag like 'plot:%' group by tag")).all()
    assert dict(map(tuple, tags)) == {"plot:plot:register": 2, "plot:plot:retire": 1}
    assert read_proposal(db, planner, proposal_id, TODAY)["state"] == "published"


def test_a_chain_of_operations_is_published_as_what_it_comes_to(
    db: Session, park, planner, officer, plot_id, proposal_id
):
    neighbour = a_plot(db, park, "P4-002", box=(300, 100, 100, 300), **FREE)
    split = an_operation(db, planner, proposal_id, "split", [plot_id], HALVES)
    again = an_operation(
        db, planner, proposal_id, "split", [ParentRef(shape_id=split["shapes"][1]["id"])],
        [("P4-103", (200, 100, 100, 100)), ("P4-104", (200, 200, 100, 200))],
    )  # fmt: skip
    merged = outline(shapely.union(shapely.box(200, 200, 300, 400), shapely.box(300, 100, 400, 400)))
    an_operation(
        db, planner, proposal_id, "merge", [ParentRef(shape_id=again["shapes"][1]["id"]), neighbour],
        [ShapeDraft(merged, "P4-105")],
    )  # fmt: skip
    verdict = publish(db, planner, officer, proposal_id)
    live = db.execute(
        text("select plot_no from plot_version where upper_inf(recorded) and upper_inf(valid) order by 1")
    ).scalars()
    assert list(live) == ["P4-101", "P4-103", "P4-105"]
    edges = db.execute(text("select kind, area_m2 from lineage_edge order by area_m2, kind")).all()
    assert [tuple(row) for row in edges] == [
        ("split", Decimal("10000.00")), ("redivide", Decimal("20000.00")), ("redivide", Decimal("30000.00")), ("split", Decimal("30000.00")),
    ]  # fmt: skip
    assert verdict.balance["difference_m2"] == 0


def test_lots_numbered_after_the_plot_they_were_cut_from_tell_the_day_to_who_asks_for_it(
    db: Session, planner, officer, plot_id, proposal_id
):
    an_operation(db, planner, proposal_id, "split", [plot_id], [("P4-001-1", WEST), ("P4-001-2", EAST)])
    publish(db, planner, officer, proposal_id)
    hits = search(db, officer, "P4-001", TODAY, 114.65)
    assert [(hit["label"], hit["sub_zh"].endswith("原P4-001，2026年11月23日变更")) for hit in hits] == [
        ("P4-001-1", True),
        ("P4-001-2", True),
    ]
    # who asks for a lot is told of the lot alone
    assert ["原" in hit["sub_zh"] for hit in search(db, officer, "P4-001-2", TODAY, 114.65)] == [False]


def test_moved_boundary_and_conditions_keep_the_plots_and_are_told_apart(
    db: Session, park, planner, officer, plot_id, proposal_id
):
    neighbour = a_plot(db, park, "P4-002", box=(300, 100, 100, 300), **FREE)
    third = a_plot(db, park, "P4-003", box=(400, 100, 100, 300), **FREE)
    an_operation(db, planner, proposal_id, "adjust", [plot_id, neighbour], [(100, 100, 210, 300), (310, 100, 90, 300)])
    an_operation(
        db, planner, proposal_id, "conditions", [third], [ShapeDraft(box(400, 100, 100, 300), conditions={"far_min": Decimal("1.2"), "far_max": Decimal("2.0")})]
    )  # fmt: skip
    an_operation(db, planner, proposal_id, "new", [], [("P4-200", (700, 700, 50, 100))])
    verdict = publish(db, planner, officer, proposal_id)
    assert {row["plot_no"]: row["class"] for row in verdict.difference} == {
        "P4-001": "geometry_only", "P4-002": "geometry_only", "P4-003": "conditions_only", "P4-200": "new",
    }  # fmt: skip
    assert find_plot(db, officer, plot_id, TODAY)["version_no"] == 2
    assert find_plot(db, officer, third, TODAY)["conditions"]["far_max"] == Decimal("2.00")
    assert find_plot(db, officer, third, TODAY)["version_no"] == 1
    moved = {(row.from_plot_id, row.to_plot_id): row.area_m2 for row in db.execute(text("select * from lineage_edge"))}
    assert moved == {(plot_id, plot_id): 60_000, (neighbour, plot_id): 3_000, (neighbour, neighbour): 27_000}


def test_a_neighbour_that_only_got_a_corner_is_no_origin_of_a_new_plot(
    db: Session, park, planner, officer, plot_id, proposal_id
):
    above = a_plot(db, park, "P4-002", box=(100, 400, 200, 100), servicing="three", **FREE)
    split = an_operation(db, planner, proposal_id, "split", [plot_id], HALVES)
    # the cut moves by five metres, and the plot above gets the corner on its side
    with_corner = outline(shapely.Polygon([(100, 400), (205, 400), (300, 400), (300, 500), (100, 500)]))
    an_operation(
        db, planner, proposal_id, "adjust", [*(ParentRef(shape_id=shape["id"]) for shape in split["shapes"]), above],
        [(100, 100, 105, 300), (205, 100, 95, 300), ShapeDraft(with_corner)],
    )  # fmt: skip
    verdict = publish(db, planner, officer, proposal_id)
    told = {row["plot_no"]: (row["class"], row["from_nos"], row["to_nos"]) for row in verdict.difference}
    assert told == {
        "P4-101": ("new", ["P4-001"], []),
        "P4-102": ("new", ["P4-001"], []),
        "P4-001": ("retired", [], ["P4-101", "P4-102"]),
        "P4-002": ("geometry_only", ["P4-002"], []),
    }
    # nor does it take part in what new plots take over
    assert find_plot(db, officer, number_of(db, "P4-101"), TODAY)["servicing"] == "five"
    edges = {(row.from_plot_id, row.to_plot_id) for row in db.execute(text("select * from lineage_edge"))}
    west, east = number_of(db, "P4-101"), number_of(db, "P4-102")
    assert edges == {(plot_id, west), (plot_id, east), (above, above)}


def test_a_plot_of_today_is_divided_from_tomorrow_on_and_that_is_said_while_it_is_drawn(
    db: Session, park, planner, officer, proposal_id
):
    young = a_plot(db, park, "P4-009", box=(600, 100, 200, 300), valid_from=TODAY.isoformat(), **FREE)
    parts = [("P4-901", (600, 100, 100, 300)), ("P4-902", (700, 100, 100, 300))]
    an_operation(db, planner, proposal_id, "split", [young], parts)
    drafted = check_proposal(db, planner, proposal_id, today=TODAY)
    (told,) = [row for row in drafted.findings if row["code"] == "proposal.day_not_after"]
    assert (told["severity"], drafted.earliest_on, drafted.errors) == ("warning", TODAY + timedelta(days=1), [])
    with pytest.raises(RuleViolation) as refused:
        submit_proposal(db, planner, proposal_id, today=TODAY)
    assert codes(refused) == {"proposal.day_not_after"}
    draft = ProposalDraft("", "地块分割", effective_on=drafted.earliest_on)
    version = read_proposal(db, planner, proposal_id, TODAY)["version"]
    rename_proposal(db, planner, proposal_id, draft, expected_version=version)
    assert publish(db, planner, officer, proposal_id).earliest_on is None
    assert find_plot(db, officer, young, TODAY)["plot_no"] == "P4-009"
    with pytest.raises(Gone):
        find_plot(db, officer, young, TODAY + timedelta(days=1))
    west = find_plot(db, officer, number_of(db, "P4-901"), TODAY + timedelta(days=1))
    assert west["area_m2"] == Decimal("30000.00")


def test_holders_follow_by_ground(db: Session, park, planner, officer, plot_id, proposal_id):
    first, second = a_party(db, "示例企业01"), a_party(db, "示例企业02")
    neighbour = a_plot(db, park, "P4-002", box=(300, 100, 100, 300), **FREE)
    for plot, party in ((plot_id, first), (neighbour, second)):
        parties = [{"party_id": party, "role": "holder", "share": 1}]
        revise_parties(db, officer, plot, parties, valid_from=date(2022, 1, 1), reason="登记", document=None)
    an_operation(db, planner, proposal_id, "merge", [plot_id, neighbour], [("P4-105", (100, 100, 300, 300))])
    publish(db, planner, officer, proposal_id)
    held = {row["name_zh"]: row["share"] for row in parties_of_plot(db, number_of(db, "P4-105"), TODAY)}
    assert held == {"示例企业01": Decimal("0.666667"), "示例企业02": Decimal("0.333333")}


# what stops it ------------------------------------------------------------------------------------------------------------


def test_findings_stop_a_submission_and_are_frozen_with_one(db: Session, planner, plot_id, proposal_id):
    done = an_operation(
        db, planner, proposal_id, "split", [plot_id], [("P4-101", WEST), ("P4-102", (200, 100, 90, 300))]
    )
    with pytest.raises(RuleViolation) as refused:
        submit_proposal(db, planner, proposal_id, today=TODAY)
    assert codes(refused) == {"lineage.ground_lost"}
    from gisapp.proposals.items import change_operation
    from tests.builders.proposal import a_draft

    change_operation(db, planner, proposal_id, done["id"], a_draft("split", [plot_id], HALVES), expected_version=1)
    submit_proposal(db, planner, proposal_id, today=TODAY)
    step = read_proposal(db, planner, proposal_id, TODAY)["steps"][-1]
    assert step["state"] == "submitted"
    assert (step["tolerances"]["union_tolerance_m2"], step["balance"]["before_m2"]) == (1.0, 60_000)
    with pytest.raises(Conflict) as closed:
        an_operation(db, planner, proposal_id, "new", [], [("N", (700, 700, 50, 100))])
    assert closed.value.code == "proposal.not_open"
    with pytest.raises(DBAPIError) as late, db.begin_nested():
        db.execute(text("update proposal_shape set plot_no = 'X' where proposal_id = :id"), {"id": proposal_id})
    assert domain_error(late.value).code == "proposal.not_open"


@pytest.mark.parametrize("act", ["publish", "return", "remark"])
def test_whoever_drew_it_does_not_review_it(db: Session, planner, officer, plot_id, proposal_id, act: str):
    an_operation(db, planner, proposal_id, "split", [plot_id], HALVES)
    an_operation(db, officer, proposal_id, "new", [], [("P4-200", (700, 700, 50, 100))])
    submit_proposal(db, planner, proposal_id, today=TODAY)
    for who in (planner, officer):
        acts = {
            "publish": lambda who=who: publish_proposal(db, who, proposal_id, today=TODAY),
            "return": lambda who=who: return_proposal(db, who, proposal_id, reason="请核对", today=TODAY),
            "remark": lambda who=who: add_remark(
                db, who, proposal_id, RemarkDraft("请核对", geometry=Point(114.65, 33.6))
            ),
        }
        with pytest.raises(Forbidden) as same:
            acts[act]()
        assert same.value.code == "proposal.four_eyes"
    sql = (
        "insert into proposal_step (proposal_id, sequence, from_state, state, taken_on, reason, proposal_version, actor_id, actor_name)"
        " select :id, 3, 'submitted', 'returned', :day, '理由', version, :who, '-' from proposal where id = :id"
    )
    for who in (planner, officer):
        with pytest.raises(DBAPIError) as refused, db.begin_nested():
            db.execute(text(sql), {"id": proposal_id, "day": TODAY, "who": who.account_id})
        assert domain_error(refused.value).code == "proposal.four_eyes"


def test_a_returned_proposal_is_mended_remark_by_remark(db: Session, planner, officer, plot_id, proposal_id):
    done = an_operation(db, planner, proposal_id, "split", [plot_id], HALVES)
    submit_proposal(db, planner, proposal_id, today=TODAY)
    remark = add_remark(db, officer, proposal_id, RemarkDraft("西侧宽度不足", shape_id=done["shapes"][0]["id"]))
    with pytest.raises(Conflict) as own:
        publish_proposal(db, officer, proposal_id, today=TODAY)
    assert own.value.code == "proposal.remarks_open"
    return_proposal(db, officer, proposal_id, reason="请按意见修改", today=TODAY)
    with pytest.raises(Conflict) as waiting:
        submit_proposal(db, planner, proposal_id, today=TODAY)
    assert waiting.value.code == "proposal.remarks_open"
    resolve_remark(db, planner, proposal_id, remark, note_zh="已核对，宽度 100 米")
    submit_proposal(db, planner, proposal_id, today=TODAY)
    take_back(db, planner, proposal_id, today=TODAY)
    withdraw_proposal(db, planner, proposal_id, reason="另行安排", today=TODAY)
    states = [step["state"] for step in read_proposal(db, planner, proposal_id, TODAY)["steps"]]
    assert states == ["draft", "submitted", "returned", "submitted", "draft", "withdrawn"]


def test_what_was_published_meanwhile_stops_submission_and_publication_with_who_and_when(
    db: Session, park, planner, officer, plot_id, proposal_id
):
    an_operation(db, planner, proposal_id, "split", [plot_id], HALVES)
    submit_proposal(db, planner, proposal_id, today=TODAY)
    draft = PlotDraft("P4", "P4-001", box(100, 100, 199, 300), date(2026, 11, 20))
    revise_boundary(db, officer, plot_id, draft, expected_version_no=1, reason="复测")
    with pytest.raises(RuleViolation) as stopped:
        publish_proposal(db, officer, proposal_id, today=TODAY)
    told = next(f for f in stopped.value.findings if f.code == "proposal.conflict")
    assert "officer" in told.message_zh
    assert "第2版" in told.message_zh
    assert db.execute(text("select count(*) from plot")).scalar_one() == 1
    take_back(db, planner, proposal_id, today=TODAY)
    with pytest.raises(RuleViolation):
        submit_proposal(db, planner, proposal_id, today=TODAY)


def test_a_plot_on_offer_is_not_split(db: Session, park, planner, proposal_id):
    offered = a_plot(
        db,
        park,
        "P4-008",
        box=(600, 100, 200, 300),
        supply="on_offer",
        development="not_applicable",
        compliance="not_applicable",
    )
    an_operation(
        db, planner, proposal_id, "split", [offered], [("A", (600, 100, 100, 300)), ("B", (700, 100, 100, 300))]
    )
    with pytest.raises(RuleViolation) as refused:
        submit_proposal(db, planner, proposal_id, today=TODAY)
    assert "proposal.plot_on_offer" in codes(refused)


def test_a_contract_needs_a_plot_that_goes_on_and_a_statement(db: Session, park, planner, officer, proposal_id):
    plot = a_plot(db, park, "P4-008", box=(600, 100, 200, 300))
    a_contract(db, plot)
    parts = [("A", (600, 100, 100, 300)), ("B", (700, 100, 100, 300))]
    an_operation(db, planner, proposal_id, "split", [plot], parts)
    with pytest.raises(RuleViolation) as refused:
        submit_proposal(db, planner, proposal_id, today=TODAY)
    assert {"proposal.rights_without_plot", "proposal.statement_missing"} <= codes(refused)
    stated = a_proposal(db, park, planner)
    withdraw_proposal(db, planner, proposal_id, reason="重做", today=TODAY)
    shapes = [ShapeDraft(box(*parts[0][1]), "A", continues_plot_id=plot), ShapeDraft(box(*parts[1][1]), "B")]
    an_operation(db, planner, stated, "split", [plot], shapes, statement_zh="补充协议（2026）3号：合同随A地块")
    publish(db, planner, officer, stated)
    assert find_plot(db, officer, plot, TODAY)["plot_no"] == "A"
    assert db.execute(text("select plot_id from contract")).scalar_one() == plot
    old = resolve_number(db, officer, "P4-008", TODAY)
    assert (old["number_now"], [one["plot_no"] for one in old["successors"]]) == ("A", ["A", "B"])


def test_an_open_idle_case_holds_the_boundary(db: Session, park, planner, proposal_id):
    plot = a_plot(db, park, "P4-008", box=(600, 100, 200, 300))
    a_case(db, park, plot)
    an_operation(db, planner, proposal_id, "change", [plot], [(600, 100, 190, 300)], statement_zh="说明")
    with pytest.raises(RuleViolation) as refused:
        submit_proposal(db, planner, proposal_id, today=TODAY)
    assert "proposal.idle_case_open" in codes(refused)


def test_a_number_is_never_used_again_and_the_day_lies_after(db: Session, park, planner, plot_id):
    a_plot(db, park, "P4-OLD", box=(900, 900, 50, 50), valid_to="2024-01-01", **FREE)
    early = a_proposal(db, park, planner, effective_on=date(2020, 1, 1))
    an_operation(db, planner, early, "split", [plot_id], [("P4-OLD", WEST), ("P4-102", EAST)])
    verdict = check_proposal(db, planner, early, today=TODAY)
    assert {"proposal.number_used", "proposal.day_not_after"} <= {row["code"] for row in verdict.findings}
    assert all(row.get("geometry") for row in verdict.findings)


def test_the_database_refuses_lineage_that_runs_backwards_or_loses_ground(
    db: Session, planner, officer, plot_id, proposal_id
):
    an_operation(db, planner, proposal_id, "split", [plot_id], HALVES)
    publish(db, planner, officer, proposal_id)
    west = number_of(db, "P4-101")
    edge = (
        "insert into lineage_edge (zone_id, from_plot_id, from_version_no, to_plot_id, to_version_no, kind, changed_on, area_m2)"
        " select zone_id, :a, 1, :b, 1, 'split', :day, 30000 from plot where id = :a"
    )
    with pytest.raises(DBAPIError) as back, db.begin_nested():
        db.execute(text(edge), {"a": west, "b": plot_id, "day": TODAY})
    assert domain_error(back.value).code == "lineage.not_forward"
    db.execute(text("insert into plot (zone_id) select zone_id from plot where id = :p"), {"p": west})
    db.execute(
        text(
            "insert into plot_version (plot_id, zone_id, park_id, planar_epsg, plot_no, geom, valid) select max(p.id), v.zone_id, v.park_id,"
            " v.planar_epsg, 'Z', ST_Translate(v.geom, 0.01, 0), daterange(:day, null) from plot p, plot_version v where v.plot_id = :w group by v.id"
        ),
        {"day": TODAY, "w": west},
    )
    db.execute(text(edge), {"a": plot_id, "b": number_of(db, "Z"), "day": TODAY})
    with pytest.raises(DBAPIError) as lost:
        db.execute(text("set constraints all immediate"))
    assert domain_error(lost.value).code == "lineage.ground_lost"


# races --------------------------------------------------------------------------------------------------------------------


def test_of_two_publications_of_one_plot_exactly_one_wins(fresh_url: str):
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        park = a_park(session)
        plot = a_plot(session, park, **FREE)
        people = [a_person(session, name) for name in ("planner", "other", "officer")]
        proposals = []
        for who in people[:2]:
            one = a_proposal(session, park, who)
            an_operation(session, who, one, "split", [plot], [(f"{who.name}-1", WEST), (f"{who.name}-2", EAST)])
            submit_proposal(session, who, one, today=TODAY)
            proposals.append(one)
    start, ends = Barrier(2), []

    def run(proposal: int) -> None:
        start.wait()
        try:
            with transaction(engine) as session:
                publish_proposal(session, people[2], proposal, today=TODAY)
            ends.append("published")
        except (DBAPIError, DomainError) as error:
            known = domain_error(error) if isinstance(error, DBAPIError) else error
            ends.append(known.code if known else repr(error))

    threads = [Thread(target=run, args=(proposal,)) for proposal in proposals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["proposal.publish_refused", "published"]
    with transaction(engine) as session:
        live = session.execute(
            text("select count(*) from plot_version where upper_inf(recorded) and upper_inf(valid)")
        ).scalar_one()
        assert live == 2
    engine.dispose()
