"""A database of its own with the demonstration zone, for what is measured on it."""

from __future__ import annotations

from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.migration import upgrade
from gisapp.db.private_cluster import PrivateCluster
from gisapp.demo.seed import seed_demo
from gisapp.kernel.clock import SystemClock


def make_demo_database(cluster: PrivateCluster, name: str) -> str:
    """Make the database anew, with the zone as it stands today, and return its URL."""
    cluster.drop_database(name)
    cluster.create_database(name)
    url = cluster.url(name)
    upgrade(url)
    engine = create_app_engine(url, pool_size=1)
    with transaction(engine) as session:
        seed_demo(session, today=SystemClock().today())
    engine.dispose()
    return url
