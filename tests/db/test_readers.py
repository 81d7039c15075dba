"""What readers such as QGIS are given they can read to the last row, and nothing besides."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from gisapp.db import migration
from gisapp.db.private_cluster import PrivateCluster
from gisapp.kernel.start_refusal import StartRefusal
from gisapp.startup.database import bring_schema_up

_GIVEN = text(
    "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
    " where n.nspname = 'public' and c.relkind in ('r', 'v', 'm', 'p') and has_table_privilege('gisapp_read', c.oid, 'select')"
    " and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') order by 1"
)


def test_a_reader_reads_every_row_of_what_it_is_given(demo_db: Session):
    given = demo_db.execute(_GIVEN).scalars().all()
    assert {"park", "plot_snapshot", "public_site"} <= set(given)
    refused = {}
    for relation in given:
        point = demo_db.begin_nested()
        demo_db.execute(text("set local role gisapp_read"))
        try:
            demo_db.execute(text(f"select count(t::text) from {relation} t")).scalar_one()
        except DBAPIError as error:
            refused[relation] = str(error).splitlines()[0]
        point.rollback()
    assert refused == {}


def test_an_owner_account_needs_the_superuser_for_one_sentence(
    cluster: PrivateCluster, monkeypatch: pytest.MonkeyPatch
):
    name, owner = "of_an_owner", "zone_owner"
    cluster.create_database(name)
    superuser = create_engine(cluster.url(name), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with superuser.connect() as connection:
        connection.execute(text(f"drop role if exists {owner}"))
        connection.execute(text(f"create role {owner} login"))
        connection.execute(text(f"alter database {connection.engine.url.database} owner to {owner}"))
    url = make_url(cluster.url(name)).set(username=owner).render_as_string(hide_password=False)
    try:
        with pytest.raises(StartRefusal) as refused:
            bring_schema_up(url)
        assert refused.value.code == "start.extensions_missing"
        assert "create extension postgis;" in refused.value.message_zh
        assert "pg_trgm" not in refused.value.message_zh
        with superuser.connect() as connection:
            connection.execute(text("create extension postgis"))
        assert bring_schema_up(url) is True
        assert migration.current_state(url) == "head"
    finally:
        cluster.drop_database(name)
