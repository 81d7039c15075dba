"""What the database refuses whoever writes: overlap, gap, ground outside, parts that do not tile, frozen months that change."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.db.errors import domain_error
from gisapp.stock.refresh import refresh_stock
from tests.builders.park import BuiltPark, a_park, box_wkt
from tests.builders.plot import a_plot
from tests.conftest import TODAY


@pytest.fixture
def park(db: Session) -> BuiltPark:
    """A park of two by two kilometres with one plot, its patches worked out."""
    built = a_park(db)
    a_plot(db, built)
    refresh_stock(db, TODAY)
    db.execute(text("set constraints all immediate"))
    db.execute(text("set constraints all deferred"))
    return built


def refusal_of(db: Session, *statements: str, **values: object) -> str:
    """Run the statements and the checks of a commit; return which constraint refused them, with a sentence for people."""

    def run() -> None:
        for statement in statements:
            db.execute(text(statement), values)
        db.execute(text("set constraints all immediate"))

    with pytest.raises(DBAPIError) as caught:
        run()
    known = domain_error(caught.value)
    assert known is not None
    assert known.message_zh.endswith("。")
    return str(caught.value.orig.diag.constraint_name)


PATCH = (
    "insert into stock_patch (park_id, origin, planar_epsg, stock_class, detail, proposed_class, reason_zh, fingerprint, geom, valid)"
    " values (:park, 'ground', 4547, 'not_approved', 'not_converted', 'not_approved', '测试', 'x',"
    " ST_Transform(ST_GeomFromText(:wkt, 4547), 4490), daterange('2015-01-01', '2016-01-01'))"
)


def test_a_patch_over_another_is_refused(db: Session, park: BuiltPark):
    assert refusal_of(db, PATCH, park=park.park_id, wkt=box_wkt(0, 0, 50, 50)) == "stock_patch_no_overlap"


def test_a_patch_that_lies_twice_is_refused(db: Session, park: BuiltPark):
    again = (
        "insert into stock_patch (park_id, plot_id, origin, planar_epsg, stock_class, detail, proposed_class, reason_zh, fingerprint, geom, valid)"
        " select park_id, plot_id, origin, planar_epsg, stock_class, detail, proposed_class, reason_zh, fingerprint, geom, valid"
        " from stock_patch where park_id = :park and upper_inf(recorded) limit 1"
    )
    assert refusal_of(db, again, park=park.park_id) == "stock_patch_adds_up"


def test_a_patch_outside_its_park_is_refused(db: Session, park: BuiltPark):
    assert refusal_of(db, PATCH, park=park.park_id, wkt=box_wkt(-60, 0, 50, 50)) == "stock_patch_inside_park"


def test_ground_without_a_patch_is_refused(db: Session, park: BuiltPark):
    close = (
        "update stock_patch set recorded = tstzrange(lower(recorded), clock_timestamp() + interval '1 second')"
        " where park_id = :park and plot_id is not null and upper_inf(recorded)"
    )
    assert refusal_of(db, close, park=park.park_id) == "stock_patch_adds_up"


def test_a_sliver_within_the_tolerance_passes_and_one_beyond_does_not(db: Session):
    built = a_park(db, size=100)
    refresh_stock(db, TODAY)
    db.execute(text("set constraints all immediate"))
    db.execute(text("set constraints all deferred"))
    shrink = (
        "with gone as (update stock_patch set recorded = tstzrange(lower(recorded), clock_timestamp() + interval '1 second')"
        " where park_id = :park and upper_inf(recorded) returning *)"
        " insert into stock_patch (park_id, origin, planar_epsg, stock_class, detail, proposed_class, reason_zh, fingerprint, geom, valid)"
        " select park_id, origin, planar_epsg, stock_class, detail, proposed_class, reason_zh, 'y',"
        " ST_Transform(ST_GeomFromText(:wkt, 4547), 4490), valid from gone"
    )
    with db.begin_nested() as inside:
        db.execute(text(shrink), {"park": built.park_id, "wkt": box_wkt(0, 0, 100, 99.991)})
        db.execute(text("set constraints all immediate"))
        inside.rollback()
    db.execute(text("set constraints all deferred"))
    assert refusal_of(db, shrink, park=built.park_id, wkt=box_wkt(0, 0, 100, 99.989)) == "stock_patch_adds_up"


PART = (
    "insert into stock_part (park_id, plot_id, part_no, use, reason, geom, valid)"
    " select v.park_id, v.plot_id, :number, 'used', '测试', ST_Transform(ST_GeomFromText(:wkt, 4547), 4490), daterange('2024-01-01', null)"
    " from plot_version v where upper_inf(v.recorded)"
)


def test_parts_that_do_not_tile_their_plot_are_refused(db: Session, park: BuiltPark):
    half = box_wkt(100, 100, 100, 300)
    assert refusal_of(db, PART, number=1, wkt=half) == "stock_part_tiles_plot"


def test_two_parts_of_one_number_are_refused(db: Session, park: BuiltPark):
    whole = box_wkt(100, 100, 200, 300)
    assert refusal_of(db, PART, PART, number=1, wkt=whole) == "stock_part_once_a_day"


def test_history_of_patches_is_not_rewritten(db: Session, park: BuiltPark):
    with pytest.raises(DBAPIError, match="history of stock_patch is closed"):
        db.execute(text("update stock_patch set stock_class = 'in_good_use'"))


def frozen(db: Session, **more: object) -> str:
    values = {
        "month": date(2026, 9, 1),
        "sequence": 1,
        "reason": "",
        "on": date(2026, 10, 5),
        "sha": "0" * 64,
        **more,
    }
    return refusal_of(
        db,
        "insert into stock_freeze (zone_id, month, sequence, reason, frozen_on, frozen_by_name, sha256)"
        " select min(id), :month, :sequence, :reason, :on, '测试', :sha from zone",
        **values,
    )


def test_a_month_is_frozen_with_the_hash_of_its_rows_in_order_and_after_its_end(db: Session, park: BuiltPark):
    cases = {
        "stock_month_hash": {},
        "stock_freeze_next": {"sequence": 2, "reason": "更正"},
        "stock_freeze_after_the_month": {"on": date(2026, 9, 30)},
    }
    for constraint, more in cases.items():
        with db.begin_nested() as inside:
            assert frozen(db, **more) == constraint
            inside.rollback()
        db.execute(text("set constraints all deferred"))


@pytest.mark.parametrize("statement", ["update stock_month set closing_m2 = 0", "delete from stock_freeze"])
def test_a_frozen_month_stays(demo_db: Session, statement: str):
    with pytest.raises(DBAPIError) as caught:
        demo_db.execute(text(statement))
    assert caught.value.orig.diag.constraint_name == "history_immutable"


@pytest.mark.parametrize(
    ("went", "closing", "constraint"), [(1, 2, "stock_month_adds_up"), (1, 1, "stock_month_idle_ways")]
)
def test_a_line_of_a_month_adds_up(db: Session, park: BuiltPark, went: int, closing: int, constraint: str):
    db.execute(
        text(
            "insert into stock_freeze (zone_id, month, sequence, frozen_on, frozen_by_name, sha256)"
            " values (:zone, '2026-09-01', 1, '2026-10-05', '测试', :sha)"
        ),
        {"zone": park.zone_id, "sha": "0" * 64},
    )
    line = (
        "insert into stock_month (freeze_id, park_id, park_code, line, opening_m2, came_m2, went_m2, closing_m2)"
        " select max(id), :park, 'P4', 'idle', 1, 1, :went, :closing from stock_freeze"
    )
    with pytest.raises(DBAPIError) as caught:
        db.execute(text(line), {"park": park.park_id, "went": went, "closing": closing})
    assert caught.value.orig.diag.constraint_name == constraint


def test_a_row_more_in_a_month_of_another_transaction_is_refused(fresh_url: str):
    from gisapp.auth.principal import system_principal
    from gisapp.db.engine import create_app_engine, transaction
    from gisapp.stock.months import freeze_month

    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        a_park(session)
        refresh_stock(session, TODAY)
        freeze_month(session, system_principal("测试"), date(2026, 9, 1), TODAY)
    late = (
        "insert into stock_month (freeze_id, park_id, park_code, line, opening_m2, came_m2, went_m2, closing_m2)"
        " select f.id, p.id, 'X', 'idle', 0, 0, 0, 0 from stock_freeze f, park p"
    )
    with pytest.raises(DBAPIError) as caught, transaction(engine) as session:
        session.execute(text(late))
    assert caught.value.orig.diag.constraint_name == "stock_month_frozen"
    engine.dispose()
