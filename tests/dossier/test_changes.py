"""What changed between two days: each kind of change is told as such, the balance adds up, map and list agree."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import gisapp.app  # noqa: F401 – registers the words of every concept, which layer files name
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import system_principal
from gisapp.dossier.changes import LAYER, change_days, change_words, list_changes, to_xlsx
from gisapp.land.states import StateBasis, change_state
from gisapp.maps.features import Selection
from gisapp.maps.legend import count_classes
from gisapp.maps.moment import Moment
from gisapp.maps.registry import load_layers
from gisapp.settings import resource_dir
from tests.builders.park import a_park
from tests.builders.plot import a_plot

OFFICER = system_principal("测试")
THEN, NOW_DAY = date(2021, 1, 1), date(2024, 1, 1)
CHANGED = "2022-06-01"


@pytest.fixture(scope="module")
def layer():
    layers = load_layers(resource_dir("layers"), permissions={permission.value for permission in Permission})
    found = layers.get(LAYER)
    assert found is not None
    return found


@pytest.fixture
def moved(db: Session) -> dict[str, int]:
    """One plot of every fate between the two days; all on a grid of 100 by 100 m."""
    park = a_park(db)

    def plot(number: str, at: int, width: float = 100, **how: object) -> int:
        return a_plot(db, park, number, box=(at, 100, width, 100), **how)  # type: ignore[arg-type]

    ids = {
        "P4-same": plot("P4-same", 100),
        "P4-new": plot("P4-new", 300, valid_from=CHANGED),
        "P4-gone": plot("P4-gone", 500, valid_to=CHANGED),
        "P4-whole": plot("P4-whole", 700, valid_to=CHANGED),
        "P4-half1": plot("P4-half1", 700, 60, valid_from=CHANGED),
        "P4-half2": plot("P4-half2", 760, 40, valid_from=CHANGED),
        "P4-left": plot("P4-left", 900, valid_to=CHANGED),
        "P4-right": plot("P4-right", 1000, valid_to=CHANGED),
        "P4-both": plot("P4-both", 900, 200, valid_from=CHANGED),
        "P4-old": plot("P4-old", 1200, valid_to=CHANGED),
        "P4-renamed": plot("P4-renamed", 1200, valid_from=CHANGED),
        "P4-stopped": plot("P4-stopped", 1400),
    }
    change_state(
        db,
        OFFICER,
        ids["P4-stopped"],
        {"development": "stopped"},
        StateBasis(reason="停工", document=None),
        valid_from=date(2022, 6, 1),
    )
    return ids


def told(found) -> dict[str, tuple[str, str | None]]:
    return {item["plot_no"]: (item["change"], item["related_no"]) for item in found["items"]}


def test_every_fate_is_told_with_where_it_came_from(db: Session, layer, moved):
    found = list_changes(db, OFFICER, layer, Moment(NOW_DAY, since=THEN), parks=(), kinds=())
    assert told(found) == {
        "P4-new": ("new", None),
        "P4-gone": ("retired", None),
        "P4-whole": ("succeeded", "P4-half1、P4-half2"),
        "P4-half1": ("split", "P4-whole"),
        "P4-half2": ("split", "P4-whole"),
        "P4-left": ("succeeded", "P4-both"),
        "P4-right": ("succeeded", "P4-both"),
        "P4-both": ("merged", "P4-left、P4-right"),
        "P4-old": ("succeeded", "P4-renamed"),
        "P4-renamed": ("replaced", "P4-old"),
        "P4-stopped": ("attributes", None),
    }
    (stopped,) = [item for item in found["items"] if item["plot_no"] == "P4-stopped"]
    assert stopped["changes"] == {"development": {"old": "in_production", "new": "stopped"}}
    assert change_words(stopped["changes"]) == "开发状态：已投产 → 停工"


def test_the_balance_adds_up_and_equals_the_legend(db: Session, layer, moved):
    moment = Moment(NOW_DAY, since=THEN)
    found = list_changes(db, OFFICER, layer, moment, parks=(), kinds=())
    (park,) = found["balance"]
    came = sum(Decimal(str(item["after_area_m2"] or 0)) for item in found["items"])
    went = sum(Decimal(str(item["before_area_m2"] or 0)) for item in found["items"])
    assert park["after_area_m2"] - park["before_area_m2"] == came - went
    assert (park["before_count"], park["after_count"]) == (7, 7)
    legend = count_classes(db, layer, OFFICER, Selection(moment))
    assert {item["value"]: item["count"] for item in legend["classes"] if item["count"]} == dict(found["counts"])


def test_a_boundary_that_moved_is_told_apart_from_facts(db: Session, layer):
    park = a_park(db)
    plot_id = a_plot(db, park, "P4-1", box=(100, 100, 100, 100), valid_to=CHANGED)
    db.execute(
        text(
            "insert into plot_version (plot_id, version_no, zone_id, park_id, planar_epsg, plot_no, geom, land_use_scheme, land_use_code, source, valid)"
            " select plot_id, 2, zone_id, park_id, planar_epsg, plot_no, ST_Multi(ST_Transform(ST_Buffer(ST_Transform(geom, 4547), -1), 4490)),"
            " land_use_scheme, land_use_code, '测试', daterange(cast(:day as date), null) from plot_version where plot_id = :id"
        ),
        {"id": plot_id, "day": CHANGED},
    )
    found = list_changes(db, OFFICER, layer, Moment(NOW_DAY, since=THEN), parks=(), kinds=())
    (item,) = found["items"]
    # no state is recorded after the day on which the first boundary ended: that is told as well
    assert item["change"] == "both"
    assert set(item["changes"]) == {"land_control", "servicing", "supply", "development", "compliance"}
    assert item["after_area_m2"] < item["before_area_m2"]


def test_the_same_day_twice_has_no_changes_and_backwards_is_the_other_way(db: Session, layer, moved):
    assert list_changes(db, OFFICER, layer, Moment(THEN, since=THEN), parks=(), kinds=())["items"] == []
    back = told(list_changes(db, OFFICER, layer, Moment(THEN, since=NOW_DAY), parks=(), kinds=()))
    assert back["P4-new"] == ("retired", None)
    assert back["P4-whole"] == ("merged", "P4-half1、P4-half2")


def test_knowledge_of_one_day_is_compared_with_knowledge_of_another(db: Session, layer, moved):
    before: datetime = db.execute(text("select clock_timestamp()")).scalar_one()
    change_state(
        db,
        OFFICER,
        moved["P4-same"],
        {"development": "stopped"},
        StateBasis(reason="补记", document="1号"),
        valid_from=date(2020, 5, 1),
    )
    moment = Moment(NOW_DAY, since=NOW_DAY, since_known_at=before)
    found = list_changes(db, OFFICER, layer, moment, parks=(), kinds=())
    assert told(found) == {"P4-same": ("attributes", None)}, "the same day, only known differently"
    both = list_changes(db, OFFICER, layer, Moment(NOW_DAY, before, NOW_DAY, before), parks=(), kinds=())
    assert both["items"] == []


def test_filters_narrow_and_the_file_says_what_it_is(db: Session, layer, moved):
    moment = Moment(NOW_DAY, since=THEN)
    found = list_changes(db, OFFICER, layer, moment, parks=("P4",), kinds=("split", "merged"))
    assert set(told(found)) == {"P4-half1", "P4-half2", "P4-both"}
    assert list_changes(db, OFFICER, layer, moment, parks=("P9",), kinds=())["items"] == []
    assert to_xlsx(found, "标题").startswith(b"PK")


def test_the_days_worth_stepping_to(db: Session, moved):
    days = change_days(db, OFFICER, date(2026, 1, 1), Moment(date(2026, 1, 1)))
    assert {str(row["day"]): row["plots"] for row in days["changed"]} == {"2020-01-01": 7, CHANGED: 11}
    assert sum(row["plots"] for row in days["recorded"]) == len(moved)
