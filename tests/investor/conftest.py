"""Three published sites and two that are not, and a window on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from gisapp.app import create_app
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings
from tests.conftest import TODAY
from tests.supply.conftest import Sites, publish_three_sites


@dataclass(frozen=True)
class Window:
    visitor: TestClient
    sites: Sites
    engine: Engine

    def ask(self, statement: str, **values: object):
        with Session(self.engine) as session:
            return session.execute(text(statement), values).mappings().all()

    def act(self, statement: str, **values: object) -> None:
        with Session(self.engine) as session, session.begin():
            session.execute(text(statement), values)


@pytest.fixture
def window(fresh_url: str) -> Iterator[Window]:
    engine = create_engine(fresh_url, poolclass=NullPool)
    with Session(engine) as session, session.begin():
        sites = publish_three_sites(session)
    app = create_app(Settings(database_url=fresh_url, database_pool=3), FixedClock(TODAY))
    with TestClient(app) as visitor:
        yield Window(visitor, sites, engine)
    engine.dispose()
