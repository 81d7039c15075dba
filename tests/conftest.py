"""Databases for tests: one server and its templates for all workers, cloned where a test commits."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from gisapp.db.engine import create_app_engine
from gisapp.kernel.clock import FixedClock
from tests.harness import examples
from tests.harness.cheap_passwords import use_cheap_passwords
from tests.harness.distribution import Distribution
from tests.harness.run_report import RunReport
from tests.harness.shared_cluster import SharedCluster, cluster_folder
from tests.harness.templates import template_in_use

TODAY = date(2026, 11, 23)

_DATABASE_FIXTURES = {
    "cluster",
    "template",
    "engine",
    "db",
    "fresh_url",
    "demo_template",
    "demo_url",
    "demo_engine",
    "demo_db",
}


examples.register_profiles()


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Distribution())
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(RunReport())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a database is marked `db`, so that `-m "not db"` is exactly the tests without one."""
    for item in items:
        if _DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("db")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(TODAY)


@pytest.fixture(scope="session")
def cluster() -> Iterator[SharedCluster]:
    """The server that all workers share; the databases that this process names are its own."""
    use_cheap_passwords()
    with SharedCluster.in_use(cluster_folder()) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def template(cluster: SharedCluster) -> Iterator[str]:
    """Name of a migrated, empty database to clone."""
    with template_in_use(cluster, "empty") as name:
        yield name


@pytest.fixture(scope="session")
def demo_template(cluster: SharedCluster) -> Iterator[str]:
    """Name of a database with the demo zone in it, to clone."""
    with template_in_use(cluster, "demo") as name:
        yield name


_numbers = itertools.count(1)


@pytest.fixture
def clone_database(cluster: SharedCluster) -> Iterator[Callable[[str], str]]:
    """Clone a template; the clones are dropped after the test."""
    names: list[str] = []

    def clone(source: str) -> str:
        name = f"clone_{next(_numbers)}"
        cluster.create_database(name, template=source)
        names.append(name)
        return cluster.url(name)

    yield clone
    for name in names:
        cluster.drop_database(name)


@pytest.fixture
def fresh_url(clone_database: Callable[[str], str], template: str) -> str:
    """URL of an empty migrated database of this test's own, for tests that commit."""
    return clone_database(template)


@pytest.fixture
def demo_url(clone_database: Callable[[str], str], demo_template: str) -> str:
    """URL of a database of this test's own with the demo zone in it."""
    return clone_database(demo_template)


@pytest.fixture(scope="session")
def engine(cluster: SharedCluster, template: str) -> Iterator[Engine]:
    """Engine of the worker's shared empty database; tests on it roll back."""
    cluster.create_database("shared_empty", template=template)
    engine = create_app_engine(cluster.url("shared_empty"))
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def demo_engine(cluster: SharedCluster, demo_template: str) -> Iterator[Engine]:
    """Engine of the worker's shared demo database; tests on it roll back."""
    cluster.create_database("shared_demo", template=demo_template)
    engine = create_app_engine(cluster.url("shared_demo"))
    yield engine
    engine.dispose()


def _rolled_back(engine: Engine) -> Iterator[Session]:
    with engine.connect() as connection:
        outer = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
            yield session
        outer.rollback()


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    """A session on an empty register; everything is rolled back after the test."""
    yield from _rolled_back(engine)


@pytest.fixture
def demo_db(demo_engine: Engine) -> Iterator[Session]:
    """A session on the demo zone; everything is rolled back after the test."""
    yield from _rolled_back(demo_engine)
