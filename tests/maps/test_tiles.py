"""Tiles over HTTP: content, rights, freshness, validators. Everything decoded with a reader that is not ours."""

from __future__ import annotations

import asyncio
import gzip
from itertools import pairwise
from typing import Any

import httpx2 as httpx
import mapbox_vector_tile
import pytest

from gisapp.auth.permissions import Role
from tests.maps.conftest import LAT, LON, TileWorld, tile_at

pytestmark = pytest.mark.db

STAFF_ONLY = "plot"


def address(layer: str, zoom: int, lon: float = LON, lat: float = LAT) -> str:
    return "/tiles/{}/{}/{}/{}.mvt".format(layer, *tile_at(zoom, lon, lat))


def decode(answer: httpx.Response, layer: str) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    return mapbox_vector_tile.decode(answer.content)[layer]["features"]


def ask(world: TileWorld, path: str, token: str | None = None, headers: dict[str, str] | None = None) -> httpx.Response:
    async def get() -> httpx.Response:
        async with world.client(token) as client:
            return await client.get(path, headers=headers)

    return asyncio.run(get())


def numbers(features: list[dict[str, Any]]) -> set[str]:
    return {feature["properties"]["plot_no"] for feature in features}


def test_an_officer_sees_every_plot_of_the_tile_with_its_stage(world: TileWorld) -> None:
    features = decode(ask(world, address("plot", 12), world.sign_in()), "plot")
    stages = {feature["properties"]["plot_no"]: feature["properties"]["stage"] for feature in features}
    assert stages == {"P4-000": "in_use", "P4-001": "on_offer", "P4-002": "idle_suspected", "P5-001": "in_use"}


def test_features_carry_the_plots_id_for_selection(world: TileWorld) -> None:
    features = decode(ask(world, address("plot", 12), world.sign_in()), "plot")
    assert {feature["id"] for feature in features} == set(world.plots.values())


def test_at_most_six_attributes_travel_in_a_tile(world: TileWorld) -> None:
    for feature in decode(ask(world, address("plot", 12), world.sign_in()), "plot"):
        assert set(feature["properties"]) <= {"plot_no", "stage", "area_m2", "land_use_code"}


def test_the_public_sees_published_plots_only_and_no_staff_column(world: TileWorld) -> None:
    features = decode(ask(world, address("published_plot", 12)), "published_plot")
    assert numbers(features) == {"P4-001"}
    park = decode(ask(world, address("park_boundary", 12)), "park_boundary")
    assert all("plot_count" not in feature["properties"] for feature in park)
    assert {feature["properties"]["code"]: feature["properties"]["offer_count"] for feature in park} == {
        "P4": 1,
        "P5": 0,
    }


def test_staff_get_the_staff_column_of_a_public_layer_although_the_public_asked_first(world: TileWorld) -> None:
    path = address("park_boundary", 12)
    assert "plot_count" not in decode(ask(world, path), "park_boundary")[0]["properties"]
    features = decode(ask(world, path, world.sign_in()), "park_boundary")
    assert {feature["properties"]["code"]: feature["properties"]["plot_count"] for feature in features} == {
        "P4": 3,
        "P5": 1,
    }


def test_a_forbidden_layer_is_answered_exactly_like_an_unknown_one(world: TileWorld) -> None:
    forbidden, unknown = ask(world, address(STAFF_ONLY, 12)), ask(world, address("no_such_layer", 12))
    assert (forbidden.status_code, forbidden.content) == (unknown.status_code, unknown.content)
    assert forbidden.status_code == 404
    assert forbidden.json()["code"] == "layer.not_found"
    assert dict(forbidden.headers) == dict(unknown.headers)


def test_an_account_of_one_park_sees_only_its_plots_even_when_the_tile_was_made_for_all(world: TileWorld) -> None:
    path = address("plot", 12)
    assert len(decode(ask(world, path, world.sign_in()), "plot")) == 4
    own = world.sign_in(Role.OFFICER, parks=(world.parks["P5"],))
    assert numbers(decode(ask(world, path, own), "plot")) == {"P5-001"}


