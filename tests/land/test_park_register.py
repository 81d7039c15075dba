"""A real zone begins empty: zone, parks, boundaries, and no plot is ever left outside by a new boundary."""

from __future__ import annotations

from datetime import date

import pytest
from shapely.geometry import shape
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.kernel.errors import Conflict, Invalid, RuleViolation
from gisapp.land.park_register import change_park, create_zone, register_park, revise_park_boundary
from gisapp.land.parks import list_parks
from gisapp.land.typed_shape import multi
from tests.builders.park import BuiltPark, box_wkt
from tests.builders.plot import a_plot

ADMIN = system_principal("管理员")
DAY = date(2020, 1, 1)


def square(db: Session, east: float, north: float, size: float):
    row = db.execute(
        text("select ST_AsGeoJSON(ST_Transform(ST_GeomFromText(:wkt, 4547), 4490), 12)::json"),
        {"wkt": box_wkt(east, north, size, size)},
    )
    return multi(shape(row.scalar_one()))


@pytest.fixture
def zone(db: Session) -> int:
    return create_zone(db, ADMIN, code="411671", name_zh="周口经济开发区")


def park(db: Session, code: str, east: float, **more) -> int:
    park_id = register_park(db, ADMIN, "411671", code=code, names={"name_zh": f"园区{code}"}, **more)
    revise_park_boundary(
        db, ADMIN, code, square(db, east, 0, 1000), valid_from=DAY, source="界线批复", reason="首次登记"
    )
    return park_id


def test_a_zone_is_set_up_from_nothing(db: Session, zone: int):
    park(db, "P1", 0)
    park(db, "P2", 1000)
    listed = list_parks(db, ADMIN, date(2026, 11, 23))
    assert [(row["code"], float(row["area_planar_m2"])) for row in listed] == [("P1", 1_000_000.0), ("P2", 1_000_000.0)]
    assert set(db.execute(text("select tag from audit_event")).scalars()) == {
        "zone:zone:create",
        "park:park:register",
        "park:boundary:revise",
    }


def test_codes_are_taken_once(db: Session, zone: int):
    park(db, "P1", 0)
    with pytest.raises(Conflict):
        register_park(db, ADMIN, "411671", code="P1", names={"name_zh": "另一个"})
    with pytest.raises(Conflict):
        create_zone(db, ADMIN, code="411671", name_zh="又一个")


def test_two_parks_do_not_overlap_but_a_park_lies_in_its_parent(db: Session, zone: int):
    park(db, "P1", 0)
    register_park(db, ADMIN, "411671", code="P2", names={"name_zh": "园区P2"})
    with pytest.raises(Conflict) as error:
        revise_park_boundary(db, ADMIN, "P2", square(db, 900, 0, 500), valid_from=DAY, source="批复", reason="首次登记")
    assert error.value.code == "park.overlaps_park"
    register_park(db, ADMIN, "411671", code="P1-A", names={"name_zh": "区中园"}, parent_code="P1")
    revise_park_boundary(db, ADMIN, "P1-A", square(db, 100, 100, 300), valid_from=DAY, source="批复", reason="首次登记")


def test_a_new_boundary_that_leaves_a_plot_outside_is_refused_and_the_old_one_stays(db: Session, zone: int):
    park_id = park(db, "P1", 0)
    a_plot(db, BuiltPark(zone, park_id, "P1"), "P1-001", box=(700, 700, 200, 200))
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        revise_park_boundary(
            db, ADMIN, "P1", square(db, 0, 0, 600), valid_from=date(2024, 1, 1), source="批复", reason="调整"
        )
    assert error.value.orig.diag.constraint_name == "plot_inside_park"
    assert float(list_parks(db, ADMIN, date(2026, 1, 1))[0]["area_planar_m2"]) == 1_000_000.0


def test_an_extended_boundary_holds_from_its_day(db: Session, zone: int):
    park(db, "P1", 0)
    revise_park_boundary(
        db, ADMIN, "P1", square(db, 0, 0, 2000), valid_from=date(2024, 1, 1), source="扩区批复", reason="扩区"
    )
    assert float(list_parks(db, ADMIN, date(2023, 12, 31))[0]["area_planar_m2"]) == 1_000_000.0
    assert float(list_parks(db, ADMIN, date(2024, 1, 1))[0]["area_planar_m2"]) == 4_000_000.0


def test_a_faulty_outline_is_named(db: Session, zone: int):
    register_park(db, ADMIN, "411671", code="P1", names={"name_zh": "园区P1"})
    bow_tie = multi(
        shape(
            {
                "type": "Polygon",
                "coordinates": [[[114.6, 33.6], [114.61, 33.61], [114.61, 33.6], [114.6, 33.61], [114.6, 33.6]]],
            }
        )
    )
    with pytest.raises(RuleViolation) as error:
        revise_park_boundary(db, ADMIN, "P1", bow_tie, valid_from=DAY, source="批复", reason="首次登记")
    assert error.value.findings


def test_a_park_keeps_a_name(db: Session, zone: int):
    park(db, "P1", 0)
    with pytest.raises(Invalid):
        change_park(db, ADMIN, "P1", {"name_zh": "  "})
    change_park(db, ADMIN, "P1", {"operator_zh": "示例运营公司"})
    assert list_parks(db, ADMIN, DAY)[0]["operator_zh"] == "示例运营公司"
