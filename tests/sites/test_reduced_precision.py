"""A zone lets the public know outlines to a grid only: no public answer says where a boundary exactly runs."""

from __future__ import annotations

import re

import numpy as np
import pytest
from shapely.geometry import shape
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from tests.builders.visitor import Visitor
from tests.sites.test_public_privacy import addresses, public_reads
from tests.sites.test_public_privacy import window as window
from tests.supply.conftest import Sites

DECIMAL = re.compile(r"-?\d+\.\d+")
GRID_M = 200
EXACT = """
    select array_agg(distinct ST_X(point)) as lon, array_agg(distinct ST_Y(point)) as lat
    from plot_snapshot s join plot_version v on v.id = s.version_id
    cross join lateral (select (ST_DumpPoints(v.geom)).geom as point
                        union all select ST_Centroid(v.geom) union all select ST_PointOnSurface(v.geom)) told
"""
NEAR_DEG = 3e-6
"""About 0.3 m: what a corner told with six decimals lies within."""


@pytest.fixture
def told_to_a_grid(window: tuple[Visitor, Sites], fresh_url: str) -> tuple[Visitor, Sites, np.ndarray, np.ndarray]:
    engine = create_engine(fresh_url, poolclass=NullPool)
    with engine.begin() as connection:
        lon, lat = connection.execute(text(EXACT)).one()
        connection.execute(
            text(
                "insert into public_window (zone_id, geometry_grid_m, set_by_name) select id, :grid, '规划员' from zone"
            ),
            {"grid": GRID_M},
        )
    engine.dispose()
    return *window, np.array(sorted(lon)), np.array(sorted(lat))


def test_no_public_answer_has_a_corner_or_centre_of_a_plot(told_to_a_grid):
    client, sites, lon, lat = told_to_a_grid
    searches = (f"ids={sites.food},{sites.medicine},{sites.metal}", "q=P4-001")
    told = set()
    for route in public_reads(client.app):
        for path in addresses(route, client, sites):
            for search in searches:
                numbers = np.array([float(number) for number in DECIMAL.findall(client.get(f"{path}?{search}").text)])
                if _is_any_near(numbers, lon) and _is_any_near(numbers, lat):
                    told.add(path)
    assert told == set()
    listed = client.get(f"/api/plots?{searches[0]}").json()
    assert listed["total"] == 3


def _is_any_near(numbers: np.ndarray, known: np.ndarray) -> bool:
    after = np.clip(np.searchsorted(known, numbers), 1, len(known) - 1)
    return bool((np.minimum(abs(numbers - known[after]), abs(numbers - known[after - 1])) < NEAR_DEG).any())


@pytest.mark.parametrize("path", ["/api/plots?bbox={}", "/api/layers/published_plot/items?bbox={}"])
def test_boxes_asked_one_after_the_other_tell_the_grid_and_not_the_boundary(told_to_a_grid, path):
    client, sites, _, _ = told_to_a_grid
    outline = shape(client.get(f"/api/plots/{sites.metal}").json()["geometry"])
    south, north = outline.bounds[1] - 0.01, outline.bounds[3] + 0.01

    def is_found(west: float) -> bool:
        answer = client.get(path.format(f"{west},{south},{west + 0.02},{north}"))
        assert answer.status_code == 200, answer.text
        return "P4-002" in answer.text

    low, high = outline.bounds[2] - 0.005, outline.bounds[2] + 0.005
    assert is_found(low)
    assert not is_found(high)
    for _ in range(16):
        middle = (low + high) / 2
        low, high = (middle, high) if is_found(middle) else (low, middle)
    assert low == pytest.approx(outline.bounds[2], abs=2e-5)
