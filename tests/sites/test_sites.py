"""Which sites does the public find, and do the counts keep what they promise?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from gisapp.kernel.area import mu_to_m2
from gisapp.kernel.errors import NotFound
from gisapp.sites.site_store import SitePage, SiteWish
from gisapp.sites.sites import describe_site, open_data, search_sites
from gisapp.sites.terms import SiteLimit
from gisapp.supply.terms import SiteSort
from tests.builders.offer import an_offer
from tests.conftest import TODAY


def found(db, wish=None, **page):
    return search_sites(db, wish or SiteWish(), SitePage(**page), TODAY)


def changed(wish: SiteWish, **limits: Any) -> SiteWish:
    return SiteWish(**{**dict(wish), **limits})


def numbers(answer):
    return [item["plot_no"] for item in answer["items"]]


def counts(answer, facet):
    return {choice["value"]: choice["count"] for choice in answer["facets"][facet]}


def test_only_announced_and_offered_plots_are_found(db, sites):
    answer = found(db)
    assert sorted(numbers(answer)) == ["P4-001", "P4-002", "P6-001"]
    assert answer["total"] == answer["published"] == 3
    assert answer["total_area_m2"] == pytest.approx(sum(item["area_m2"] for item in answer["items"]))
    assert [item["id"] for item in answer["items"]] == answer["ids"]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (SiteWish(area_min=mu_to_m2(50), area_max=mu_to_m2(70)), ["P4-001"]),
        (SiteWish(industry=["healthy_food"]), ["P4-001"]),
        (SiteWish(industry=["27", "33"]), ["P4-002", "P6-001"]),
        (SiteWish(industry=["no such industry"]), []),
        (SiteWish(park=["P6"]), ["P6-001"]),
        (SiteWish(utility=["road"]), ["P4-001", "P6-001"]),
        (SiteWish(utility=["road", "power"]), ["P4-001"]),
        (SiteWish(utility=["gas"]), []),
        (SiteWish(price_max=Decimal(200)), ["P4-001"]),
        (SiteWish(price_min=Decimal(200)), ["P4-002", "P6-001"]),
        (SiteWish(delivery_by=date(2026, 11, 23)), ["P4-001"]),
        (SiteWish(delivery_by=date(2027, 9, 1)), ["P4-001", "P6-001"]),
        (SiteWish(delivery_by=date(2027, 8, 31)), ["P4-001"]),
        (SiteWish(supply=["announced"]), ["P6-001"]),
    ],
)
def test_each_limit_keeps_what_it_says(db, sites, wish, expected):
    assert sorted(numbers(found(db, wish))) == expected


def test_areas_on_the_limit_are_kept(db, sites):
    area = Decimal(str(found(db, SiteWish(park=["P6"]))["items"][0]["area_m2"]))
    assert numbers(found(db, SiteWish(area_min=area, area_max=area))) == ["P6-001"]
    assert numbers(found(db, SiteWish(area_max=area - Decimal("0.01")))) == []


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("delivery", ["P4-001", "P6-001", "P4-002"]),
        ("area", ["P6-001", "P4-001", "P4-002"]),
        ("-area", ["P4-002", "P4-001", "P6-001"]),
        ("price", ["P4-001", "P6-001", "P4-002"]),
        ("-price", ["P4-002", "P6-001", "P4-001"]),
        ("plot_no", ["P4-001", "P4-002", "P6-001"]),
    ],
)
def test_the_order_is_the_one_asked_for_and_unknown_values_come_last(db, sites, sort, expected):
    assert numbers(found(db, sort=SiteSort(sort))) == expected


@pytest.mark.parametrize(("sort", "expected"), [("price", ["P4-001", "P4-002"]), ("-price", ["P4-002", "P4-001"])])
def test_a_site_without_a_price_comes_last_in_both_orders(db, sites, sort, expected):
    db.execute(
        text("update offer_terms set recorded = tstzrange(lower(recorded), clock_timestamp()) where plot_id = :plot"),
        {"plot": sites.medicine},
    )
    an_offer(db, sites.medicine, industries=("27",), price=None)
    assert numbers(found(db, sort=SiteSort(sort))) == [*expected, "P6-001"]
    assert "P6-001" not in numbers(found(db, SiteWish(price_min=Decimal(1))))


def test_pages_do_not_repeat_or_lose_a_site(db, sites):
    pages = [numbers(found(db, limit=1, offset=offset)) for offset in range(4)]
    assert pages == [["P4-001"], ["P6-001"], ["P4-002"], []]
    assert found(db, limit=0)["total"] == 3


def test_the_count_beside_a_choice_is_what_choosing_it_gives(db, sites):
    wish = SiteWish(park=["P4"], area_max=mu_to_m2(100))
    answer = found(db, wish)
    assert counts(answer, "park") == {"P4": 1, "P6": 1}
    for park, count in counts(answer, "park").items():
        assert found(db, changed(wish, park=[park]))["total"] == count
    for code, count in counts(answer, "industry").items():
        assert found(db, changed(wish, industry=[code]))["total"] == count
    for cluster, count in counts(answer, "cluster").items():
        assert found(db, changed(wish, industry=[cluster]))["total"] == count
    for utility, count in counts(answer, "utility").items():
        assert found(db, changed(wish, utility=[utility]))["total"] == count
    for band in answer["facets"]["area_band"]:
        area = {
            "area_min": None if band["from_mu"] is None else mu_to_m2(band["from_mu"]),
            "area_max": None if band["to_mu"] is None else mu_to_m2(band["to_mu"]),
        }
        assert found(db, changed(wish, **area))["total"] == band["count"]
    assert counts(answer, "area_band") == {"up_to_20": 0, "from_20": 0, "from_50": 1, "from_100": 1, "from_200": 0}


@pytest.mark.parametrize(
    "wish",
    [
        SiteWish(park=["P6"], industry=["healthy_food"], area_min=mu_to_m2(50)),
        SiteWish(price_max=Decimal(100), delivery_by=date(2027, 1, 1), utility=["power"]),
        SiteWish(supply=["announced"], area_min=mu_to_m2(500)),
        SiteWish(),
    ],
)
def test_dropping_a_limit_gives_as_many_sites_as_was_promised(db, sites, wish):
    promised = found(db, wish)["without"]
    dropped = {
        "industry": {"industry": None},
        "area": {"area_min": None, "area_max": None},
        "park": {"park": None},
        "delivery": {"delivery_by": None},
        "price": {"price_min": None, "price_max": None},
        "utility": {"utility": None},
        "supply": {"supply": None},
        "kind": {"kind": None},
        "far": {"far_from": None, "far_to": None},
        "capacity": dict.fromkeys(("power_min", "water_min", "gas_min", "steam_min", "sewage_min")),
        "distance": dict.fromkeys(("rail_max", "port_max", "motorway_max", "airport_max")),
        "building": {"height_min": None, "load_min": None},
    }
    assert set(promised) == set(dropped) == set(SiteLimit.values())
    for limit, change in dropped.items():
        assert found(db, changed(wish, **change))["total"] == promised[limit], limit


def test_a_card_says_price_per_mu_and_which_utilities_reach_it(db, sites):
    card = found(db, SiteWish(park=["P4"], industry=["13"]))["items"][0]
    assert (
        card["start_price_yuan_per_m2"],
        float(card["start_price_wan_per_mu"]),
        float(card["start_price_wan_per_ha"]),
    ) == (150, 10, 150)
    assert float(card["start_total_yuan"]) == pytest.approx(card["area_m2"] * 150, abs=0.01)
    assert sorted(card["utilities"]) == ["power", "road"]
    assert card["outline"]["type"] == "MultiPolygon"
    assert len(card["roads"]) == 1


def test_the_sheet_has_both_bounds_sources_and_dates(db, sites):
    sheet = describe_site(db, sites.food, TODAY)
    assert (sheet["area"]["mu"], sheet["area"]["ha"]) == (Decimal("60.00"), Decimal("4.0000"))
    assert sheet["area"]["basis"] == "planar"
    assert (sheet["conditions"]["far_min"], sheet["conditions"]["far_max"]) == (1.2, 2.5)
    assert sheet["conditions"]["building_coefficient_max"] is None
    assert sheet["conditions"]["document_no"] == "周规条〔2026〕18号"
    power = next(fact for fact in sheet["utilities"] if fact["utility"] == "power")
    assert (power["status"], power["source"], power["observed_on"]) == ("at_boundary", "现场核查", "2026-05-01")
    assert sheet["offer"]["source"] == "供地方案"
    assert sheet["published_since"] == date(2020, 1, 1)
    assert [n["plot_no"] for n in sheet["neighbours"]] == ["P4-002", "P6-001"]
    assert sheet["neighbours"][0]["distance_m"] == pytest.approx(100, abs=1)


def test_the_main_road_is_measured_in_a_straight_line(db, sites):
    roads = {road["which"]: road for road in describe_site(db, sites.food, TODAY)["roads"]}
    assert roads["main"]["name_zh"] == "纬三路"
    assert roads["main"]["distance_m"] == pytest.approx(40, abs=1)


def test_a_plot_that_is_not_published_has_no_sheet(db, sites):
    for plot in (sites.sold, sites.prepared, 999_999):
        with pytest.raises(NotFound):
            describe_site(db, plot, TODAY)


def test_yesterdays_window_is_yesterdays(db, sites):
    db.execute(
        text(
            "update plot_state set recorded = tstzrange(lower(recorded), clock_timestamp()) where plot_id = :id and upper_inf(recorded)"
        ),
        {"id": sites.food},
    )
    for supply, days in (("on_offer", "[2020-01-01,2026-11-01)"), ("allocated", "[2026-11-01,)")):
        db.execute(
            text(
                "insert into plot_state (plot_id, land_control, servicing, supply, development, compliance, valid)"
                " values (:id, 'cleared', 'five', :supply, 'not_applicable', 'not_applicable', cast(:days as daterange))"
            ),
            {"id": sites.food, "supply": supply, "days": days},
        )
    assert "P4-001" not in numbers(found(db))
    assert "P4-001" in numbers(search_sites(db, SiteWish(), SitePage(), date(2026, 10, 31)))
    with pytest.raises(NotFound):
        describe_site(db, sites.food, TODAY)
    assert describe_site(db, sites.food, date(2026, 10, 31))["offer"] is not None


def test_open_data_names_licence_day_and_notice(db, sites):
    zone = {
        "name_zh": "周口经济开发区",
        "name_en": "Zone",
        "is_demo": True,
        "notice_zh": "示意数据，非法定边界",
        "notice_en": "Demo",
    }
    collection = open_data(db, TODAY, zone)
    assert collection["licence"]["name"] == "CC BY 4.0"
    assert collection["as_of"] == TODAY
    assert collection["notice_zh"] == "示意数据，非法定边界"
    assert [feature["properties"]["plot_no"] for feature in collection["features"]] == ["P4-001", "P4-002", "P6-001"]
    lon, lat = collection["features"][0]["geometry"]["coordinates"][0][0][0]
    assert (114 < lon < 115, 33 < lat < 34) == (True, True)
