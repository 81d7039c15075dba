"""The schema and the rows in code say the same; migrations run from nothing and can be laid again."""

from __future__ import annotations

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from gisapp.db import migration
from gisapp.db.private_cluster import PrivateCluster
from gisapp.db.tables import metadata
from gisapp.startup.database import bring_schema_up


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_rows_in_code_name_the_columns_of_the_table(db: Session, table: str):
    stored = {column["name"]: column for column in inspect(db.connection()).get_columns(table)}
    known = metadata.tables[table].columns
    assert {column.name for column in known} <= set(stored)
    needed = {
        name
        for name, column in stored.items()
        if not column["nullable"]
        and column["default"] is None
        and not column.get("computed")
        and not column.get("identity")
    }
    assert needed <= {column.name for column in known}
    assert {
        column.name
        for column in known
        if not column.nullable and not column.primary_key and stored[column.name]["nullable"]
    } == set()


def test_revisions_form_one_line():
    script = ScriptDirectory.from_config(migration._config())
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1


def test_upgrading_twice_changes_nothing(cluster: PrivateCluster, fresh_url: str):
    migration.upgrade(fresh_url)
    migration.upgrade(fresh_url)
    assert migration.current_state(fresh_url) == "head"
    engine = create_engine(fresh_url, poolclass=NullPool)
    with engine.connect() as connection:
        codes = connection.execute(
            text("select code, lower(effective), count(*) from rulebook_entry group by 1, 2 having count(*) > 1")
        ).all()
    assert codes == []


def test_a_start_leaves_a_database_alone_until_something_that_ships_has_changed(fresh_url: str, monkeypatch):
    assert migration.is_laid(fresh_url)
    function = (
        "select 'check_inquiry_words'::regproc::oid, xmin::text from pg_proc where oid = 'check_inquiry_words'::regproc"
    )
    engine = create_engine(fresh_url, poolclass=NullPool)

    def laid() -> tuple[object, ...]:
        with engine.connect() as connection:
            return tuple(connection.execute(text(function)).one())

    before = laid()
    assert bring_schema_up(fresh_url) is False
    assert laid() == before
    monkeypatch.setattr(migration, "shipped_digest", lambda: "of a newer program of the same revision")
    assert not migration.is_laid(fresh_url)
    assert bring_schema_up(fresh_url) is False
    assert laid() != before
    assert migration.is_laid(fresh_url)


def test_a_database_from_the_future_is_recognised(fresh_url: str):
    engine = create_engine(fresh_url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    assert migration.current_state(fresh_url) == "ahead"


def test_an_empty_database_is_recognised(cluster: PrivateCluster):
    cluster.create_database("nothing_in_it")
    assert migration.current_state(cluster.url("nothing_in_it")) == "empty"


def test_a_threshold_has_one_value_a_day(db: Session):
    with pytest.raises(Exception, match="rulebook_entry"):
        db.execute(
            text(
                "insert into rulebook_entry (code, value, unit, effective, basis) values"
                " ('plot.overlap_tolerance_m2', 2, 'm2', daterange('2020-01-01', null), '测试')"
            )
        )


def test_a_changed_threshold_is_obeyed_by_the_database_itself(db: Session):
    """The tolerance is a dated entry: closing it and adding a wider one lets a larger overlap in."""
    from tests.builders.park import a_park
    from tests.builders.plot import a_plot

    db.execute(text("reset role"))
    db.execute(
        text(
            "update rulebook_entry set recorded = tstzrange(lower(recorded), clock_timestamp())"
            " where code = 'plot.overlap_tolerance_m2' and upper_inf(recorded)"
        )
    )
    db.execute(
        text(
            "insert into rulebook_entry (code, value, unit, effective, basis) values"
            " ('plot.overlap_tolerance_m2', 400, 'm2', daterange('2020-01-01', null), '测试')"
        )
    )
    park = a_park(db)
    a_plot(db, park, "P4-001", box=(100, 100, 200, 300))
    a_plot(db, park, "P4-002", box=(299, 100, 200, 300))