def test_an_account_without_any_park_sees_no_plot(world: TileWorld) -> None:
    assert ask(world, address("plot", 12), world.sign_in(Role.OFFICER, parks=())).status_code == 204


def test_an_unknown_cookie_is_the_public(world: TileWorld) -> None:
    assert ask(world, address("plot", 12), "made-up").status_code == 404
    assert numbers(decode(ask(world, address("published_plot", 12), "made-up"), "published_plot")) == {"P4-001"}


def test_an_edit_is_in_the_very_next_tile(world: TileWorld) -> None:
    async def play() -> None:
        async with world.client(world.sign_in()) as client:
            for turn in range(5):
                before = decode(await client.get(address("plot", 12)), "plot")
                number = f"P4-9{turn:02d}"
                assert number not in numbers(before)
                world.add_plot(number, (100 + turn * 150, 900, 100, 100))
                assert number in numbers(decode(await client.get(address("plot", 12)), "plot"))

    asyncio.run(play())


def test_signing_out_ends_the_right_to_tiles_at_once(world: TileWorld) -> None:
    async def play() -> None:
        async with world.client(world.sign_in()) as client:
            assert (await client.get(address("plot", 12))).status_code == 200
            world.change("delete from session")
            assert (await client.get(address("plot", 12))).status_code == 404

    asyncio.run(play())


def test_a_narrowed_account_loses_the_other_parks_at_once(world: TileWorld) -> None:
    async def play() -> None:
        async with world.client(world.sign_in()) as client:
            assert len(decode(await client.get(address("plot", 12)), "plot")) == 4
            world.change("insert into account_park select id, :park from account", park=world.parks["P5"])
            world.change("update account set all_parks = false")
            assert numbers(decode(await client.get(address("plot", 12)), "plot")) == {"P5-001"}

    asyncio.run(play())


def test_the_map_of_an_earlier_day_shows_what_was_there(world: TileWorld) -> None:
    token = world.sign_in()
    assert ask(world, address("plot", 12) + "?as_of=2019-12-31", token).status_code == 204
    assert len(decode(ask(world, address("plot", 12) + "?as_of=2020-01-01", token), "plot")) == 4


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "2026-11-23;drop", "20261123"])
def test_a_day_that_is_none_is_refused(world: TileWorld, day: str) -> None:
    answer = ask(world, address("published_plot", 12) + f"?as_of={day}")
    assert (answer.status_code, answer.json()["code"]) == (400, "tiles.as_of")


def test_the_public_cannot_look_into_the_future_but_staff_can(world: TileWorld) -> None:
    path = address("published_plot", 12) + "?as_of=2027-01-01"
    assert ask(world, path).json()["code"] == "request.future_date"
    assert ask(world, path, world.sign_in()).status_code == 200


def test_below_its_zoom_a_layer_is_empty_and_the_database_is_not_asked(world: TileWorld) -> None:
    answer = ask(world, address("plot", 9), world.sign_in())
    assert (answer.status_code, answer.content) == (204, b"")


def test_below_the_detail_zoom_plots_are_coarse_and_carry_their_class_only(world: TileWorld) -> None:
    answer = ask(world, address("plot", 11), world.sign_in())
    tile = mapbox_vector_tile.decode(answer.content)["plot"]
    assert tile["extent"] == 1024
    assert {key for feature in tile["features"] for key in feature["properties"]} == {"stage"}


