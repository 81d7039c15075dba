"""The read model of the map is nothing but the history, cut where something drawn changes."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.builders.park import a_park
from tests.builders.plot import a_plot


def rows(db: Session) -> list[tuple[str, str]]:
    return [tuple(row) for row in db.execute(text("select stage, valid::text from plot_snapshot order by valid"))]


def test_days_without_a_state_are_drawn_as_unknown(db: Session):
    park = a_park(db)
    plot_id = a_plot(db, park, valid_from="2020-01-01")
    db.execute(text("update plot_state set recorded = tstzrange(lower(recorded), clock_timestamp())"))
    for stage, since, until in (("building", "2021-01-01", "2022-06-01"), ("in_production", "2023-01-01", None)):
        db.execute(
            text(
                "insert into plot_state (plot_id, land_control, servicing, supply, development, compliance, valid) values"
                " (:plot, 'cleared', 'five', 'allocated', :stage, 'in_order', daterange(cast(:f as date), cast(:t as date)))"
            ),
            {"plot": plot_id, "stage": stage, "f": since, "t": until},
        )
    assert rows(db) == [
        ("raw", "[2020-01-01,2021-01-01)"),
        ("building", "[2021-01-01,2022-06-01)"),
        ("raw", "[2022-06-01,2023-01-01)"),
        ("in_use", "[2023-01-01,)"),
    ]


def test_each_write_of_a_plot_moves_the_revision_of_its_layer(db: Session):
    park = a_park(db)
    revision = text("select revision from layer_revision where layer_table = 'plot_snapshot'")
    a_plot(db, park, "P4-001")
    before = db.execute(revision).scalar_one()
    a_plot(db, park, "P4-002", box=(400, 100, 100, 100))
    after = db.execute(revision).scalar_one()
    assert after > before
    db.execute(text("select fold_layer_changes()"))
    assert db.execute(revision).scalar_one() == after


def test_tile_geometry_is_wound_clockwise(db: Session):
    a_plot(db, a_park(db))
    assert db.execute(text("select bool_and(ST_IsPolygonCW(geom_3857)) from plot_snapshot")).scalar_one()
