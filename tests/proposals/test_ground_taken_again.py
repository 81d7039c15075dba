"""A plot entered on the ground of one that is no more: redirect, lineage, search and change list tell the same line."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import gisapp.app  # noqa: F401 – registers the words of every concept, which layer files name
from gisapp.auth.permissions import Permission, Role
from gisapp.auth.principal import account_principal
from gisapp.dossier.changes import LAYER, list_changes
from gisapp.dossier.search import search
from gisapp.kernel.errors import Gone
from gisapp.land.plots import find_plot
from gisapp.maps.moment import Moment
from gisapp.maps.registry import Layer, load_layers
from gisapp.proposals.lineage import read_lineage, resolve_number
from gisapp.settings import resource_dir
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.conftest import TODAY

OFFICER = account_principal(1, "officer", Role.OFFICER, None)
FREE = {"supply": "not_ready", "development": "not_applicable", "compliance": "not_applicable"}


@pytest.fixture(scope="module")
def layer() -> Layer:
    return load_layers(resource_dir("layers"), permissions={permission.value for permission in Permission}).get(LAYER)


def entered(db: Session, *plots: tuple[str, tuple[int, int, int, int], str, str | None]) -> dict[str, int]:
    """Plots by number, each with box, first day and last."""
    park = a_park(db)
    ids = {
        no: a_plot(db, park, no, box=box, valid_from=since, valid_to=until, **FREE) for no, box, since, until in plots
    }
    db.execute(text("set constraints all immediate"))
    return ids


def edges(db: Session, ids: dict[str, int], plot_no: str) -> set[tuple[str, str, str]]:
    numbers = {plot: no for no, plot in ids.items()}
    found = read_lineage(db, OFFICER, ids[plot_no], TODAY)["edges"]
    return {(numbers[one["from_plot_id"]], numbers[one["to_plot_id"]], str(one["changed_on"])) for one in found}


def test_every_reader_tells_what_a_retired_plot_became(db: Session, layer: Layer):
    ids = entered(
        db,
        ("P4-001", (100, 100, 200, 300), "2020-01-01", "2024-06-01"),
        ("P4-101", (100, 100, 100, 300), "2024-06-01", None),
        ("P4-102", (200, 100, 100, 300), "2025-03-01", None),
        ("P4-002", (300, 100, 100, 300), "2020-01-01", None),
    )
    successors = ["P4-101", "P4-102"]
    with pytest.raises(Gone) as gone:
        find_plot(db, OFFICER, ids["P4-001"], TODAY)
    assert "现为P4-101、P4-102" in gone.value.message_zh
    assert [one["plot_no"] for one in resolve_number(db, OFFICER, "P4-001", TODAY)["successors"]] == successors
    assert edges(db, ids, "P4-001") == {("P4-001", "P4-101", "2024-06-01"), ("P4-001", "P4-102", "2025-03-01")}
    assert edges(db, ids, "P4-002") == set()
    found = search(db, OFFICER, "P4-001", TODAY, 114.65)
    assert {hit["plot_id"] for hit in found if hit["kind"] == "plot"} == {ids[no] for no in successors}
    told = list_changes(db, OFFICER, layer, Moment(TODAY, since=date(2024, 1, 1)), parks=[], kinds=[])
    related = {item["plot_no"]: item["related_no"] for item in told["items"]}
    assert related == {"P4-001": "P4-101、P4-102", "P4-101": "P4-001", "P4-102": "P4-001"}


def test_ground_comes_from_those_who_held_it_last(db: Session):
    ids = entered(
        db,
        ("OLD", (100, 100, 200, 300), "2010-01-01", "2015-01-01"),
        ("MID", (100, 100, 100, 300), "2015-01-01", "2020-01-01"),
        ("NEW", (100, 100, 200, 300), "2021-01-01", None),
    )
    assert edges(db, ids, "NEW") == {
        ("OLD", "MID", "2015-01-01"),
        ("MID", "NEW", "2021-01-01"),
        ("OLD", "NEW", "2021-01-01"),
    }


def test_a_boundary_measured_anew_takes_no_ground_of_the_neighbour(db: Session):
    ids = entered(
        db,
        ("OLD", (100, 100, 200, 300), "2010-01-01", "2015-01-01"),
        ("NEXT", (299, 100, 200, 300), "2016-01-01", None),
    )
    assert edges(db, ids, "NEXT") == set()