def test_the_reader_who_has_the_tile_gets_304(world: TileWorld) -> None:
    first = ask(world, address("published_plot", 12))
    again = ask(world, address("published_plot", 12), headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = ask(world, address("published_plot", 12), headers={"if-none-match": '"something else"'})
    assert other.status_code == 200


def test_an_edit_elsewhere_keeps_the_readers_copy_valid(world: TileWorld) -> None:
    first = ask(world, address("published_plot", 12))
    world.change("update park set name_en = 'renamed' where code = 'P5'")
    again = ask(world, address("published_plot", 12), headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304


def test_zipped_and_plain_are_the_same_tile_under_two_validators(world: TileWorld) -> None:
    zipped = ask(world, address("published_plot", 12), headers={"accept-encoding": "gzip"})
    plain = ask(world, address("published_plot", 12), headers={"accept-encoding": "identity"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert zipped.content == plain.content
    assert zipped.headers["etag"] != plain.headers["etag"]


def test_what_differs_between_callers_is_never_public_in_caches(world: TileWorld) -> None:
    assert ask(world, address("published_plot", 12)).headers["cache-control"] == "public, no-cache"
    assert ask(world, address("plot", 12), world.sign_in()).headers["cache-control"] == "private, no-cache"
    assert ask(world, address("park_boundary", 12), world.sign_in()).headers["cache-control"] == "private, no-cache"


def test_tiles_are_only_read(world: TileWorld) -> None:
    async def post() -> int:
        async with world.client() as client:
            return (await client.post(address("published_plot", 12))).status_code

    assert asyncio.run(post()) == 405


def signed_area(ring: list[list[float]]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


@pytest.mark.parametrize("zoom", [11, 12, 14, 17])
def test_outer_rings_are_clockwise_as_the_tile_standard_asks(world: TileWorld, zoom: int) -> None:
    token = world.sign_in()
    answer = ask(world, address("plot", zoom, 114.64862, 33.60061), token)
    tile = mapbox_vector_tile.decode(answer.content, default_options={"y_coord_down": True})["plot"]
    assert tile["features"]
    for feature in tile["features"]:
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        for outer, *_ in polygons:
            # y grows downwards here, so a positive area is clockwise on the screen
            assert signed_area(outer) > 0


def test_a_hole_stays_a_hole(world: TileWorld) -> None:
    world.change("insert into plot (zone_id) select zone_id from park limit 1")
    world.change(
        "insert into plot_version (plot_id, zone_id, park_id, planar_epsg, plot_no, geom, valid)"
        " select max(id), max(zone_id), :park, 4547, 'P4-HOLE', ST_Multi(ST_Transform(ST_Difference("
        " ST_MakeEnvelope(560100, 3720000, 560500, 3720400, 4547), ST_MakeEnvelope(560200, 3720100, 560300, 3720200, 4547)), 4490)),"
        " '[2020-01-01,)' from plot",
        park=world.parks["P4"],
    )
    answer = ask(world, address("plot", 14, 114.6497, 33.6065), world.sign_in())
    tile = mapbox_vector_tile.decode(answer.content, default_options={"y_coord_down": True})["plot"]
    outer, hole = next(f for f in tile["features"] if f["properties"]["plot_no"] == "P4-HOLE")["geometry"][
        "coordinates"
    ]
    assert signed_area(outer) > 0 > signed_area(hole)


def test_connections_that_the_server_ended_are_replaced_and_no_reader_notices(world: TileWorld) -> None:
    async def play() -> None:
        async with world.client() as client:
            for zoom in (11, 12, 13):
                assert (await client.get(address("published_plot", zoom))).status_code in (200, 204)
                world.change(
                    "set local role none; select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'gisapp-tiles'"
                    " and datname = current_database()"
                )

    asyncio.run(play())


def test_a_database_that_is_gone_is_said_in_one_sentence(world: TileWorld) -> None:
    world.server.services.connection_arguments["host"] = "/nowhere"
    answer = ask(world, address("published_plot", 12))
    assert (answer.status_code, answer.json()["code"]) == (503, "tiles.unavailable")


def test_many_readers_at_once_make_each_tile_once(world: TileWorld) -> None:
    async def play() -> None:
        async with world.client(world.sign_in()) as client:
            paths = [address("plot", zoom) for zoom in (11, 12, 13)] * 10
            answers = await asyncio.gather(*(client.get(path) for path in paths))
            assert {answer.status_code for answer in answers} <= {200, 204}
            assert world.server.cache is not None
            assert world.server.cache.misses == 3

    asyncio.run(play())


def test_gzip_on_the_wire_is_what_the_reader_decodes(world: TileWorld) -> None:
    async def raw() -> bytes:
        async with world.client() as client, client.stream("GET", address("published_plot", 12)) as answer:
            return b"".join([chunk async for chunk in answer.aiter_raw()])

    assert mapbox_vector_tile.decode(gzip.decompress(asyncio.run(raw())))["published_plot"]["features"]
