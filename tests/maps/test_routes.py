"""Layers over HTTP, through the whole application: what is told to whom, and that tiles, items and legend agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx2 as httpx
import mapbox_vector_tile
import pytest
from fastapi.testclient import TestClient

from gisapp.app import create_app
from gisapp.auth.permissions import Role
from gisapp.settings import Settings
from tests.maps.conftest import TileWorld, tile_at


@pytest.fixture
def web(world: TileWorld) -> Iterator[TestClient]:
    url = world.engine.url.render_as_string(hide_password=False)
    with TestClient(create_app(Settings(database_url=url), world.clock)) as client:
        yield client


@pytest.fixture
def officer(world: TileWorld, web: TestClient) -> TestClient:
    web.cookies.set("gisapp_session", world.sign_in(Role.OFFICER))
    return web


def layers_of(client: TestClient) -> dict[str, dict[str, Any]]:
    answer = client.get("/api/layers")
    assert answer.status_code == 200
    return {layer["id"]: layer for layer in answer.json()}


def tile(client: TestClient, layer: str, zoom: int = 12) -> httpx.Response:
    return client.get("/tiles/{}/{}/{}/{}.mvt".format(layer, *tile_at(zoom)))


def test_the_public_is_told_of_public_layers_only(web: TestClient) -> None:
    assert set(layers_of(web)) == {
        "basemap",
        "land_use_plan",
        "park_boundary",
        "premises_offer",
        "published_plot",
        "road",
    }


def test_staff_columns_are_nowhere_in_what_the_public_is_told(web: TestClient) -> None:
    assert "plot_count" not in str(layers_of(web))


def test_an_officer_is_told_of_all_layers_in_draw_order(officer: TestClient) -> None:
    layers = officer.get("/api/layers").json()
    assert [layer["draw_order"] for layer in layers] == sorted(layer["draw_order"] for layer in layers)
    ids = [layer["id"] for layer in layers]
    assert ids.index("land_use_plan") < ids.index("plot") < ids.index("road") < ids.index("park_boundary")


def test_a_layer_tells_all_that_a_browser_needs(officer: TestClient) -> None:
    plot = layers_of(officer)["plot"]
    assert plot["tiles"] == "/tiles/plot/{z}/{x}/{y}.mvt"
    assert plot["group_title_zh"] == "现状"
    stage = next(field for field in plot["fields"] if field["name"] == "stage")
    assert stage["values"]["idle_suspected"] == {"zh": "疑似闲置", "en": "Suspected idle"}
    hatched = next(item for item in plot["legend"]["classes"] if item["value"] == "idle_suspected")
    assert (hatched["label_zh"], hatched["color"], hatched["pattern"]["name"]) == ("疑似闲置", "#E38B63", "hatch")
    assert plot["style"][0]["style"]["fill-color"][0] == "match"


def test_every_layer_that_is_told_has_tiles_items_legend_and_extent(officer: TestClient) -> None:
    for layer_id in layers_of(officer):
        assert tile(officer, layer_id).status_code in (200, 204), layer_id
        for what in ("items", "legend", "extent"):
            assert officer.get(f"/api/layers/{layer_id}/{what}").status_code == 200, (layer_id, what)


@pytest.mark.parametrize("what", ["items", "legend", "extent"])
def test_a_layer_for_staff_is_answered_to_the_public_like_one_that_does_not_exist(web: TestClient, what: str) -> None:
    forbidden, unknown = web.get(f"/api/layers/plot/{what}"), web.get(f"/api/layers/nothing/{what}")
    assert forbidden.status_code == unknown.status_code == 404
    assert forbidden.json() == unknown.json() == tile(web, "plot").json()


def test_tile_items_and_legend_tell_of_the_same_plots(officer: TestClient) -> None:
    drawn = mapbox_vector_tile.decode(tile(officer, "plot").content)["plot"]["features"]
    items = officer.get("/api/layers/plot/items").json()
    legend = officer.get("/api/layers/plot/legend").json()
    assert {feature["id"] for feature in drawn} == {feature["id"] for feature in items["features"]}
    assert items["numberReturned"] == legend["total_count"] == 4
    assert legend["total_measure"] == pytest.approx(sum(f["properties"]["area_m2"] for f in items["features"]))


def test_items_are_geojson_with_the_day(officer: TestClient) -> None:
    answer = officer.get("/api/layers/plot/items?as_of=2019-01-01")
    assert answer.headers["content-type"].startswith("application/geo+json")
    assert (answer.json()["as_of"], answer.json()["numberReturned"]) == ("2019-01-01", 0)


def test_the_extent_holds_every_feature(officer: TestClient) -> None:
    west, south, east, north = officer.get("/api/layers/plot/extent").json()["bbox"]
    for feature in officer.get("/api/layers/plot/items").json()["features"]:
        for lon, lat in feature["geometry"]["coordinates"][0][0]:
            assert west - 1e-6 <= lon <= east + 1e-6
            assert south - 1e-6 <= lat <= north + 1e-6


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("bbox=1,2,3", "layer.bbox"),
        ("colour=red", "layer.filter"),
        ("limit=0", "request.malformed"),
        ("limit=1000000", "request.malformed"),
        ("as_of=tomorrow", "request.malformed"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_with_a_sentence(officer: TestClient, query: str, code: str) -> None:
    answer = officer.get(f"/api/layers/plot/items?{query}")
    assert answer.status_code in (400, 422)
    assert answer.json()["code"] == code
    assert answer.json()["message_zh"]


def test_a_handout_of_a_staff_layer_is_not_made_for_the_public(web: TestClient) -> None:
    assert web.get("/api/handouts/map.html?layers=plot").status_code == 404
    answer = web.get("/api/handouts/map.html?layers=published_plot,park_boundary")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="map-2026-11-23.html"'
    assert "sandbox" in answer.headers["content-security-policy"]


def test_patterns_and_groups_for_the_legend_are_told(web: TestClient) -> None:
    told = web.get("/api/layer-groups").json()
    assert told["groups"][0]["id"] == "context"
    assert told["patterns"]["hatch"]["image"].startswith("data:image/svg+xml,")
