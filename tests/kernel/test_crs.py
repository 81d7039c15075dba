from __future__ import annotations

import pytest

from gisapp.kernel.crs import (
    gauss_kruger,
    guess_pair,
    read_bbox,
    transformer,
    with_prefix,
    without_prefix,
    zone_of_longitude,
)


@pytest.mark.parametrize(
    ("zone", "prefixed", "epsg"),
    [(38, True, 4526), (38, False, 4547), (39, True, 4527), (39, False, 4548), (25, True, 4513), (45, False, 4554)],
)
def test_zones_have_their_epsg_numbers(zone, prefixed, epsg):
    assert gauss_kruger(zone, prefixed=prefixed).epsg == epsg


def test_prefix_and_no_prefix_of_a_zone_find_each_other():
    assert (with_prefix(4547), without_prefix(4526), with_prefix(4490)) == (4526, 4547, 4490)


@pytest.mark.parametrize(("lon", "zone"), [(114.65, 38), (115.49, 38), (115.51, 39), (112.5, 38)])
def test_a_longitude_lies_in_the_nearest_zone(lon, zone):
    assert zone_of_longitude(lon) == zone


def test_the_test_point_of_the_domain_notes_comes_out_where_it_should():
    east, north = transformer(4490, 4526).transform(114.65, 33.6)
    assert (east, north) == (pytest.approx(38_560_330.618, abs=0.001), pytest.approx(3_719_483.313, abs=0.001))
    east, north = transformer(4490, 4547).transform(114.65, 33.6)
    assert east == pytest.approx(560_330.618, abs=0.001)


@pytest.mark.parametrize(
    ("pair", "kind", "first_is_east", "zone"),
    [
        ((3_719_683.313, 38_560_330.618), "prefixed", False, 38),
        ((38_560_330.618, 3_719_683.313), "prefixed", True, 38),
        ((3_719_683.313, 560_330.618), "unprefixed", False, None),
        ((560_330.618, 3_719_683.313), "unprefixed", True, None),
        ((114.65, 33.6), "degrees", True, None),
        ((33.6, 114.65), "degrees", False, None),
        ((1.0, 2.0), "unknown", True, None),
        ((12_345_678_901.0, 3.0), "unknown", True, None),
    ],
)
def test_a_pair_is_recognised_by_its_size_in_either_order(pair, kind, first_is_east, zone):
    guess = guess_pair(*pair)
    assert (guess.kind, guess.zone) == (kind, zone)
    if kind != "unknown":
        assert guess.first_is_east is first_is_east


def test_a_box_is_four_degrees_in_order():
    assert read_bbox("114.6,33.5,114.7,33.6") == (114.6, 33.5, 114.7, 33.6)


@pytest.mark.parametrize("text", ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "3,1,2,4", "1,4,2,3", "nan,1,2,3", "0,-91,1,91"])
def test_what_is_no_box_is_none(text):
    assert read_bbox(text) is None
