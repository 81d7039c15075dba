"""A park with plots in every kind of state, committed, and the tile server in front of nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import httpx2 as httpx
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

import gisapp.app  # noqa: F401  publishes the words that layer files name
from gisapp.auth.permissions import Permission, Role
from gisapp.auth.sessions import open_session
from gisapp.db.engine import create_app_engine, session_factory
from gisapp.kernel.clock import FixedClock
from gisapp.maps.registry import LayerRegistry, load_layers
from gisapp.maps.tile_asgi import TileServer, tile_services
from gisapp.settings import Settings, resource_dir
from tests.builders.park import BuiltPark, a_park
from tests.builders.plot import a_plot

LON, LAT = 114.6561, 33.6062
"""A point inside the built park."""


@pytest.fixture(scope="session")
def layers() -> LayerRegistry:
    return load_layers(resource_dir("layers"), permissions={permission.value for permission in Permission})


def tile_at(zoom: int, lon: float = LON, lat: float = LAT) -> tuple[int, int, int]:
    """Zoom, column and row of the tile that holds a point."""
    x = int((lon + 180) / 360 * 2**zoom)
    y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**zoom)
    return zoom, x, y


@dataclass
class TileWorld:
    """A committed database of this test's own, its tile server and an HTTP client to it."""

    engine: Engine
    server: TileServer
    clock: FixedClock
    parks: dict[str, int] = field(default_factory=dict)
    plots: dict[str, int] = field(default_factory=dict)

    def client(self, token: str | None = None) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app=self.server),  # type: ignore[arg-type]
            base_url="http://test",
            headers={"cookie": f"gisapp_session={token}"} if token else {},
        )

    def sign_in(self, role: Role = Role.OFFICER, parks: tuple[int, ...] | None = None) -> str:
        now = datetime(2026, 11, 23, 4, tzinfo=UTC)
        with Session(self.engine) as session, session.begin():
            number = session.execute(text("select count(*) from account")).scalar_one()
            account = session.execute(
                text(
                    "insert into account (username, display_name, role, password_hash, all_parks)"
                    " values (:username, '测试', :role, '-', :all_parks) returning id"
                ),
                {"username": f"user{number}", "role": role.value, "all_parks": parks is None},
            ).scalar_one()
            for park in parks or ():
                session.execute(
                    text("insert into account_park (account_id, park_id) values (:account, :park)"),
                    {"account": account, "park": park},
                )
            token, _ = open_session(session, account, now, Settings(), "127.0.0.1", "test")
        return token

    def add_plot(self, plot_no: str, box: tuple[float, float, float, float]) -> int:
        with Session(self.engine) as session, session.begin():
            zone = session.execute(text("select id from zone")).scalar_one()
            return a_plot(session, BuiltPark(zone, self.parks["P4"], "P4"), plot_no, box=box)

    def change(self, statement: str, **bound: object) -> None:
        with self.engine.begin() as connection:
            connection.execute(text(statement), bound)


@pytest.fixture
def world(fresh_url: str, layers: LayerRegistry, clock: FixedClock) -> Iterator[TileWorld]:
    engine = create_app_engine(fresh_url)

    services = tile_services(layers, engine, session_factory(engine), clock, Settings(database_url=fresh_url))
    world = TileWorld(engine, TileServer(services), clock)
    with Session(engine) as session, session.begin():
        park = a_park(session)
        second = a_park(session, code="P5", east=2000)
        world.parks = {"P4": park.park_id, "P5": second.park_id}
        states = [
            ("in_use", "allocated", "in_production", "in_order"),
            ("on_offer", "on_offer", "not_applicable", "not_applicable"),
            ("idle", "allocated", "not_started", "suspected_idle"),
        ]
        for index, (name, supply, development, compliance) in enumerate(states):
            world.plots[name] = a_plot(
                session, park, f"P4-{index:03d}", box=(100 + 250 * index, 400, 200, 300),
                supply=supply, development=development, compliance=compliance, applications_until=date(2100, 1, 1),
            )  # fmt: skip
        world.plots["other_park"] = a_plot(session, second, "P5-001", box=(2100, 400, 200, 300))
    yield world
    engine.dispose()
