"""What a lot takes over from the plot it was cut from: never four times one name in silence, chosen operation by operation."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.kernel.errors import Conflict, Invalid
from gisapp.proposals.drafts import ParentRef, ShapeDraft
from gisapp.proposals.field_choices import choose_fields
from gisapp.proposals.rules.fields import CHOICES, POLICIES, ParentFields, inherit_fields, may_choose
from gisapp.proposals.terms import FieldPolicy, OperationKind
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.builders.proposal import a_person, a_proposal, an_operation, box

WEST, EAST = (100, 100, 100, 300), (200, 100, 100, 300)
NAMED = ParentFields({"plot_name": "示例产业园", "address": "示例路1号", "area_surveyed_m2": "60000"}, Decimal(60_000))


@pytest.mark.parametrize(
    ("kind", "goes_on", "chosen", "name"),
    [
        (OperationKind.SPLIT, False, None, "示例产业园（2）"),
        (OperationKind.SPLIT, True, None, "示例产业园"),
        (OperationKind.SPLIT, False, FieldPolicy.COPY, "示例产业园"),
        (OperationKind.SPLIT, False, FieldPolicy.CLEAR, None),
        (OperationKind.MERGE, False, None, "示例产业园"),
        (OperationKind.CHANGE, False, None, "示例产业园"),
    ],
)
def test_the_name_of_a_result(kind: OperationKind, goes_on: bool, chosen: FieldPolicy | None, name: str | None):
    wanted = {} if chosen is None else {"plot_name": chosen}
    values, told = inherit_fields(kind, [NAMED], Decimal(30_000), {}, ordinal=2, goes_on=goes_on, chosen=wanted)
    assert values.get("plot_name") == name
    assert told["plot_name"]["value"] == name


def test_a_name_of_full_length_keeps_its_number_and_a_typed_one_goes_first():
    long = ParentFields({"plot_name": "长" * 200}, Decimal(1))
    values, _ = inherit_fields(OperationKind.SPLIT, [long], Decimal(1), {}, ordinal=12)
    assert (len(values["plot_name"]), values["plot_name"][-4:]) == (200, "（12）")
    values, told = inherit_fields(OperationKind.SPLIT, [NAMED], Decimal(1), {"plot_name": "另名"}, ordinal=1)
    assert (values["plot_name"], told["plot_name"]["policy"]) == ("另名", "typed")


def test_what_may_be_chosen_includes_what_the_table_says_and_numbers_of_papers_are_never_copied():
    for field, offered in CHOICES.items():
        assert POLICIES[field][0] in offered
        assert may_choose(field, POLICIES[field][1], OperationKind.MERGE)
    assert not may_choose("parcel_no", FieldPolicy.COPY, OperationKind.SPLIT)
    assert not may_choose("plot_name", FieldPolicy.NUMBER, OperationKind.MERGE)
    assert not may_choose("plot_name", FieldPolicy.CLEAR, OperationKind.CHANGE)


@pytest.fixture
def planner(db: Session):
    return a_person(db)


@pytest.fixture
def split(db: Session, planner):
    park = a_park(db)
    plot = a_plot(db, park, supply="not_ready", development="not_applicable", compliance="not_applicable")
    db.execute(
        text("update plot_version set recorded = tstzrange(lower(recorded), clock_timestamp()) where plot_id = :p"),
        {"p": plot},
    )
    db.execute(
        text(
            "insert into plot_version (plot_id, version_no, zone_id, park_id, planar_epsg, plot_no, plot_name, geom, area_surveyed_m2, address, valid)"
            " select plot_id, 1, zone_id, park_id, planar_epsg, plot_no, '示例产业园', geom, 60000, '示例路1号', valid from plot_version where plot_id = :p"
        ),
        {"p": plot},
    )
    proposal = a_proposal(db, park, planner)
    shapes = [ShapeDraft(box(*WEST), "A", continues_plot_id=plot), ShapeDraft(box(*EAST), "B")]
    return an_operation(db, planner, proposal, "split", [plot], shapes)


def names(operation) -> list[str | None]:
    return [shape["attributes"].get("plot_name") for shape in operation["shapes"]]


def test_fields_are_chosen_anew_after_the_split_and_typed_ones_stay(db: Session, planner, split):
    assert names(split) == ["示例产业园", "示例产业园（2）"]
    chosen = {"plot_name": FieldPolicy.CLEAR, "area_surveyed_m2": FieldPolicy.CLEAR}
    done = choose_fields(db, planner, split["proposal_id"], split["id"], chosen, expected_version=1)
    assert names(done) == [None, None]
    assert [shape["attributes"].get("area_surveyed_m2") for shape in done["shapes"]] == [None, None]
    assert [shape["attributes"]["address"] for shape in done["shapes"]] == ["示例路1号"] * 2
    assert done["parameters"]["fields"] == {"plot_name": "clear", "area_surveyed_m2": "clear"}
    told = db.execute(
        text("select changes from audit_event where subject = 'proposal' order by id desc limit 1")
    ).scalar_one()
    assert told["B.plot_name"] == {"old": "示例产业园（2）", "new": None}
    with pytest.raises(Conflict):
        choose_fields(db, planner, split["proposal_id"], split["id"], {}, expected_version=1)
    back = choose_fields(db, planner, split["proposal_id"], split["id"], {}, expected_version=2)
    assert names(back) == ["示例产业园", "示例产业园（2）"]
    assert back["shapes"][1]["attributes"]["area_surveyed_m2"] == "30000"
    assert "fields" not in back["parameters"]


def test_a_way_that_is_not_offered_and_a_lot_that_is_used_already_are_refused(db: Session, planner, split):
    with pytest.raises(Invalid) as refused:
        choose_fields(
            db, planner, split["proposal_id"], split["id"], {"parcel_no": FieldPolicy.COPY}, expected_version=1
        )
    assert refused.value.code == "proposal.policy_not_offered"
    an_operation(
        db, planner, split["proposal_id"], "split", [ParentRef(shape_id=split["shapes"][1]["id"])],
        [("B1", (200, 100, 50, 300)), ("B2", (250, 100, 50, 300))],
    )  # fmt: skip
    with pytest.raises(Conflict) as used:
        choose_fields(
            db, planner, split["proposal_id"], split["id"], {"plot_name": FieldPolicy.CLEAR}, expected_version=1
        )
    assert used.value.code == "proposal.shape_used"
