"""A register that kept contracts before they had versions keeps everything it knew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from gisapp.db.migration import _config, upgrade
from gisapp.db.private_cluster import PrivateCluster

BEFORE = """
insert into zone (code, name_zh) values ('411671', '周口经济开发区');
insert into park (zone_id, code, name_zh) select id, 'P4', '园区' from zone;
insert into plot (zone_id) select id from zone;
insert into party (zone_id, kind, name_zh) select id, 'enterprise', '示例' from zone;
insert into contract (plot_id, party_id, contract_no, signed_on, area_m2, price_yuan, term_years, source)
select p.id, y.id, '旧合同1', '2022-03-01', 20000, 3000000, 50, '纸质合同' from plot p, party y;
insert into contract_milestone (contract_id, kind, agreed_on, actual_on, document, note)
select c.id, k.kind, cast(k.agreed as date), cast(k.actual as date), k.paper, k.note from contract c, (values
    ('handover', '2022-05-01', '2022-05-03', '交地〔2022〕1号', ''), ('start', '2022-09-01', null, null, '未动工，已催告'),
    ('completion', null, null, null, ''), ('production', '2025-01-01', null, null, '')) k (kind, agreed, actual, paper, note);
"""


@pytest.fixture
def old_url(cluster: PrivateCluster) -> Iterator[str]:
    """A database as it was before contracts had versions, with one contract in it."""
    name = "before_contract_versions"
    cluster.create_database(name)
    url = cluster.url(name)
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        command.upgrade(_config(connection), "0700")
    with engine.begin() as connection:
        connection.execute(text(BEFORE))
    engine.dispose()
    yield url
    cluster.drop_database(name)


def test_old_contracts_get_their_first_version_and_lose_no_day(old_url: str):
    upgrade(old_url)
    engine = create_engine(old_url, poolclass=NullPool)
    with engine.connect() as connection:
        version = connection.execute(text("select * from contract_version")).one()
        milestones = {
            row.kind: row
            for row in connection.execute(text("select * from contract_milestone where holds @> date '2024-01-01'"))
        }
        duties = connection.execute(text("select key, due_on::text, obligor from obligation order by due_on")).all()
        progress = connection.execute(
            text("select contract_progress(id, date '2024-01-01') from contract")
        ).scalar_one()
    engine.dispose()
    assert (version.version_no, str(version.holds_from), version.price_yuan) == (1, "2022-03-01", 3_000_000)
    assert version.baseline == {"start": "2022-09-01", "production": "2025-01-01"}
    assert duties == [
        ("handover", "2022-05-01", "authority"),
        ("start", "2022-09-01", "holder"),
        ("production", "2025-01-01", "holder"),
    ]
    assert str(milestones["handover"].actual_on) == "2022-05-03"
    assert milestones["handover"].document == "交地〔2022〕1号"
    assert milestones["start"].note == "未动工，已催告"
    assert milestones["completion"].agreed_on is None
    assert progress == "handed_over"
