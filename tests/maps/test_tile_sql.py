"""Tile addresses and the statement of a tile: what is selected for whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gisapp.maps.moment import parse_day
from gisapp.maps.registry import Layer
from gisapp.maps.tiles import HALF_WORLD, TileAddress, parse_tile_path, tile_sql
from tests.maps.layer_folder import write_layers
from tests.maps.test_registry import load


@pytest.fixture
def layer(tmp_path: Path) -> Layer:
    layer = load(write_layers(tmp_path)).get("thing")
    assert layer is not None
    return layer


def test_the_tile_of_the_zone_is_found() -> None:
    address = parse_tile_path("/tiles/plot/14/13409/6566.mvt")
    assert address == TileAddress("plot", 14, 13409, 6566)
    left, bottom, right, top = address.bounds()
    east = 114.65 / 180 * HALF_WORLD
    assert left <= east < right
    assert top - bottom == pytest.approx(2 * HALF_WORLD / 2**14)


@pytest.mark.parametrize(
    "path",
    [
        "/tiles/plot/14/13409/6566",
        "/tiles/plot/14/13409/6566.pbf",
        "/tiles/plot/23/1/1.mvt",
        "/tiles/plot/2/4/0.mvt",
        "/tiles/plot/2/0/4.mvt",
        "/tiles/Plot/2/0/0.mvt",
        "/tiles/plot/-1/0/0.mvt",
        "/tiles/plot/1/0/0.mvt/",
        "/tiles/../1/0/0.mvt",
        "/tiles/plot/１/0/0.mvt",
    ],
)
def test_what_names_no_tile_of_the_world_is_no_address(path: str) -> None:
    assert parse_tile_path(path) is None


def test_whole_world_is_one_tile_at_zoom_zero() -> None:
    assert TileAddress("plot", 0, 0, 0).bounds() == (-HALF_WORLD, -HALF_WORLD, HALF_WORLD, HALF_WORLD)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-11-23", date(2026, 11, 23)), ("2026-02-30", None), ("20261123", None), ("", None), ("2026-11-23'--", None)],
)
def test_a_day_is_written_year_month_day(text: str, day: date | None) -> None:
    assert parse_day(text) == day


def test_staff_columns_are_not_even_named_for_others(layer: Layer) -> None:
    assert "s.owner" in tile_sql(layer, staff=True)
    assert "s.owner" not in tile_sql(layer, staff=False)


def test_columns_outside_the_tile_are_not_selected(layer: Layer) -> None:
    assert "s.area_m2" not in tile_sql(layer, staff=True)


def test_below_the_detail_zoom_only_the_legend_field_is_left(layer: Layer) -> None:
    coarse = tile_sql(layer, staff=True, coarse=True)
    assert "s.colour" in coarse
    assert "s.name" not in coarse
    assert "'thing', 1024" in coarse


def test_parks_are_limited_by_the_machinery_and_not_by_the_source(layer: Layer) -> None:
    assert "s.park_id = any ($2::int[])" in tile_sql(layer, staff=True)
    assert ":as_of" not in tile_sql(layer, staff=True)


def test_strict_tiles_clip_every_shape(layer: Layer) -> None:
    assert "ST_SnapToGrid" in tile_sql(layer, staff=True)
    assert "ST_SnapToGrid" not in tile_sql(layer, staff=True, strict=True)
