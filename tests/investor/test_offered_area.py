"""How large room left is: one figure, measured, wherever it is told. What was entered (60 亩) is told nowhere once the plot is measured."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.builders.premises import a_premises
from tests.investor.conftest import Window

LAND, FLOOR = 28_000, 70_000
"""40,000 ㎡ less a footprint of 12,000; 2.5 × 40,000 ㎡ less 30,000 of floors."""


@pytest.fixture
def room(window: Window) -> int:
    with Session(window.engine) as session, session.begin():
        number = a_premises(
            session, window.sites.sold, kind="expansion", land_area_m2=40_000, floor_area_m2=1000, industry_codes=["13"]
        )
    window.act(
        "insert into plot_built (plot_id, floor_area_m2, footprint_m2, buildings, measured_on, source, valid, recorded_by_name)"
        " values (:plot, 30000, 12000, 2, '2026-01-01', '实测', '[2026-01-01,)', '甲')",
        plot=window.sites.sold,
    )
    return number


def get(window: Window, path: str, **params: Any) -> Any:
    answer = window.visitor.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return answer


def the_one(items: list[dict[str, Any]], number: int) -> dict[str, Any]:
    return next(item for item in items if item["id"] == number)


def sizes(told: dict[str, Any]) -> tuple[float, float]:
    return float(told["area_m2"]), float(told["floor_area_m2"])


def test_card_filter_and_sort(window: Window, room: int):
    assert sizes(the_one(get(window, "/api/sites").json()["items"], room)) == (LAND, FLOOR)
    for low, high, found in ((LAND, LAND, True), (LAND + 1, None, False), (None, LAND - 1, False)):
        wish = {name: limit for name, limit in (("area_min", low), ("area_max", high)) if limit is not None}
        assert (room in get(window, "/api/sites", **wish).json()["ids"]) is found
    in_order = [item["area_m2"] for item in get(window, "/api/sites", sort="area").json()["items"]]
    assert in_order == sorted(in_order) == [16_000, LAND, 40_000, 80_000]


def test_sheet_and_comparison(window: Window, room: int):
    sheet = get(window, f"/api/sites/{room}").json()
    assert (sheet["area"]["m2"], sheet["area"]["mu"], sheet["premises"]["floor_area_m2"]) == (LAND, 42, FLOOR)
    compared = get(window, "/api/site-comparison", ids=f"{room},{window.sites.food}").json()
    cells = {row["key"]: row["cells_zh"][0] for row in compared["rows"]}
    assert cells["area"] == "42.00 亩（28,000.00 ㎡）"
    assert cells["floor_area"] == "70,000 ㎡"


def test_matching_and_feed(window: Window, room: int):
    answer = window.visitor.post(
        "/api/matches", json={"kinds": ["expansion"], "area_min_m2": LAND, "area_max_m2": LAND}
    )
    (item,) = answer.json()["items"]
    assert (item["area_m2"], *sizes(item["sites"][0])) == (LAND, LAND, FLOOR)
    saved = {"kind": "list", "title": "扩建", "query": {"kind": "expansion"}}
    token = window.visitor.post("/api/saved-searches", json=saved).json()["token"]
    feed = get(window, f"/api/feeds/{token}").text
    assert "42.00 亩" in feed
    assert "60.00" not in feed


def test_map_layer_and_open_data(window: Window, room: int):
    (shape,) = get(window, "/api/layers/premises_offer/items").json()["features"]
    assert sizes(shape["properties"]) == (LAND, FLOOR)
    (drawn,) = [c for c in get(window, "/api/layers/premises_offer/legend").json()["classes"] if c["count"]]
    assert (drawn["value"], drawn["measure"]) == ("expansion", LAND)
    collection = {one["id"]: one["properties"] for one in get(window, "/api/sites.geojson").json()["features"]}
    assert sizes(collection[room]) == (LAND, FLOOR)
    rows = list(csv.DictReader(io.StringIO(get(window, "/api/sites.csv").text.lstrip("\ufeff"))))
    assert [sizes(row) for row in rows if row["id"] == str(room)] == [(LAND, FLOOR)]


def test_shortlist_while_it_is_published_and_afterwards(window: Window, room: int):
    kept = window.visitor.post("/api/shortlists", json={"site_ids": [room], "title": ""}).json()
    assert sizes(kept["sites"][0]) == (LAND, FLOOR)
    window.act("update premises_terms set recorded = tstzrange(lower(recorded), clock_timestamp())")
    window.act(
        "insert into premises_terms (premises_id, is_published, title_zh, geom, land_area_m2, contact_phone, consent, source, observed_on, valid)"
        " select premises_id, p.published, title_zh, geom, land_area_m2, contact_phone, consent, source, observed_on, p.valid::daterange"
        " from premises_terms, (values (true, '[2026-11-01,2026-11-20)'), (false, '[2026-11-20,)')) p (published, valid)"
    )
    window.act("update shortlist_site set added_on = '2026-11-10'")
    gone = get(window, f"/api/shortlists/{kept['key']}").json()["sites"][0]
    assert (gone["state"], float(gone["area_m2"])) == ("withdrawn", LAND)


def test_brochure(window: Window, room: int):
    page = get(window, "/api/brochures/sites.html", ids=room).text
    assert "42.00 亩" in page
    assert "70,000.00 ㎡" in page
    assert "60.00 亩" not in page


def test_room_nobody_has_measured_is_neither_listed_nor_drawn(window: Window, room: int):
    window.act("update plot_built set recorded = tstzrange(lower(recorded), clock_timestamp())")
    assert room not in get(window, "/api/sites").json()["ids"]
    assert get(window, "/api/layers/premises_offer/items").json()["features"] == []


def test_measured_anew_it_is_told_anew_at_once_and_the_day_before_as_it_was(window: Window, room: int):
    window.act("update plot_built set recorded = tstzrange(lower(recorded), clock_timestamp())")
    window.act(
        "insert into plot_built (plot_id, floor_area_m2, footprint_m2, buildings, measured_on, source, valid, recorded_by_name)"
        " select :plot, floors, ground, 2, '2026-01-01', '实测', days::daterange, '甲'"
        " from (values (30000, 12000, '[2026-01-01,2026-11-20)'), (40000, 20000, '[2026-11-20,)')) n (floors, ground, days)",
        plot=window.sites.sold,
    )
    for day, land in (("2026-11-19", LAND), ("2026-11-20", 20_000)):
        assert the_one(get(window, "/api/sites", as_of=day).json()["items"], room)["area_m2"] == land
        (shape,) = get(window, "/api/layers/premises_offer/items", as_of=day).json()["features"]
        assert shape["properties"]["area_m2"] == land
