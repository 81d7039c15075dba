"""What the database itself refuses, whatever the code above it forgets."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from tests.builders.park import a_park, box_wkt
from tests.builders.plot import a_plot


def refused_by(error: pytest.ExceptionInfo[DBAPIError]) -> str | None:
    return error.value.orig.diag.constraint_name


def test_two_live_plots_may_touch_but_not_overlap(db: Session):
    park = a_park(db)
    a_plot(db, park, "P4-001", box=(100, 100, 200, 300))
    a_plot(db, park, "P4-002", box=(300, 100, 200, 300))
    with pytest.raises(DBAPIError) as error:
        a_plot(db, park, "P4-003", box=(499, 100, 200, 300))
    assert refused_by(error) == "plot_no_overlap"


def test_an_overlap_below_the_tolerance_is_accepted(db: Session):
    park = a_park(db)
    a_plot(db, park, "P4-001", box=(100, 100, 200, 300))
    a_plot(db, park, "P4-002", box=(299.997, 100, 200, 300))


def test_plots_of_different_times_may_share_ground(db: Session):
    park = a_park(db)
    a_plot(db, park, "P4-001", box=(100, 100, 200, 300), valid_from="2015-01-01", valid_to="2020-01-01")
    a_plot(db, park, "P4-002", box=(100, 100, 200, 300), valid_from="2020-01-01")


def test_a_plot_outside_its_park_is_refused(db: Session):
    park = a_park(db)
    with pytest.raises(DBAPIError) as error:
        a_plot(db, park, box=(1900, 100, 200, 300))
    assert refused_by(error) == "plot_inside_park"


def test_a_plot_older_than_its_park_is_refused(db: Session):
    park = a_park(db, valid_from="2021-01-01")
    with pytest.raises(DBAPIError) as error:
        a_plot(db, park, valid_from="2020-12-31")
    assert refused_by(error) == "plot_inside_park"


def test_a_smaller_park_boundary_that_leaves_a_plot_outside_is_refused(db: Session):
    park = a_park(db)
    a_plot(db, park, box=(1700, 100, 200, 300))
    db.execute(text("update park_boundary set recorded = tstzrange(lower(recorded), clock_timestamp())"))
    with pytest.raises(DBAPIError) as error:
        db.execute(
            text(
                "insert into park_boundary (park_id, planar_epsg, geom, valid) values"
                " (:park, 4547, ST_Transform(ST_GeomFromText(:wkt, 4547), 4490), daterange('2010-01-01', null))"
            ),
            {"park": park.park_id, "wkt": box_wkt(0, 0, 1800, 1800)},
        )
    assert refused_by(error) == "plot_inside_park"


def test_a_live_number_is_unique_in_a_zone_and_free_again_afterwards(db: Session):
    park = a_park(db)
    a_plot(db, park, "P4-001", box=(100, 100, 100, 100), valid_to="2022-01-01")
    a_plot(db, park, "P4-001", box=(300, 100, 100, 100), valid_from="2022-01-01")
    with pytest.raises(DBAPIError) as error:
        a_plot(db, park, "P4-001", box=(500, 100, 100, 100), valid_from="2023-01-01")
    assert refused_by(error) == "plot_version_number_live_once"


@pytest.mark.parametrize(
    ("wkt", "srid", "why"),
    [
        ("MULTIPOLYGON(((114.65 33.6,114.66 33.61,114.66 33.6,114.65 33.61,114.65 33.6)))", 4490, "bow tie"),
        ("MULTIPOLYGON EMPTY", 4490, "empty"),
        ("MULTIPOLYGON(((114.65 33.6,114.65 33.61,114.66 33.61,114.65 33.6)))", 4326, "wrong SRID"),
        ("POLYGON((114.65 33.6,114.65 33.61,114.66 33.61,114.65 33.6))", 4490, "wrong type"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value and "(" not in value else "",
)
def test_bad_geometry_is_refused(db: Session, wkt: str, srid: int, why: str):
    park = a_park(db)
    plot_id = db.execute(
        text("insert into plot (zone_id) values (:zone) returning id"), {"zone": park.zone_id}
    ).scalar_one()
    with pytest.raises(DBAPIError):
        db.execute(
            text(
                "insert into plot_version (plot_id, zone_id, park_id, planar_epsg, plot_no, geom, valid) values"
                " (:plot, :zone, :park, 4547, 'X-1', ST_GeomFromText(:wkt, :srid), daterange('2020-01-01', null))"
            ),
            {"plot": plot_id, "zone": park.zone_id, "park": park.park_id, "wkt": wkt, "srid": srid},
        )


@pytest.mark.parametrize(
    "statement",
    [
        "update plot_version set plot_no = 'Z-9'",
        "update plot_version set recorded = tstzrange('2000-01-01', null)",
        "update plot_state set supply = 'on_offer'",
        "update plot_state set supply = 'on_offer', recorded = tstzrange(lower(recorded), clock_timestamp())",
    ],
)
def test_history_is_not_rewritten(db: Session, statement: str):
    a_plot(db, a_park(db))
    with pytest.raises(DBAPIError) as error:
        db.execute(text(statement))
    assert refused_by(error) == "history_immutable"


@pytest.mark.parametrize("table", ["plot", "plot_version", "plot_state", "park_boundary", "audit_event"])
@pytest.mark.parametrize("as_owner", [True, False], ids=["owner", "application"])
def test_history_and_audit_are_not_deleted_by_anyone(db: Session, table: str, as_owner: bool):
    a_plot(db, a_park(db))
    db.execute(text("insert into audit_event (actor_name, tag, subject) values ('测试', 'plot:plot:register', 'plot')"))
    if as_owner:
        db.execute(text("reset role"))
    with pytest.raises(DBAPIError):
        db.execute(text(f"delete from {table}"))


@pytest.mark.parametrize("as_owner", [True, False], ids=["owner", "application"])
def test_audit_events_are_not_changed_by_anyone(db: Session, as_owner: bool):
    db.execute(text("insert into audit_event (actor_name, tag, subject) values ('测试', 'plot:plot:register', 'plot')"))
    if as_owner:
        db.execute(text("reset role"))
    with pytest.raises(DBAPIError):
        db.execute(text("update audit_event set actor_name = '别人'"))


def test_a_closed_fact_stays_closed(db: Session):
    a_plot(db, a_park(db))
    db.execute(text("update plot_state set recorded = tstzrange(lower(recorded), clock_timestamp())"))
    with pytest.raises(DBAPIError) as error:
        db.execute(text("update plot_state set recorded = tstzrange(lower(recorded), null)"))
    assert refused_by(error) == "history_immutable"


def test_of_fifty_overlapping_registrations_at_once_exactly_one_wins(fresh_url: str):
    engine = create_engine(fresh_url, poolclass=NullPool)
    with Session(engine) as session, session.begin():
        park = a_park(session)
    outcomes: list[str | None] = []
    ready = threading.Barrier(50)

    def attempt(number: int) -> None:
        with Session(engine) as session:
            session.execute(text("select 1"))
            ready.wait()
            try:
                a_plot(session, park, f"P4-{number:03d}", box=(100 + number, 100, 200, 300))
                session.commit()
                outcomes.append(None)
            except DBAPIError as error:
                session.rollback()
                outcomes.append(error.orig.diag.constraint_name)

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(None) == 1
    assert outcomes.count("plot_no_overlap") == 49
    with Session(engine) as session:
        assert session.execute(text("select count(*) from plot_version")).scalar_one() == 1
        assert session.execute(text("select count(*) from plot_snapshot")).scalar_one() == 1
    engine.dispose()
